import { RowContext } from '../contributions.ts';
import { type AccountNames, accountName } from '../model/accountText.ts';
import { sourceId } from '../model/connectionSettings.ts';
import type { Gap } from '../model/coverage.ts';
import { localDay, localTime } from '../model/describe.ts';
import type { Filling } from '../model/filling.ts';
import { reasonKind } from '../model/joinGaps.ts';
import { plainText } from '../model/plainText.ts';
import { sourceTitle } from '../model/sourceTitle.ts';
import { spanMoments } from '../model/spanWords.ts';
import { english, type Translate } from '../model/translate.ts';
import type { CoverageRow, LineRow, RegionRow } from './coverageRows.ts';
import type { RowText } from './rowText.ts';

const day = 86_400_000;
/** Of a tooltip. */
const maxGaps = 12;

export interface CoverageWordsOptions {
	/** Epoch ms. */
	readonly now: number;
	readonly accountNames?: AccountNames;
	readonly t?: Translate;
	readonly locale?: string;
}

/** A row of the Coverage view in words. Reasons and names in it are plain text. */
export function coverageWords(row: CoverageRow, options: CoverageWordsOptions): RowText {
	const { t = english, accountNames } = options;
	switch (row.type) {
		case 'account': {
			const name = accountName(row.accountId, accountNames);
			const id = plainText(row.accountId, 40);
			return words(name ?? id, name === undefined ? undefined : id, {
				icon: 'account',
				context: RowContext.account,
				expands: 'expanded',
			});
		}
		case 'region':
			return words(plainText(row.region, 40), regionSummary(row, options), {
				icon: 'globe',
				context: RowContext.region,
				// a short list needs no click
				expands:
					(row.parent?.type === 'account' ? row.parent.regions.length : 1) > 3
						? 'collapsed'
						: 'expanded',
			});
		case 'more':
			return words(t('And {0} more', row.lines), undefined, {
				icon: 'ellipsis',
				context: RowContext.message,
				expands: 'no',
			});
		case 'connection':
			return words(plainText(row.name, 80), t('account not known yet: nothing was read'), {
				icon: 'plug',
				color: 'disabledForeground',
				context: RowContext.message,
				expands: 'no',
			});
		case 'failure':
			return words(t('The history could not be read'), plainText(row.message, 300), {
				icon: 'warning',
				color: 'list.warningForeground',
				context: RowContext.error,
				expands: 'no',
			});
		case 'line':
			return lineWords(row, options);
	}
}

/** All that is to say of a line, one sentence each; undefined for other rows. */
export function coverageDetails(
	row: CoverageRow,
	{ now, t = english, locale }: CoverageWordsOptions,
): readonly string[] | undefined {
	if (row.type !== 'line') {
		return undefined;
	}
	const from = row.from === undefined ? undefined : localTime(iso(row.from), locale);
	const to = localTime(iso(row.to ?? now), locale);
	const gaps = row.gaps.slice(0, maxGaps).map((gap) => gapText(gap, t, locale));
	const more = row.gaps.length - gaps.length;
	return [
		from === undefined ? t('Until {0}', to) : t('{0} to {1}', from, to),
		stateText(row, t),
		...(row.sources.length > 0 ? [t('Source: {0}', titles(row.sources, t))] : []),
		...(row.except.length > 0
			? [t('Still open: {0}.', plainText(row.except.join(', '), 300))]
			: []),
		...gaps,
		...(more > 0 ? [t('And {0} more', more)] : []),
		...(row.filling ? [fillingDetail(row.filling, t)] : []),
	];
}

function lineWords(row: LineRow, options: CoverageWordsOptions): RowText {
	const { t = english } = options;
	const looks = {
		all: { icon: 'check', color: 'charts.green' },
		changes: { icon: 'diff-modified', color: 'charts.yellow' },
		failed: { icon: 'warning', color: 'list.warningForeground' },
		quiet: { icon: 'circle-outline', color: 'disabledForeground' },
		unread: { icon: 'circle-slash', color: 'disabledForeground' },
	} as const;
	// log files are everybody's way out: no button at what is known well enough
	const isHole =
		row.filling !== undefined && !(row.state === 'changes' && row.filling.kind === 'import');
	return words(lineLabel(row, options), lineDescription(row, t), {
		...looks[row.state],
		context: isHole ? RowContext.hole : RowContext.known,
		expands: 'no',
	});
}

function lineLabel(row: LineRow, options: CoverageWordsOptions): string {
	const { t = english } = options;
	const [from, to] = spanMoments(row, options.now, options.locale);
	switch (row.state) {
		case 'all':
			return from === undefined || to !== undefined
				? t('Everything {0} – {1}', from ?? '', to ?? '')
				: t('Everything since {0}', from);
		case 'changes':
			return from === undefined || to !== undefined
				? t('Only changes {0} – {1}', from ?? '', to ?? '')
				: t('Only changes since {0}', from);
		case 'unread':
			if (from === undefined) {
				return to === undefined ? t('Nothing read yet') : t('Not read: before {0}', to);
			}
			return to === undefined ? t('Not read: since {0}', from) : t('Not read: {0} – {1}', from, to);
		case 'failed':
			return failedLabel(row, options);
		case 'quiet':
			return quietLabel(row, options);
	}
}

