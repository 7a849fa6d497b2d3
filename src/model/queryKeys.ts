/** The keys of the query language, in the order they are offered. */
export const queryKeys = [
	'who',
	'op',
	'origin',
	'is',
	'resource',
	'since',
	'before',
	'on',
	'account',
	'region',
	'role',
	'session',
] as const;

export type QueryKey = (typeof queryKeys)[number];

/** Other words for a key, that people know from elsewhere. */
const aliases: Readonly<Record<string, QueryKey>> = {
	caller: 'who',
	user: 'who',
	by: 'who',
	author: 'who',
	operation: 'op',
	event: 'op',
	with: 'origin',
	tool: 'origin',
	res: 'resource',
	after: 'since',
	from: 'since',
	until: 'before',
	to: 'before',
};

/** The key that was typed, whatever its case. */
export function queryKey(typed: string): QueryKey | undefined {
	const lower = typed.toLowerCase();
	return (
		queryKeys.find((key) => key === lower) ??
		(Object.hasOwn(aliases, lower) ? aliases[lower] : undefined)
	);
}

/** The key that was meant by one with a slip: one letter wrong, missing, too many or swapped. */
export function closestKey(typed: string): QueryKey | undefined {
	const lower = typed.toLowerCase();
	return queryKeys.find((key) => key.length > 3 && isSlip(lower, key));
}

function isSlip(typed: string, key: string): boolean {
	if (Math.abs(typed.length - key.length) > 1) {
		return false;
	}
	let start = 0;
	while (start < key.length && typed[start] === key[start]) {
		start++;
	}
	const rest = [typed.slice(start), key.slice(start)] as const;
	const swapped = `${rest[0][1] ?? ''}${rest[0][0] ?? ''}${rest[0].slice(2)}`;
	return (
		rest[0].slice(1) === rest[1].slice(1) ||
		rest[0].slice(1) === rest[1] ||
		rest[0] === rest[1].slice(1) ||
		swapped === rest[1]
	);
}
