import type { Span } from '../span.ts';

/** What an archive is to be asked. */
export interface QueryPlan {
	/** Parts of the window, one query each, in the order they are read in. */
	readonly slices: readonly Span[];
	/** Does a query over less time scan less? */
	readonly divisible: boolean;
	sqlOf(slice: Span): string;
}

/** The first query, with a comment that says what else will run; undefined where nothing will. */
export function shownSql({ slices, sqlOf }: QueryPlan): string | undefined {
	const [first, ...rest] = slices;
	const last = rest.at(-1);
	const same =
		last &&
		`\n-- and the same for ${rest.length} more ${rest.length === 1 ? 'part' : 'parts'} of the time, back to ${new Date(last.from).toISOString()}`;
	return first && `${sqlOf(first)}${same ?? ''}`;
}
