import * as vscode from 'vscode';
import { Command, View } from '../contributions.ts';
import { fillingConnections } from '../model/filling.ts';
import type { History } from '../model/history.ts';
import { registerCommands } from '../vscode/commands.ts';
import type { Log } from '../vscode/log.ts';
import type { Settings } from '../vscode/settings.ts';
import { type CoverageRow, coverageRows, failureRow } from './coverageRows.ts';
import { CoverageTree } from './coverageTree.ts';
import { Debounced } from './debounce.ts';
import { fillGap } from './fillGap.ts';

export interface CoverageDeps {
	readonly history: History;
	settings(): Pick<Settings, 'lookBackDays'>;
	readonly log: Log;
}

/** The view that says what is known of each account and Region, and its commands. */
export function registerCoverage({ history, settings, log }: CoverageDeps): vscode.Disposable {
	const provider = new CoverageTree(
		async () => {
			try {
				const [coverage, gaps] = await Promise.all([history.coverage(), history.gaps()]);
				const connections = fillingConnections(history);
				const { lookBackDays } = settings();
				return coverageRows({ coverage, gaps, connections, lookBackDays, now: Date.now() });
			} catch (error) {
				log.error(error instanceof Error ? error : new Error(String(error)));
				return [failureRow(error)];
			}
		},
		() => history.connection,
	);
	const view = vscode.window.createTreeView<CoverageRow>(View.coverage, {
		treeDataProvider: provider,
		showCollapseAll: true,
	});
	// nobody looks most of the time, and a sync tells of each page that it saved
	const changes = new Debounced(() => void (view.visible && provider.refresh()), 500);
	return vscode.Disposable.from(
		view,
		provider,
		changes,
		history.onDidChange(() => changes.run()),
		history.onDidChangeConnection(() => changes.run()),
		view.onDidChangeVisibility(() => changes.run()),
		registerCommands(
			{
				[Command.showCoverage]: () => vscode.commands.executeCommand(`${View.coverage}.focus`),
				[Command.fetchGap]: (row) => fillGap(row),
			},
			log,
		),
	);
}
