import * as vscode from 'vscode';
import type { RowText } from './rowText.ts';

const collapsibleState = {
	no: vscode.TreeItemCollapsibleState.None,
	collapsed: vscode.TreeItemCollapsibleState.Collapsed,
	expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;

/** A row as VS Code draws it. */
export function treeItem(id: string, row: RowText): vscode.TreeItem {
	const item = new vscode.TreeItem(row.label, collapsibleState[row.expands]);
	item.id = id;
	item.contextValue = row.context;
	item.accessibilityInformation = { label: row.accessible };
	item.description = row.description ?? false;
	if (row.icon !== undefined) {
		const color = row.color === undefined ? undefined : new vscode.ThemeColor(row.color);
		item.iconPath = new vscode.ThemeIcon(row.icon, color);
	}
	return item;
}
