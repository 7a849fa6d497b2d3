import * as vscode from 'vscode';
import { Command, Setting } from '../contributions.ts';
import { type MovingFilter, readMovingFilter } from '../model/movingFilter.ts';
import { pickFilter } from '../sidebar/filterPicker.ts';
import type { TreeNode } from '../sidebar/rows.ts';
import { type GroupBy, groupings, readFilter } from '../sidebar/viewState.ts';
import type { CommandHandler } from '../vscode/commands.ts';
import { writeSetting } from '../vscode/settings.ts';
import type { CommandDeps } from './commandDeps.ts';

const { t } = vscode.l10n;

/** Commands that change what the tree shows or reads. */
export function viewCommands({ history, sidebar }: CommandDeps): Record<string, CommandHandler> {
	return {
		[Command.refresh]: async () => {
			await history.sync();
			// whoever asks is told, also where the report only lists what failed in each Region
			const { connection } = history;
			if (connection.kind === 'aws' && connection.phase === 'failed' && connection.error) {
				throw connection.error;
			}
		},
		[Command.cancelSync]: () => history.cancelSync(),
		[Command.groupBy]: async (value) => {
			const groupBy =
				groupings.find((grouping) => grouping === value) ?? (await pickGroupBy(sidebar.groupBy));
			if (groupBy !== undefined) {
				sidebar.setGroupBy(groupBy);
			}
		},
		[Command.filter]: async (value) => {
			// a view's title gives its own context as the argument, never a filter
			const filter = isRow(value) ? undefined : filterIn(value);
			if (filter !== undefined && Object.keys(filter).length > 0) {
				sidebar.setFilter(filter);
			} else {
				await pickFilter(history, sidebar.filter, (next) => sidebar.setFilter(next));
			}
		},
		[Command.clearFilter]: () => sidebar.setFilter({}),
		[Command.showReadCalls]: () => writeSetting(Setting.showReadCalls, true),
		[Command.hideReadCalls]: () => writeSetting(Setting.showReadCalls, false),
		[Command.loadMore]: (row) => {
			if (isRow(row)) {
				sidebar.loadMore(row);
			}
		},
		[Command.openSample]: async () => {
			await sidebar.reveal();
			await history.openSample();
		},
		[Command.leaveSample]: async () => {
			await history.leaveSample();
		},
	};
}

async function pickGroupBy(current: GroupBy): Promise<GroupBy | undefined> {
	const titles: Readonly<Record<GroupBy, string>> = {
		resource: `$(list-tree) ${t('Resource')}`,
		caller: `$(account) ${t('Caller')}`,
		day: `$(calendar) ${t('Day')}`,
	};
	const choice = await vscode.window.showQuickPick(
		groupings.map((value) => ({
			label: titles[value],
			description: value === current ? t('current') : '',
			value,
		})),
		{ title: t('Group calls by') },
	);
	return choice?.value;
}

function isRow(value: unknown): value is TreeNode {
	return typeof value === 'object' && value !== null && 'type' in value && 'id' in value;
}

/** A filter, or the query that means one. */
function filterIn(value: unknown): MovingFilter | undefined {
	return typeof value === 'string' ? readMovingFilter(value, Date.now()) : readFilter(value);
}
