import * as vscode from 'vscode';
import type { CodeReader } from '../iac/codeReader.ts';
import type { CodeResource } from '../iac/codeResource.ts';
import type { Log } from '../vscode/log.ts';
import type { CodeIndex, PlacedResource } from './codeIndex.ts';
import { CodeIndexDocuments } from './codeIndexDocuments.ts';

/** Edits and changes of files are told at most this often. */
const quietMilliseconds = 300;

export interface LiveCodeIndexOptions {
	readonly reader: CodeReader;
	readonly log: Log;
}

/** The code of this window: open documents as they are, all other files as they are on disk. */
export class LiveCodeIndex implements CodeIndex, vscode.Disposable {
	readonly #documents: CodeIndexDocuments;
	readonly #changed = new vscode.EventEmitter<void>();
	#timer: NodeJS.Timeout | undefined;

	readonly onDidChange = this.#changed.event;

	constructor({ reader, log }: LiveCodeIndexOptions) {
		this.#documents = new CodeIndexDocuments({
			reader,
			folderOf: async () => undefined,
			onEdited: () => this.#tellSoon(),
			log,
		});
	}

	resourcesIn(document: vscode.TextDocument): Promise<readonly CodeResource[]> {
		return this.#documents.resourcesIn(document);
	}

	async placesOf(_arn: string): Promise<readonly PlacedResource[]> {
		return [];
	}

	isDefined(_arn: string): boolean | undefined {
		return undefined;
	}

	async definitions(): Promise<readonly PlacedResource[]> {
		return [];
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#documents.dispose();
		this.#changed.dispose();
	}

	#tellSoon(): void {
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#changed.fire();
		}, quietMilliseconds);
	}
}