function quietLabel(row: LineRow, options: CoverageWordsOptions): string {
	const { t = english, locale } = options;
	const { from = 0, to = from, gaps } = row;
	// it ends with a day
	const when = daysText({ ...row, to: to - 1 }, options);
	const length = gaps.reduce((sum, gap) => sum + Date.parse(gap.to) - Date.parse(gap.from), 0);
	return gaps.length === 1
		? t('No log files {0}', when)
		: t('No log files on {0} days of {1}', Math.ceil(length / day).toLocaleString(locale), when);
}

function failedLabel(row: LineRow, options: CoverageWordsOptions): string {
	const { t = english, locale } = options;
	const { gaps } = row;
	const when = daysText(row, options);
	const areObjects = gaps.every(({ source }) => source.startsWith('s3:'));
	const parts = gaps.reduce((sum, gap) => sum + (gap.parts ?? 1), 0);
	if (parts === 1) {
		return areObjects
			? t('1 object of {0} could not be read', when)
			: t('1 part of {0} could not be read', when);
	}
	return areObjects
		? t('{0} objects of {1} could not be read', parts.toLocaleString(locale), when)
		: t('{0} parts of {1} could not be read', parts.toLocaleString(locale), when);
}

function lineDescription(row: LineRow, t: Translate): string {
	const way = row.filling ? fillingText(row.filling, t) : undefined;
	switch (row.state) {
		case 'all':
		case 'changes':
			return joined(
				gapsHint(
					row.gaps.map(({ kind }) => kind),
					t,
				),
				titles(row.sources, t),
				row.filling?.kind === 'import' ? undefined : way,
			);
		case 'unread':
			return joined(way);
		case 'failed':
			return joined(plainText(reasonKind(row.gaps[0]?.reason ?? ''), 200), way);
		case 'quiet':
			return joined(
				t('nothing happened, or the trail was off'),
				t('{0} was asked', titles(row.sources, t)),
				way,
			);
	}
}

/** @param kinds of gaps; what failed weighs more */
function gapsHint(kinds: readonly Gap['kind'][], t: Translate): string | undefined {
	if (kinds.length === 0) {
		return undefined;
	}
	return kinds.every((kind) => kind === 'quiet') ? t('with quiet days') : t('with gaps');
}

function stateText({ state }: LineRow, t: Translate): string {
	switch (state) {
		case 'all':
			return t('Every call of EC2 Image Builder is known.');
		case 'changes':
			return t('Calls that change something are known; calls that only read are not.');
		case 'failed':
			return t('A source was asked and could not give everything.');
		case 'unread':
			return t('It was not read: nobody knows what happened.');
		case 'quiet':
			return t(
				'It was asked for, and there are no log files: nothing happened, the trail was off, or they are no longer kept. Where the trail validates its log files, days on which it was on are told apart.',
			);
	}
}

function fillingText(filling: Filling, t: Translate): string {
	switch (filling.kind) {
		case 'refresh':
			return t('read it now');
		case 'fetch':
			return t('fetch from {0}', sourceTitle(sourceId(filling.source), t));
		case 'import':
			return t('import log files');
	}
}

function fillingDetail(filling: Filling, t: Translate): string {
	switch (filling.kind) {
		case 'refresh':
			return t('A refresh reads it from CloudTrail Event history.');
		case 'fetch':
			return t('It can be fetched from {0}.', sourceTitle(sourceId(filling.source), t));
		case 'import':
			return t('No source of the settings has it: import log files, or add a source.');
	}
}

function gapText(gap: Gap, t: Translate, locale: string | undefined): string {
	const { from, to, what, reason, kind } = gap;
	if (kind === 'quiet') {
		return t('No log files {0} – {1}', localTime(from, locale), localTime(to, locale));
	}
	return t('{0}, {1}: {2}', localTime(from, locale), plainText(what, 200), plainText(reason, 200));
}

function regionSummary(row: RegionRow, options: CoverageWordsOptions): string {
	const { t = english } = options;
	const newest = row.lines.find(
		({ to, state }) => to === undefined && state !== 'failed' && state !== 'quiet',
	);
	const known = newest?.state === 'all' || newest?.state === 'changes' ? newest : undefined;
	const missing = row.lines.flatMap(({ state }): readonly Gap['kind'][] =>
		state === 'failed' ? [undefined] : state === 'quiet' ? [state] : [],
	);
	const [from] = known ? spanMoments(known, options.now, options.locale) : [];
	return joined(from === undefined ? undefined : t('since {0}', from), gapsHint(missing, t));
}

/** The tooltip has the times of each gap. */
function daysText({ from = 0, to = from }: LineRow, options: CoverageWordsOptions): string {
	const [first, last] = [from, to].map((time) => localDay(iso(time), options.now, options.locale));
	return first === last ? `${first}` : `${first} – ${last}`;
}

function titles(sources: readonly string[], t: Translate): string {
	return sources.map((source) => sourceTitle(source, t)).join(', ');
}

function iso(time: number): string {
	return new Date(time).toISOString();
}

function joined(...parts: readonly (string | undefined)[]): string {
	return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

function words(
	label: string,
	description: string | undefined,
	rest: Omit<RowText, 'label' | 'description' | 'accessible'>,
): RowText {
	return {
		label,
		...(description && { description }),
		accessible: description ? `${label}, ${description}` : label,
		...rest,
	};
}
