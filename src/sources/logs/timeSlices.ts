import type { Span } from '../span.ts';

const second = 1000;
const hour = 3_600_000;
const day = 24 * hour;
/** So many queries of the same length at first, as long as that length is between these two. */
const firstSlices = 24;
const shortest = hour;
const longest = 14 * day;
/** Parts of what a query could not give are made for fewer rows than fit, as calls come in bursts. */
const comfortable = 0.75;

/** A part of the time that one query is for, in whole seconds. */
export interface Slice extends Span {
	/** Half of one that failed: it is not halved again. */
	readonly retried?: boolean;
	/** Event ids that another query brought already. */
	readonly known?: ReadonlySet<string>;
}

/** What a query that hit the limit of rows gave, and what is to be asked again. */
export interface Cut {
	/** All of it came. Empty where `from` is not before `to`. */
	readonly done: Span;
	/** A second with more rows than a query gives. */
	readonly lost?: Span;
	readonly rest: readonly Slice[];
}

/** Slices of a span to begin with, newest first. */
export function firstSlicesOf({ from, to }: Span): Slice[] {
	const length = Math.min(longest, Math.max(shortest, (to - from) / firstSlices));
	return partsOf({ from, to }, Math.ceil((to - from) / length));
}

/**
 * A query gives its newest rows first: all after the oldest of them came, and only the rest is asked
 * again, in as many parts as its rows will need.
 * @param oldest time of the oldest row that came, ms.
 * @param left rows that did not come, as far as AWS told.
 */
export function cutSlice(slice: Span, oldest: number, left: number, mostRows: number): Cut {
	// other rows of the same moment may be among those that did not come
	const begun = Math.max(slice.from, Math.floor(oldest / second) * second);
	const done = { from: begun + second, to: slice.to };
	const parts = Math.ceil(left / (mostRows * comfortable));
	if (done.from < done.to) {
		return { done, rest: partsOf({ from: slice.from, to: done.from }, parts) };
	}
	const lost = { from: slice.to - second, to: slice.to };
	const rest = { from: slice.from, to: lost.from };
	return {
		done: { from: slice.to, to: slice.to },
		lost,
		rest: rest.from < rest.to ? partsOf(rest, parts) : [],
	};
}

/** What to ask in place of a slice whose query failed; nothing where it should be given up. */
export function afterFailure(slice: Slice): Slice[] {
	const { from, to, retried = false, known } = slice;
	if (retried || to - from < 2 * second) {
		return [];
	}
	return partsOf({ from, to }, 2).map((half) => ({
		...half,
		retried: true,
		...(known && { known }),
	}));
}

/** About equal parts of whole seconds, newest first. */
function partsOf({ from, to }: Span, wanted: number): Slice[] {
	const seconds = Math.round((to - from) / second);
	const count = Math.max(1, Math.min(wanted, seconds));
	const edge = (number: number) => from + Math.round((seconds * number) / count) * second;
	return Array.from({ length: count }, (_, index) => ({
		from: edge(count - 1 - index),
		to: edge(count - index),
	}));
}
