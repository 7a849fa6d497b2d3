import type { DocumentFilter, TextDocument } from 'vscode';

const schemes: ReadonlySet<string> = new Set([
	...['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-test-web'],
]);

/** Documents that people write: not output, not what others only show. */
export const codeDocuments: readonly DocumentFilter[] = [...schemes].map((scheme) => ({ scheme }));

/** Is this a document that people write? */
export function isCode({ uri }: TextDocument): boolean {
	return schemes.has(uri.scheme);
}
