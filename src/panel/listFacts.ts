import { accountText } from '../model/accountText.ts';
import { parseArn } from '../model/arn.ts';
import { connectionPlaces } from '../model/connectionPlaces.ts';
import type { Coverage } from '../model/coverage.ts';
import { summariseCoverage } from '../model/coverageSummary.ts';
import type { History } from '../model/history.ts';
import { plainText } from '../model/plainText.ts';
import type { CallTotal } from '../model/query.ts';
import type { Translate } from '../model/translate.ts';
import { explainUnknown } from '../model/unknown.ts';
import { coverageText, unknownText } from '../model/unknownText.ts';
import type { ListFacts, Notice } from '../protocol/messages.ts';
import type { PanelState } from '../protocol/target.ts';
import { countedAtMost, type FactsCache, type TargetFacts } from './targetFacts.ts';
import { listFilter } from './targetFilter.ts';
import { waysOut } from './waysOut.ts';

const maxCoverageLines = 6;

/** A list that is asked for. */
export interface ListOptions {
	readonly history: Pick<History, 'calls' | 'total' | 'connection'>;
	readonly facts: FactsCache;
	readonly state: PanelState;
	readonly generation: number;
	/** The moment that relative times of the query count from, epoch ms. */
	readonly now: number;
	readonly t: Translate;
	/** How dates are written; as the system does if not given. */
	readonly locale?: string | undefined;
	/** The list was replaced. */
	readonly signal?: AbortSignal;
}

/** Counts what the list does not show. @throws HistoryError of the store, or `cancelled`. */
export async function takeFacts(options: ListOptions): Promise<ListFacts> {
	const { history, facts, state, now, signal } = options;
	const listed = listFilter(state.target, state.filter, now);
	const [known, matching] = await Promise.all([
		facts.of(state.target),
		history.total(listed, countedAtMost, signal && { signal }),
	]);
	return listFacts(options, known, matching);
}

/** What the page is told of a list. */
export function listFacts(
	options: ListOptions,
	{ counts, span, coverage }: TargetFacts,
	matching: CallTotal,
): ListFacts {
	const { generation } = options;
	return {
		generation,
		matching,
		target: {
			counts,
			...(span && { firstDay: localDay(span.first), lastCall: span.last }),
			coverage: coverageLines(options, coverage),
		},
	};
}

function coverageLines(
	{ history: { connection }, state: { target }, now, t, locale }: ListOptions,
	coverage: readonly Coverage[],
): readonly string[] {
	if (connection.kind === 'sample') {
		return [t('This is a made-up history of a made-up account.')];
	}
	const arn = target.kind === 'resource' ? parseArn(target.arn) : undefined;
	const region = arn && !arn.region.includes('*') ? arn.region : undefined;
	const owner = /^\d{12}$/.test(arn?.owner ?? '') ? arn?.owner : undefined;
	const isOf = (place: { readonly accountId?: string; readonly region: string }) =>
		(region ?? place.region) === place.region &&
		(owner === undefined || (place.accountId ?? owner) === owner);
	const places = summariseCoverage(coverage).filter(isOf);
	const { accountNames: names } = connection;
	const lines = places
		.slice(0, maxCoverageLines)
		.map((place) => coverageText(place, { now, t, locale, ...(names && { names }) }));
	if (places.length > maxCoverageLines) {
		lines.push(t('And {0} more Regions.', places.length - maxCoverageLines));
	}
	const wanted = connectionPlaces(connection).filter(isOf);
	const accounts = new Set(wanted.map(({ accountId }) => accountId));
	const unread = wanted
		.filter(
			({ accountId, region: each }) =>
				!places.some(
					(place) => place.region === each && (accountId ?? place.accountId) === place.accountId,
				),
		)
		.map(({ accountId, region: each }) =>
			accountId === undefined || accounts.size === 1
				? each
				: `${accountText(accountId, names)} ${each}`,
		);
	if (unread.length > 0) {
		lines.push(t('Not read yet: {0}.', plainText([...new Set(unread)].join(', '), 300)));
	}
	return lines.length > 0 ? lines : [t('Nothing has been read from AWS yet.')];
}

/** Why a list is empty, and what to do about it. */
export function emptyNotice(
	{ history, state, now, t, locale }: ListOptions,
	{ counts, coverage }: TargetFacts,
): Notice {
	const severity = 'info';
	const known = counts.calls.calls;
	if (known > 0 && (state.filter.text.trim() !== '' || state.filter.range)) {
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
		known,
		connection: history.connection,
		coverage,
	});
	return {
		severity,
		title: known > 0 ? t('No changes known') : t('No calls known'),
		lines: reasons.map((reason) => unknownText(reason, now, t, locale)),
		ways: waysOut(reasons, t),
	};
}

/** The day of a moment in local time, `YYYY-MM-DD`. */
function localDay(time: string): string {
	const date = new Date(time);
	const two = (number: number) => String(number).padStart(2, '0');
	return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
