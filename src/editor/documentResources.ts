import * as vscode from 'vscode';
import type { DocumentResource } from '../api.ts';
import type { CodeIndex } from './codeIndex.ts';

/** What a document defines, refers to and names by ARN, in order, with ranges in it as it is now. */
export async function documentResources(
	code: CodeIndex,
	document: vscode.TextDocument,
): Promise<readonly DocumentResource[]> {
	const found = await code.resourcesIn(document);
	return found.map(({ start, end, kind, form, logicalId, name, pattern }) => ({
		range: new vscode.Range(document.positionAt(start), document.positionAt(end)),
		kind,
		form,
		...(logicalId !== undefined && { logicalId }),
		...(name !== undefined && { name }),
		...(pattern !== undefined && { pattern }),
	}));
}
