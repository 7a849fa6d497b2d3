import * as vscode from 'vscode';

/** Schemes of files, beside those of the workspace's folders. */
const schemes = new Set(['file', 'untitled', 'vscode-remote']);

/**
 * Documents that people see or have not saved. VS Code holds others too, whose files may be gone;
 * and documents that only show a record are no code.
 */
export function openCode(): readonly vscode.TextDocument[] {
	const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
	const shown = new Set(
		tabs.flatMap(({ input }) =>
			input instanceof vscode.TabInputText ? [input.uri.toString()] : [],
		),
	);
	return vscode.workspace.textDocuments.filter(
		({ isDirty, isClosed, uri }) =>
			!isClosed &&
			(schemes.has(uri.scheme) || vscode.workspace.getWorkspaceFolder(uri) !== undefined) &&
			(isDirty || shown.has(uri.toString())),
	);
}
