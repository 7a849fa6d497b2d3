import type { Coverage } from '../model/coverage.ts';
import { mergeSpans, type Span, spanOf, subtractSpans } from '../sources/span.ts';

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

/** Label of calls and coverage that come from Event history. */
export const eventHistory = 'event-history';
/** CloudTrail keeps no more, days. */
const keptDays = 90;
/** A start of exactly 90 days ago is refused by the time it arrives, ms. */
const keptMargin = minute;
/** Events may appear so long after their time, ms: the newest time read is read again. */
export const lateness = 15 * minute;

export interface PlanInput {
	/** Of any source, account and Region. */
	readonly coverage: readonly Coverage[];
	readonly accountId: string;
	readonly region: string;
	/** By AWS's clock, ms since 1970. */
	readonly now: number;
	readonly lookBackDays: number;
}

/** What is still to be read, newest first, whole seconds. */
export interface Plan {
	readonly all: readonly Span[];
	/** Time of which not even the changes are known. */
	readonly changes: readonly Span[];
}

/** The time that can be asked for and is wanted. */
export function timeWindow(now: number, lookBackDays: number): Span {
	const to = wholeSecond(now);
	const back = Math.max(0, lookBackDays) * day;
	return { from: Math.max(wholeSecond(to - back), oldestStart(now)), to };
}

/** The oldest start that CloudTrail takes, ms since 1970. */
export function oldestStart(now: number): number {
	return wholeSecond(now - keptDays * day + keptMargin);
}

/** Which time of one account and Region is missing. */
export function planReading(input: PlanInput): Plan {
	const window = timeWindow(input.now, input.lookBackDays);
	const known = input.coverage.filter(
		({ accountId, region, source }) =>
			accountId === input.accountId && region === input.region && source === eventHistory,
	);
	return {
		all: subtractSpans([window], settled(known.filter(({ complete }) => complete === 'all'))),
		changes: subtractSpans([window], settled(known)),
	};

	/** Coverage that no late event can still fall into; none of it in the future. */
	function settled(coverage: readonly Coverage[]): Span[] {
		const spans = coverage
			.map(spanOf)
			.map(({ from, to }) => ({ from, to: Math.min(to, window.to) }));
		return mergeSpans(spans)
			.map(({ from, to }) => ({ from, to: wholeSecond(to - lateness) }))
			.filter(({ from, to }) => from < to);
	}
}

function wholeSecond(time: number): number {
	return Math.floor(time / second) * second;
}
