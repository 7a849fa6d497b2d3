import type { DocumentState, FileResources, FolderFile } from '../iac/codeReader.ts';
import type { CodeResource } from '../iac/codeResource.ts';
import type { LogLevel } from './protocol.ts';

/** What the code worker gets as `workerData`. */
export interface CodeWorkerInput {
	/** URL of the folder with `<grammar>.wasm` and `<grammar>.scm`, ending in a slash. */
	readonly grammars: string;
}

/** The code worker: `CodeReader` in a thread. */
export interface CodeFunctions {
	readDocument(state: DocumentState): Promise<readonly CodeResource[] | undefined>;
	forgetDocument(key: string): void;
	readFiles(files: readonly FolderFile[]): Promise<readonly FileResources[]>;
	close(): void;
}

export interface CodeHost {
	log(level: LogLevel, message: string): void;
}
