import * as vscode from 'vscode';
import type { TreeNode } from './rows.ts';
import { type RowTextOptions, rowText } from './rowText.ts';
import { rowTooltip } from './rowTooltip.ts';
import type { TreeModel } from './treeModel.ts';

/** Hands the model's rows to VS Code. */
export class TreeProvider implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
	readonly #model: TreeModel;
	readonly #options: () => RowTextOptions;
	readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
	readonly onDidChangeTreeData = this.#changed.event;
	/** Rises whenever older answers are no longer true. */
	#generation = 0;

	constructor(model: TreeModel, options: () => RowTextOptions) {
		this.#model = model;
		this.#options = options;
	}

	/** Asks again for the rows below one row, or for all. */
	refresh(node?: TreeNode): void {
		this.#generation++;
		this.#changed.fire(node);
	}

	async getChildren(node?: TreeNode): Promise<TreeNode[]> {
		const asked = this.#generation;
		const rows = await this.#model.children(node);
		// a stale answer could be of another profile or filter; VS Code has already asked anew
		return asked === this.#generation ? [...rows] : [...(await this.#model.children(node))];
	}

	getParent(node: TreeNode): TreeNode | undefined {
		return node.parent;
	}

	getTreeItem(node: TreeNode): vscode.TreeItem {
		const row = rowText(node, this.#options());
		const item = new vscode.TreeItem(row.label, collapsibleState[row.expands]);
		item.id = node.id;
		item.contextValue = row.context;
		item.accessibilityInformation = { label: row.accessible };
		if (row.description !== undefined) {
			item.description = row.description;
		}
		if (row.icon !== undefined) {
			const color = row.color === undefined ? undefined : new vscode.ThemeColor(row.color);
			item.iconPath = new vscode.ThemeIcon(row.icon, color);
		}
		if (row.command) {
			const { id, title, argument } = row.command;
			item.command = { command: id, title, arguments: [argument ?? node] };
		}
		return item;
	}

	resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
		const text = rowTooltip(node, this.#options().t);
		if (text !== undefined) {
			// no trusted commands, no HTML: all texts of records in it are escaped as well
			item.tooltip = new vscode.MarkdownString(text);
		}
		return item;
	}

	dispose(): void {
		this.#changed.dispose();
	}
}

const collapsibleState = {
	no: vscode.TreeItemCollapsibleState.None,
	collapsed: vscode.TreeItemCollapsibleState.Collapsed,
	expanded: vscode.TreeItemCollapsibleState.Expanded,
} as const;
