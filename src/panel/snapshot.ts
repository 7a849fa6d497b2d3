import { parseArn } from '../model/arn.ts';
import type { Coverage } from '../model/coverage.ts';
import { summariseCoverage } from '../model/coverageSummary.ts';
import { HistoryError } from '../model/errors.ts';
import type { Connection, History } from '../model/history.ts';
import { plainText } from '../model/plainText.ts';
import type { CallCounts } from '../model/query.ts';
import { kindTitle, resourceTitle } from '../model/resourceNames.ts';
import type { Translate } from '../model/translate.ts';
import { explainUnknown } from '../model/unknown.ts';
import { coverageText, unknownText } from '../model/unknownText.ts';
import { type Heading, type HistorySnapshot, type Notice, pageSize } from '../protocol/messages.ts';
import type { HistoryTarget, PanelState } from '../protocol/target.ts';
import { FactsCache } from './targetFacts.ts';
import { readListFilter } from './targetFilter.ts';
import { waysOut } from './waysOut.ts';

const maxCoverageLines = 6;
const maxProblems = 3;

export interface SnapshotOptions {
	readonly history: Pick<History, 'calls' | 'count' | 'groups' | 'coverage' | 'connection'>;
	/** Facts that are known already; else history is asked. */
	readonly facts?: FactsCache;
	readonly state: PanelState;
	readonly generation: number;
	readonly now: number;
	readonly t: Translate;
}

/** Reads all that the page shows. @throws HistoryError of the store. */
export async function takeSnapshot(options: SnapshotOptions): Promise<HistorySnapshot> {
	const { history, state, generation, now, t } = options;
	const { filter: listed, problems } = readListFilter(state.target, state.filter, now, t);
	const facts = options.facts ?? new FactsCache(history);
	const [page, matching, { counts, days, coverage }] = await Promise.all([
		history.calls({ ...listed, limit: pageSize }),
		history.count(listed),
		facts.of(state.target),
	]);
	const { connection } = history;
	const daysInOrder = days.map((day) => day.key).sort();
	const lastCall = days.map((day) => day.lastCall).reduce(later, '');
	const heading: Heading = {
		...headingOf(state.target, t),
		counts,
		...(daysInOrder[0] !== undefined && { firstDay: daysInOrder[0] }),
		...(lastCall !== '' && { lastCall }),
		coverage: coverageLines(state.target, coverage, connection, now, t),
		sample: connection.kind === 'sample',
		syncing: connection.kind === 'aws' && connection.phase === 'syncing',
	};
	const notice =
		page.calls.length > 0
			? undefined
			: emptyNotice({ state, counts, connection, coverage, now, t });
	return {
		generation,
		state,
		heading,
		matching: matching.calls,
		calls: page.calls,
		...(page.next !== undefined && { next: page.next }),
		...(notice && { notice }),
		...(problems.length > 0 && { problems: problems.slice(0, maxProblems) }),
	};
}

/** Tells that the store could not be asked. */
export function failureNotice(error: unknown, t: Translate): Notice {
	return {
		severity: 'error',
		title: t('The history could not be read'),
		lines: [error instanceof HistoryError ? plainText(error.message, 500) : t('Internal error.')],
		ways: [
			{ run: 'refresh', title: t('Try Again') },
			{ run: 'showLog', title: t('Show Log') },
		],
	};
}

/** Title of a panel and of its page. */
export function targetTitle(target: HistoryTarget, t: Translate): string {
	switch (target.kind) {
		case 'all':
			return t('All calls');
		case 'resource':
			return plainText(resourceTitle(target.arn), 120);
		case 'caller':
			return plainText(target.caller, 120);
		case 'session':
			return t('Sign-in of {0}', plainText(target.caller, 100));
		case 'search':
			return plainText(target.text, 120);
	}
}

function headingOf(
	target: HistoryTarget,
	t: Translate,
): Pick<Heading, 'title' | 'kind' | 'arn' | 'place'> {
	const title = targetTitle(target, t);
	switch (target.kind) {
		case 'all':
			return { title, kind: t('Image Builder') };
		case 'caller':
			return { title, kind: t('Caller') };
		case 'session':
			return { title, kind: t('One sign-in') };
		case 'search':
			return { title, kind: t('Search') };
		case 'resource': {
			const arn = parseArn(target.arn);
			return {
				title,
				kind: arn ? kindTitle(arn.kind, t) : t('Resource'),
				arn: target.arn,
				...(arn && { place: `${arn.owner} · ${arn.region}` }),
			};
		}
	}
}

function coverageLines(
	target: HistoryTarget,
	coverage: readonly Coverage[],
	connection: Connection,
	now: number,
	t: Translate,
): readonly string[] {
	if (connection.kind === 'sample') {
		return [t('This is a made-up history of a made-up account.')];
	}
	const arn = target.kind === 'resource' ? parseArn(target.arn) : undefined;
	const region = arn && !arn.region.includes('*') ? arn.region : undefined;
	const places = summariseCoverage(coverage).filter(
		(place) =>
			(region === undefined || place.region === region) &&
			(!/^\d{12}$/.test(arn?.owner ?? '') || place.accountId === arn?.owner),
	);
	const lines = places.slice(0, maxCoverageLines).map((place) => coverageText(place, now, t));
	if (places.length > maxCoverageLines) {
		lines.push(t('And {0} more Regions.', places.length - maxCoverageLines));
	}
	const wanted = connection.regions.filter((each) => region === undefined || each === region);
	const unread = wanted.filter((each) => !places.some((place) => place.region === each));
	if (unread.length > 0) {
		lines.push(t('Not read yet: {0}.', plainText(unread.join(', '), 300)));
	}
	return lines.length > 0 ? lines : [t('Nothing has been read from AWS yet.')];
}

interface EmptyCase {
	readonly state: PanelState;
	readonly counts: CallCounts;
	readonly connection: Connection;
	readonly coverage: readonly Coverage[];
	readonly now: number;
	readonly t: Translate;
}

function emptyNotice({ state, counts, connection, coverage, now, t }: EmptyCase): Notice {
	const severity = 'info';
	if (counts.calls > 0 && (state.filter.text.trim() !== '' || state.filter.range)) {
		return {
			severity,
			title: t('No call matches the filter'),
			lines: [],
			ways: [
				{ run: 'clearFilter', title: t('Clear Filter') },
				...(state.filter.changesOnly
					? [{ run: 'showReads' as const, title: t('Show Reads') }]
					: []),
			],
		};
	}
	const { target } = state;
	const reasons = explainUnknown({
		...(target.kind === 'resource' && { arn: target.arn }),
		known: counts.calls,
		connection,
		coverage,
	});
	return {
		severity,
		title: counts.calls > 0 ? t('No changes known') : t('No calls known'),
		lines: reasons.map((reason) => unknownText(reason, now, t)),
		ways: waysOut(reasons, t),
	};
}

function later(one: string, other: string): string {
	return Date.parse(other) > (Date.parse(one) || 0) ? other : one;
}
