import * as vscode from 'vscode';
import { sourceId } from '../model/connectionSettings.ts';
import type { FetchWindow } from '../model/fetch.ts';
import { hostZone } from '../model/hostZone.ts';
import { readTimeRange } from '../sidebar/timeChoices.ts';
import { quickPickText } from '../vscode/quickPickText.ts';
import type { CommandDeps } from './commandDeps.ts';
import { archiveTitle, windowText } from './fetchTexts.ts';
import { type FetchTime, fetchTimes } from './fetchTimes.ts';
import type { ArchiveChoice } from './pickArchive.ts';

const { t } = vscode.l10n;

interface Item extends vscode.QuickPickItem {
	readonly window?: FetchWindow;
	readonly custom?: true;
}

/** @param to where the time ends, ISO 8601, where that is known already */
export async function pickFetchTime(
	{ history }: CommandDeps,
	{ source }: ArchiveChoice,
	to?: string,
): Promise<FetchWindow | undefined> {
	const title = t('Fetch from {0}', quickPickText(archiveTitle(source, t)));
	const items = async (): Promise<Item[]> => {
		const [coverage, gaps] = await Promise.all([history.coverage(), history.gaps()]);
		const id = sourceId(source);
		const times = fetchTimes({
			coverage,
			source: id,
			gaps: gaps.filter((gap) => gap.source === id),
			now: Date.now(),
			...(to !== undefined && { to }),
		});
		const ofGaps = times.filter(({ kind }) => kind === 'gap' || kind === 'all-gaps');
		return [
			...times.filter((time) => !ofGaps.includes(time)).map((time) => timeItem(time, to)),
			{
				label: `$(edit) ${t('From … to …')}`,
				description: t('type two days or times'),
				custom: true,
			},
			...(ofGaps.length > 0
				? [{ label: t('what could not be read'), kind: vscode.QuickPickItemKind.Separator }]
				: []),
			...ofGaps.map((time) => timeItem(time, to)),
		];
	};
	const choice = await vscode.window.showQuickPick(items(), {
		title,
		placeHolder: t('Which time?'),
		matchOnDescription: true,
	});
	return choice?.custom ? askTime(title) : choice?.window;
}

function timeItem({ kind, days = 0, gaps = 0, reason, window }: FetchTime, to?: string): Item {
	const when = quickPickText(
		windowText(window, { now: Date.now(), t, locale: vscode.env.language }),
	);
	switch (kind) {
		case 'beyond':
			return {
				label: `$(calendar) ${t('{0} days before what is read', days)}`,
				description: when,
				window,
			};
		case 'days':
			return {
				label: `$(calendar) ${to === undefined ? t('Last {0} days', days) : t('{0} days up to then', days)}`,
				description: when,
				window,
			};
		case 'all-gaps':
			return { label: `$(warning) ${t('All {0} gaps', gaps)}`, description: when, window };
		case 'gap':
			return {
				label: `$(warning) ${when}`,
				description: quickPickText(reason ?? '', 200),
				window,
			};
	}
}

async function askTime(title: string): Promise<FetchWindow | undefined> {
	const text = await vscode.window.showInputBox({
		title,
		prompt: t('One day, or begin and end; time zone {0} unless it ends in Z', hostZone()),
		placeHolder: '2026-01-01 2026-03-31',
		ignoreFocusOut: true,
		validateInput: (value) =>
			readTimeRange(value) ? undefined : t('Write days as 2026-10-01, times as 2026-10-01T14:30.'),
	});
	return text === undefined ? undefined : readTimeRange(text);
}
