import { queryKey } from './queryKeys.ts';
import { type QueryToken, queryTokens } from './queryTokens.ts';

/** States that exclude each other: a call has one of each pair. */
const outcomes = ['failed', 'ok', 'change', 'read'];

/**
 * A query narrowed by another one, in place of what it says of the same keys: given twice they
 * would widen or contradict it.
 */
export function narrowedQuery(text: string, by: string): string {
	const keys = new Set(queryTokens(by).map(keyOf));
	const kept = queryTokens(text)
		.filter((token) => token.negated || !isReplaced(token, keys))
		.map(({ start, end, open }) => `${text.slice(start, end)}${open ? '"' : ''}`)
		.filter((each) => each !== by);
	return [...kept, by].join(' ');
}

function isReplaced(token: QueryToken, keys: ReadonlySet<string | undefined>): boolean {
	const key = keyOf(token);
	if (key === undefined || !keys.has(key)) {
		return false;
	}
	return key !== 'is' || token.values.some(({ text }) => outcomes.includes(text.toLowerCase()));
}

function keyOf({ key }: QueryToken): string | undefined {
	return key === undefined ? undefined : (queryKey(key) ?? key);
}
