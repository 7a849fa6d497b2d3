import type { CallFilter, CallGroup } from '../model/query.ts';

/** Accounts and Regions that a filter can be set to, the busiest first. */
export interface PlaceChoices {
	readonly accounts: readonly PlaceChoice[];
	readonly regions: readonly PlaceChoice[];
}

export interface PlaceChoice {
	readonly value: string;
	readonly calls: number;
}

/** @param places groups by `place`; what the filter is set to is among the choices in any case. */
export function placeChoices(places: readonly CallGroup[], filter: CallFilter = {}): PlaceChoices {
	const of = (part: 0 | 1, set: string | undefined) => {
		const calls = new Map<string, number>(set === undefined ? [] : [[set, 0]]);
		for (const { key, calls: count } of places) {
			const value = key.split('/')[part] ?? '';
			calls.set(value, (calls.get(value) ?? 0) + count);
		}
		return [...calls]
			.map(([value, count]) => ({ value, calls: count }))
			.sort((a, b) => b.calls - a.calls || (a.value < b.value ? -1 : 1));
	};
	return { accounts: of(0, filter.accountId), regions: of(1, filter.region) };
}
