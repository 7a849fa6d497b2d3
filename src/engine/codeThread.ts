import type { CodeReader, DocumentState, FileResources, FolderFile } from '../iac/codeReader.ts';
import type { CodeResource } from '../iac/codeResource.ts';
import type { CodeFunctions, CodeHost, CodeWorkerInput } from './codeProtocol.ts';
import type { LogLevel } from './protocol.ts';
import { WorkerLink } from './workerLink.ts';

export interface CodeThreadOptions {
	/** `codeWorker.ts`, or what the bundler made of it. */
	readonly worker: URL;
	/** Folder of the grammars, ending in a slash. */
	readonly grammars: URL;
	readonly log: (level: LogLevel, message: string) => void;
}

/** Reads code in a thread that starts with the first question, and again after a crash. */
export class CodeThread implements CodeReader {
	readonly #link: WorkerLink<CodeFunctions, CodeHost>;

	constructor({ worker, grammars, log }: CodeThreadOptions) {
		const input: CodeWorkerInput = { grammars: grammars.href };
		this.#link = new WorkerLink(worker, input, { log });
	}

	async readDocument(state: DocumentState): Promise<readonly CodeResource[] | undefined> {
		return this.#link.remote.readDocument(state);
	}

	async forgetDocument(key: string): Promise<void> {
		if (this.#link.started) {
			await this.#link.remote.forgetDocument(key);
		}
	}

	async readFiles(files: readonly FolderFile[]): Promise<readonly FileResources[]> {
		return this.#link.remote.readFiles(files);
	}

	close(): Promise<void> {
		return this.#link.close();
	}
}
