import { type AccountNames, accountText } from '../model/accountText.ts';
import { sourceId } from '../model/connectionSettings.ts';
import type { Place } from '../model/coverageMap.ts';
import type { Filling } from '../model/filling.ts';
import { plainText } from '../model/plainText.ts';
import { sourceTitle } from '../model/sourceTitle.ts';
import { spanMoments } from '../model/spanWords.ts';
import type { Translate } from '../model/translate.ts';
import type { WayOut } from '../protocol/waysOut.ts';
import type { TimelineHole } from './timelineGaps.ts';

/** Sources that are offered at once. */
const maxSources = 2;

export interface GapWording {
	/** Epoch ms. */
	readonly now: number;
	readonly t: Translate;
	readonly locale?: string | undefined;
	readonly names?: AccountNames;
}

/** What of the time drawn is not known and why, in words, and what to do about it. */
export function gapWords(
	holes: readonly TimelineHole[],
	{ now, t, locale, names }: GapWording,
): { readonly gapText?: string; readonly ways: readonly WayOut[] } {
	const sentences = [
		unreadSentence(holes, { now, t, locale }),
		failedSentence(holes, { t, locale }),
		quietSentence(holes, { now, t, locale, ...(names && { names }) }),
		changesSentence(holes, { now, t, locale }),
	];
	const ways = waysOf(holes, t);
	if (ways.some(({ run }) => run === 'importLogs')) {
		sentences.push(t('Event history ends after 90 days, and no source goes back that far.'));
	}
	const gapText = sentences.filter((sentence) => sentence !== undefined).join(' ');
	return gapText === ''
		? { ways: [] }
		: { gapText, ways: [...ways, { run: 'showCoverage', title: t('Show Coverage') }] };
}

function unreadSentence(
	holes: readonly TimelineHole[],
	{ now, t, locale }: GapWording,
): string | undefined {
	const unread = holes.filter(({ kind }) => kind === 'unread' || kind === 'partly');
	const [first] = unread;
	const last = unread.at(-1);
	if (!first || !last) {
		return undefined;
	}
	const [from = '', to = ''] = spanMoments({ from: first.from, to: last.to }, now, locale);
	return unread.length === 1 && first.kind === 'unread'
		? t('Hatched: not read between {0} and {1}.', from, to)
		: t('Hatched: not all was read between {0} and {1}.', from, to);
}

function failedSentence(
	holes: readonly TimelineHole[],
	{ t, locale }: Omit<GapWording, 'now'>,
): string | undefined {
	const missing = new Set(holes.flatMap((hole) => hole.missing));
	const [first] = missing;
	if (!first) {
		return undefined;
	}
	const reason = plainText(first.reason, 160);
	const parts = [...missing].reduce((sum, gap) => sum + (gap.parts ?? 1), 0);
	return parts === 1
		? t('Marked on top: 1 part of a source could not be read: {0}', reason)
		: t(
				'Marked on top: {0} parts of sources could not be read, the first one: {1}',
				parts.toLocaleString(locale),
				reason,
			);
}

function quietSentence(
	holes: readonly TimelineHole[],
	{ now, t, locale, names }: GapWording,
): string | undefined {
	const quiet = holes.filter(({ kind }) => kind === 'quiet');
	const [first] = quiet;
	const last = quiet.at(-1);
	if (!first || !last) {
		return undefined;
	}
	const [from = '', to = ''] = spanMoments({ from: first.from, to: last.to }, now, locale);
	const sources = new Set(quiet.flatMap((hole) => [...hole.quiet.sources]));
	const places = new Set(quiet.flatMap((hole) => [...hole.quiet.places]));
	const [place, ...others] = places;
	return t(
		'Ruled: {0} was asked and has no log files of {1} for days between {2} and {3}: nothing happened, or the trail was off.',
		[...sources].map((source) => sourceTitle(source, t)).join(', '),
		place && others.length === 0 ? placeText(place, names) : t('{0} places', places.size),
		from,
		to,
	);
}

function placeText({ accountId, region }: Place, names?: AccountNames): string {
	const account = accountId === undefined ? '' : `${accountText(accountId, names)} `;
	return `${account}${plainText(region, 40)}`;
}

function changesSentence(
	holes: readonly TimelineHole[],
	{ now, t, locale }: GapWording,
): string | undefined {
	const last = holes.findLast(({ kind }) => kind === 'changes');
	const [, to = ''] = last ? spanMoments(last, now, locale) : [];
	return last && t('Dotted: only changes are known before {0}, reads are not.', to);
}

/** One way for each filling, with all the time that it would fill. */
function waysOf(holes: readonly TimelineHole[], t: Translate): readonly WayOut[] {
	const fillings = new Map(
		holes.toReversed().flatMap((hole) =>
			hole.fillings
				// reads of long ago are no reason to send people for log files
				.filter(({ kind }) => kind !== 'import' || hole.kind !== 'changes')
				.map((filling) => [JSON.stringify(filling), filling] as const),
		),
	);
	const of = <K extends Filling['kind']>(kind: K) =>
		[...fillings.values()].filter(
			(filling): filling is Extract<Filling, { kind: K }> => filling.kind === kind,
		);
	const fetches = of('fetch')
		.slice(0, maxSources)
		.map(({ connection, source }): WayOut => {
			const span = spanOf(
				holes.filter(({ fillings: own }) =>
					own.some((each) => each.kind === 'fetch' && sourceId(each.source) === sourceId(source)),
				),
			) ?? { from: '', to: '' };
			return {
				run: 'fetch',
				title: t('Fetch from {0}', sourceTitle(sourceId(source), t)),
				fetch: { connection, source: sourceId(source), ...span },
			};
		});
	return [
		...of('refresh').map((): WayOut => ({ run: 'refresh', title: t('Read Now') })),
		...fetches,
		...of('import').map((): WayOut => ({ run: 'importLogs', title: t('Import Log Files') })),
	];
}

/** ISO 8601 */
function spanOf(
	holes: readonly TimelineHole[],
): { readonly from: string; readonly to: string } | undefined {
	const [first] = holes;
	const last = holes.at(-1);
	return (
		first &&
		last && { from: new Date(first.from).toISOString(), to: new Date(last.to).toISOString() }
	);
}
