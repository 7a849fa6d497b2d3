import * as vscode from 'vscode';
import { View } from '../contributions.ts';
import type { History } from '../model/history.ts';
import type { CallCounts } from '../model/query.ts';
import { escapeMarkdown } from '../vscode/markdown.ts';
import { type StatusText, statusText } from './progressText.ts';

const day = 86_400_000;

/** The entry in the status bar; hidden until there is a reason to show it. */
export class StatusBar implements vscode.Disposable {
	readonly #history: History;
	readonly #item: vscode.StatusBarItem;
	#recent: CallCounts | undefined;
	#wanted = false;
	#asked = 0;

	constructor(history: History) {
		this.#history = history;
		this.#item = vscode.window.createStatusBarItem(
			'imageBuilderHistory.status',
			vscode.StatusBarAlignment.Left,
			-10,
		);
		this.#item.name = vscode.l10n.t('Image Builder History');
		this.#item.command = `${View.resources}.focus`;
	}

	/** From now on the entry shows. */
	show(): void {
		this.#wanted = true;
		this.update();
		void this.recount();
	}

	/** Counts the changes of the last day anew, then shows them. */
	async recount(): Promise<void> {
		if (!this.#wanted) {
			return;
		}
		const asked = ++this.#asked;
		const from = new Date(Date.now() - day).toISOString();
		const recent = await this.#history
			.count({ readOnly: false, failed: false, from })
			.catch(() => undefined);
		if (asked === this.#asked) {
			this.#recent = recent;
			this.update();
		}
	}

	/** Shows what the connection says now. */
	update(): void {
		if (!this.#wanted) {
			return;
		}
		const status: StatusText = statusText(
			{ connection: this.#history.connection, recent: this.#recent },
			{ now: Date.now(), t: vscode.l10n.t, locale: vscode.env.language },
		);
		this.#item.text = status.text;
		this.#item.tooltip = new vscode.MarkdownString(
			status.lines.map((line) => escapeMarkdown(line, 300)).join('\n\n'),
		);
		this.#item.accessibilityInformation = { label: status.accessible };
		this.#item.backgroundColor = status.warning
			? new vscode.ThemeColor('statusBarItem.warningBackground')
			: undefined;
		this.#item.show();
	}

	dispose(): void {
		this.#item.dispose();
	}
}
