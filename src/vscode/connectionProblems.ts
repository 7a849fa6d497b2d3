import * as vscode from 'vscode';
import { Setting } from '../contributions.ts';
import type { Log } from './log.ts';
import { notificationText } from './notificationText.ts';
import { openConnectionSettings, type Settings } from './settings.ts';

/** Tells what is wrong in the setting `connections`: once, and again only where that changes. */
export class ConnectionProblems {
	readonly #log: Log;
	#told = '';

	constructor(log: Log) {
		this.#log = log;
	}

	tell({ connectionProblems }: Settings): void {
		const text = connectionProblems.join('\n');
		if (text === this.#told) {
			return;
		}
		this.#told = text;
		const [first, ...others] = connectionProblems;
		if (first === undefined) {
			return;
		}
		for (const problem of connectionProblems) {
			this.#log.warn(`setting ${Setting.section}.${problem}`);
		}
		void this.#show(first, others.length);
	}

	async #show(first: string, others: number): Promise<void> {
		const { t } = vscode.l10n;
		const open = t('Open Settings');
		const message =
			others === 0
				? t('A connection in the settings cannot be read: {0}', first)
				: t('Connections in the settings cannot be read: {0} And {1} more.', first, others);
		if ((await vscode.window.showWarningMessage(notificationText(message), open)) === open) {
			await openConnectionSettings();
		}
	}
}
