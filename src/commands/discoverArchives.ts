import * as vscode from 'vscode';
import type { FoundSources } from '../model/fetch.ts';
import { toAbortSignal } from '../vscode/cancellation.ts';
import { notificationText } from '../vscode/notificationText.ts';
import type { CommandDeps } from './commandDeps.ts';

const { t } = vscode.l10n;

/** Asks AWS where else the history of a connection is kept. @throws HistoryError `cancelled` too */
export function discoverArchives(
	{ history, log }: CommandDeps,
	connection: string,
): Thenable<FoundSources> {
	return vscode.window.withProgress(
		{
			location: vscode.ProgressLocation.Notification,
			title: t('Looking in AWS for where {0} keeps history', notificationText(connection)),
			cancellable: true,
		},
		async (_, token) => {
			const found = await history.discover(connection, { signal: toAbortSignal(token) });
			for (const problem of found.problems) {
				log.warn(`${connection}: ${problem}`);
			}
			return found;
		},
	);
}
