import * as vscode from 'vscode';
import type { Connection } from '../model/history.ts';
import { escapeMarkdown } from '../vscode/markdown.ts';
import { below, type CoverageRow } from './coverageRows.ts';
import { type CoverageWordsOptions, coverageDetails, coverageWords } from './coverageWords.ts';
import { treeItem } from './treeItem.ts';

/** Hands the rows of the Coverage view to VS Code. */
export class CoverageTree implements vscode.TreeDataProvider<CoverageRow>, vscode.Disposable {
	readonly #read: () => Promise<readonly CoverageRow[]>;
	readonly #connection: () => Connection;
	readonly #changed = new vscode.EventEmitter<undefined>();
	readonly onDidChangeTreeData = this.#changed.event;
	/** The first level as it is shown. */
	#rows: readonly CoverageRow[] | undefined;
	#shown = '';

	constructor(read: () => Promise<readonly CoverageRow[]>, connection: () => Connection) {
		this.#read = read;
		this.#connection = connection;
	}

	/** Reads again. Rows that say the same stay: a click must not meet a row that is just replaced. */
	async refresh(): Promise<void> {
		if (await this.#load()) {
			this.#changed.fire(undefined);
		}
	}

	async getChildren(row?: CoverageRow): Promise<CoverageRow[]> {
		if (row) {
			return [...below(row)];
		}
		if (!this.#rows) {
			await this.#load();
		}
		return [...(this.#rows ?? [])];
	}

	getParent(row: CoverageRow): CoverageRow | undefined {
		return row.parent;
	}

	getTreeItem(row: CoverageRow): vscode.TreeItem {
		return treeItem(row.id, coverageWords(row, this.#options()));
	}

	resolveTreeItem(item: vscode.TreeItem, row: CoverageRow): vscode.TreeItem {
		const details = coverageDetails(row, this.#options());
		if (details) {
			// no trusted commands, no HTML: keys of objects and reasons in it are escaped as well
			item.tooltip = new vscode.MarkdownString(
				details.map((line) => escapeMarkdown(line, 600)).join('\n\n'),
			);
		}
		return item;
	}

	dispose(): void {
		this.#changed.dispose();
	}

	/** @returns whether the rows say something else than those before */
	async #load(): Promise<boolean> {
		const rows = await this.#read();
		const shown = JSON.stringify([rows, this.#options().accountNames]);
		if (shown === this.#shown) {
			return false;
		}
		this.#shown = shown;
		this.#rows = rows;
		return true;
	}

	#options(): CoverageWordsOptions {
		const connection = this.#connection();
		const { accountNames } = connection.kind === 'aws' ? connection : {};
		return {
			now: Date.now(),
			t: vscode.l10n.t,
			locale: vscode.env.language,
			...(accountNames && { accountNames }),
		};
	}
}
