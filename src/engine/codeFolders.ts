import type { FileResources, FolderFile } from '../iac/codeReader.ts';
import type { CodeContext } from '../iac/codeResource.ts';
import type { Grammars } from '../iac/grammars.ts';

export interface CodeFoldersOptions {
	readonly grammars: Grammars;
	readonly onFailed: (fileName: string, error: unknown) => void;
}

const nothing: CodeContext = {};

/** What the files of the workspace hold, and what those of a folder say about each other. */
export class CodeFolders {
	readonly #options: CodeFoldersOptions;

	constructor(options: CodeFoldersOptions) {
		this.#options = options;
	}

	/** The same object until another answer is due. */
	async contextOf(_folder: string | undefined): Promise<CodeContext> {
		return nothing;
	}

	async read(_files: readonly FolderFile[]): Promise<readonly FileResources[]> {
		void this.#options;
		return [];
	}
}
