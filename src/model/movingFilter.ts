import type { CallFilter } from './query.ts';
import { queryKey } from './queryKeys.ts';
import { maxQueryLength, parseQuery } from './queryLanguage.ts';
import { printQuery } from './queryText.ts';
import { readQueryTime } from './queryTimes.ts';
import { queryTokens } from './queryTokens.ts';

/** A filter whose time may move with the clock: `filterAt` says which calls it means when. */
export interface MovingFilter extends CallFilter {
	/** The words of a query that tell its time, such as `since:14d`; then without `from` and `to`. */
	readonly times?: string;
}

const day = 86_400_000;

/** The words of a query that tell its time, where any of it is told from now: `since:14d`, `on:today`. */
export function movingTimes(query: string): string | undefined {
	const text = query.slice(0, maxQueryLength);
	const times = queryTokens(text).filter(({ key, negated }) => {
		const known = key === undefined || negated ? undefined : queryKey(key);
		return known === 'since' || known === 'before' || known === 'on';
	});
	return times.some(({ values }) => values.some((value) => isMoving(value.text)))
		? times.map(({ start, end }) => text.slice(start, end)).join(' ')
		: undefined;
}

function isMoving(time: string): boolean {
	return readQueryTime(time, 0)?.begin !== readQueryTime(time, 2 * day)?.begin;
}

/** Reads a query, and keeps a time that is told from now as it was told. */
export function readMovingFilter(query: string, now: number): MovingFilter {
	return withTimes(parseQuery(query, { now }).filter, movingTimes(query));
}

/** The filter with other times. @param times see `movingTimes`; without any the filter's own stay */
export function withTimes(filter: CallFilter, times: string | undefined): MovingFilter {
	if (times === undefined) {
		return filter;
	}
	const { from: _from, to: _to, ...rest } = filter;
	return { ...rest, times };
}

/** The calls that the filter means now. */
export function filterAt({ times, ...filter }: MovingFilter, now: number): CallFilter {
	if (times === undefined) {
		return filter;
	}
	const { from, to } = parseQuery(times, { now }).filter;
	return { ...filter, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** The filter as the query that means it, see `printQuery`. */
export function printMovingFilter({ times, ...filter }: MovingFilter): string {
	return [printQuery(filter), times ?? ''].filter((part) => part !== '').join(' ');
}
