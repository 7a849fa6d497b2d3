import type { History } from '../model/history.ts';
import type { CallTotal } from '../model/query.ts';
import type { Translate } from '../model/translate.ts';
import { explainUnknown } from '../model/unknown.ts';
import { unknownText } from '../model/unknownText.ts';
import type { ListFacts, Notice } from '../protocol/messages.ts';
import type { PanelState } from '../protocol/target.ts';
import { coverageLines } from './coverageLines.ts';
import { countedAtMost, type FactsCache, type TargetFacts } from './targetFacts.ts';
import { listFilter } from './targetFilter.ts';
import { waysOut } from './waysOut.ts';

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
	{ counts, all, withoutReads, coverage }: TargetFacts,
	matching: CallTotal,
): ListFacts {
	const { history, state, generation } = options;
	const { failures, span } = state.filter.changesOnly ? withoutReads : all;
	return {
		generation,
		matching,
		target: {
			counts: { ...counts, failures },
			...(span && { firstDay: localDay(span.first), lastCall: span.last }),
			coverage: coverageLines(state.target, coverage, {
				...options,
				connection: history.connection,
			}),
		},
	};
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
