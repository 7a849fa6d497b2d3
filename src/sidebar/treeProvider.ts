import * as vscode from 'vscode';
import { markUri } from './codeMarks.ts';
import type { ResourceNode, TreeNode } from './rows.ts';
import { type RowTextOptions, rowText } from './rowText.ts';
import { rowTooltip, type TooltipFacts } from './rowTooltip.ts';
import { treeItem } from './treeItem.ts';
import type { TreeModel } from './treeModel.ts';

/** Hands the model's rows to VS Code. */
export class TreeProvider implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
	readonly #model: TreeModel;
	readonly #options: () => RowTextOptions;
	readonly #isInCode: (arn: string) => boolean | undefined;
	readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
	readonly onDidChangeTreeData = this.#changed.event;
	/** Rises whenever older answers are no longer true. */
	#generation = 0;

	/** @param isInCode does code of the workspace define a resource? undefined: not known */
	constructor(
		model: TreeModel,
		options: () => RowTextOptions,
		isInCode: (arn: string) => boolean | undefined,
	) {
		this.#model = model;
		this.#options = options;
		this.#isInCode = isInCode;
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
		const item = treeItem(node.id, row);
		if (node.type === 'resource') {
			// a row is marked by it, see codeMarks.ts
			item.resourceUri = markUri(node.arn);
		}
		if (row.command) {
			const { id, title, argument } = row.command;
			item.command = { command: id, title, arguments: [argument ?? node] };
		}
		return item;
	}

	async resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
		const facts = node.type === 'resource' ? await this.#factsOf(node) : {};
		const text = rowTooltip(node, this.#options(), facts);
		if (text !== undefined) {
			// no trusted commands, no HTML: all texts of records in it are escaped as well
			item.tooltip = new vscode.MarkdownString(text);
		}
		return item;
	}

	async #factsOf(node: ResourceNode): Promise<TooltipFacts> {
		// where the history cannot be asked, the rest is still true
		const lastEdit = await this.#model.lastEdit(node).catch(() => undefined);
		return { isInCode: this.#isInCode(node.arn), lastEdit };
	}

	dispose(): void {
		this.#changed.dispose();
	}
}
