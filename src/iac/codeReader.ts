import type { CodeResource } from './codeResource.ts';
import type { TextEdit } from './textEdit.ts';

/** An open document at a version, told as what changed since it was last told. */
export interface DocumentState {
	/** Tells documents apart, two of one name too. */
	readonly key: string;
	/** Its folder, as in `FolderFile`; where there is none, other files say nothing about it. */
	readonly folder?: string;
	/** Path or name; its ending decides the language where `languageId` does not. */
	readonly fileName: string;
	/** VS Code's language id. */
	readonly languageId: string;
	readonly version: number;
	/** Of the text at this version, UTF-16 code units: shows a change that got lost. */
	readonly length: number;
	/** The whole text, or edits of the text at version `since`, each on the result of the last. */
	readonly change: string | { readonly since: number; readonly edits: readonly TextEdit[] };
}

/** A file of a folder as it is on disk. */
export interface FolderFile {
	readonly key: string;
	/** Any text that is the same for all files of one folder. */
	readonly folder: string;
	readonly fileName: string;
	/** UTF-8; undefined where the file is gone. */
	readonly bytes: Uint8Array | undefined;
	/** It tells of others only: values of variables, a state that is kept out of git. */
	readonly contextOnly?: boolean;
}

/** A resource with its place in lines, all zero-based. */
export interface LocatedResource {
	readonly resource: CodeResource;
	readonly line: number;
	readonly character: number;
	readonly endLine: number;
	readonly endCharacter: number;
}

export interface FileResources {
	readonly key: string;
	/** In order; empty where nothing was found or the file is gone. */
	readonly found: readonly LocatedResource[];
}

/** Finds resources in code, away from whoever asks. */
export interface CodeReader {
	/**
	 * Definitions and mentions in a document at the version of `state`.
	 * @returns undefined where the text of `since` is not there: the whole text is wanted.
	 */
	readDocument(state: DocumentState): Promise<readonly CodeResource[] | undefined>;
	/** The document is closed. */
	forgetDocument(key: string): Promise<void>;
	/**
	 * Takes files that are new, changed or gone.
	 * @returns what these files hold now, and those that read anew because these say otherwise.
	 */
	readFiles(files: readonly FolderFile[]): Promise<readonly FileResources[]>;
}
