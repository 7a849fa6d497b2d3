import type { Event, TextDocument, Uri } from 'vscode';
import type { CodeResource } from '../iac/codeResource.ts';

/** A definition or mention in a file of the workspace. */
export interface PlacedResource {
	readonly uri: Uri;
	readonly resource: CodeResource;
	/** Zero-based, of the resource's start. */
	readonly line: number;
	readonly character: number;
	/** Zero-based, of the resource's end. */
	readonly endLine: number;
	readonly endCharacter: number;
}

/** What the workspace's code says of Image Builder resources. Reads nothing until it is asked. */
export interface CodeIndex {
	/**
	 * Definitions and mentions in an open document as it is now, in order; what was last found where
	 * the document is half-typed. Offsets are UTF-16 code units, as `document.positionAt` takes them.
	 */
	resourcesIn(document: TextDocument): Promise<readonly CodeResource[]>;
	/** Definitions, then references and ARNs, of all files of the workspace that mean this ARN. */
	placesOf(arn: string): Promise<readonly PlacedResource[]>;
	/** Whether some definition of the workspace means this ARN; undefined while it is not known. */
	isDefined(arn: string): boolean | undefined;
	/** All definitions of the workspace, as far as it was read. */
	definitions(): Promise<readonly PlacedResource[]>;
	/** Something was found, changed or deleted, in open documents or files. */
	readonly onDidChange: Event<void>;
}
