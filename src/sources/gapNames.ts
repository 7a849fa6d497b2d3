import type { FetchWindow } from '../model/fetch.ts';
import { isRegionName } from './regionName.ts';
import { type Span, spanName } from './span.ts';

/** The accounts and Regions that are read; none given: all of them. */
export type Narrowing = Pick<FetchWindow, 'accounts' | 'regions'>;

/** What tells gaps of a source apart: their time, and the accounts and Regions they are of. */
export function gapName(span: Span, names: readonly string[], ...more: readonly string[]): string {
	const given = names.filter((name) => name !== '');
	return [spanName(span), ...(given.length > 0 ? [given.join(',')] : []), ...more].join(' ');
}

/** What a reading could not read: of all that it was narrowed to. */
export function lostName(span: Span, { accounts = [], regions = [] }: Narrowing): string {
	return gapName(span, [...accounts, ...regions]);
}

/** Does a reading read all the accounts and Regions that the gap of this name is of? */
export function readsAllOf(what: string, { accounts = [], regions = [] }: Narrowing): boolean {
	const named = what.split(' ')[1]?.split(',') ?? [];
	const of = (ours: readonly string[], theirs: readonly string[]) =>
		ours.length === 0 || (theirs.length > 0 && theirs.every((each) => ours.includes(each)));
	return of(accounts, named.filter(isAccount)) && of(regions, named.filter(isRegionName));
}

/** The time of a gap of this name; undefined where it says none. */
export function gapSpan(what: string): Span | undefined {
	const [time = ''] = what.split(' ');
	const [from = Number.NaN, to = Number.NaN] = time.split('/').map((text) => Date.parse(text));
	return from < to ? { from, to } : undefined;
}

export function isAccount(text: string): boolean {
	return /^\d{12}$/.test(text);
}
