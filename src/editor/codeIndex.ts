import type { Event, TextDocument, Uri } from 'vscode';
import type { CodeResource } from '../iac/codeResource.ts';

/** A definition or mention in a file of the workspace; of files that are not open without properties. */
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
	/**
	 * Definitions, then references and ARNs, of all files of the workspace that mean this ARN; waits
	 * until these are read. Code of whose name nothing is known only where there is no other.
	 */
	placesOf(arn: string): Promise<readonly PlacedResource[]>;
	/**
	 * Whether some definition of the workspace means this ARN; undefined while it is not known, or
	 * without a workspace. The first question begins to read.
	 */
	isDefined(arn: string): boolean | undefined;
	/** All definitions of the workspace; waits until it is read. */
	definitions(): Promise<readonly PlacedResource[]>;
	/** Something was found, changed or deleted, in open documents or files. */
	readonly onDidChange: Event<void>;
}
