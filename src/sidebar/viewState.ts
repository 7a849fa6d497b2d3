import { filterAt, type MovingFilter, movingTimes, withTimes } from '../model/movingFilter.ts';
import type { CallFilter } from '../model/query.ts';
import { isObject } from '../model/record.ts';

export type GroupBy = 'resource' | 'caller' | 'day';

export const groupings: readonly GroupBy[] = ['resource', 'caller', 'day'];

/** What the user chose to see; all of it changes which rows there are. */
export interface ViewState {
	readonly groupBy: GroupBy;
	/** Without `readOnly`, unless the user filters for reads or changes. */
	readonly filter: MovingFilter;
	readonly showReads: boolean;
}

export const initialState: ViewState = { groupBy: 'resource', filter: {}, showReads: false };

/** The filter of every call shown: what the user set, and changes only unless reads are shown. */
export function shownCalls(state: ViewState, now: number): CallFilter {
	const filter = filterAt(state.filter, now);
	return state.showReads || filter.readOnly !== undefined ? filter : { ...filter, readOnly: false };
}

export function isFiltered(filter: MovingFilter): boolean {
	return Object.keys(filter).length > 0;
}

function readLists(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(
		(['eventNames', 'who', 'origins'] as const).flatMap((key) => {
			const list = given[key];
			const isList =
				Array.isArray(list) && list.length > 0 && list.every((item) => typeof item === 'string');
			return isList ? [[key, list]] : [];
		}),
	);
}

/** A filter from what another extension, a keybinding or a stored state gave; unknown fields go. */
export function readFilter(value: unknown): MovingFilter | undefined {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		return undefined;
	}
	const given = value as Readonly<Record<string, unknown>>;
	const filter: Record<string, unknown> = {};
	for (const key of ['arn', 'caller', 'session', 'text', 'accountId', 'region'] as const) {
		const text = given[key];
		if (typeof text === 'string' && text !== '') {
			filter[key] = text;
		}
	}
	for (const key of ['from', 'to'] as const) {
		const time = given[key];
		if (typeof time === 'string' && !Number.isNaN(Date.parse(time))) {
			filter[key] = new Date(time).toISOString();
		}
	}
	for (const key of ['readOnly', 'failed', 'unnamed'] as const) {
		if (typeof given[key] === 'boolean') {
			filter[key] = given[key];
		}
	}
	Object.assign(filter, readLists(given));
	const except = isObject(given.except) ? readLists(given.except) : {};
	if (Object.keys(except).length > 0) {
		filter.except = except;
	}
	if (given.role === 'subject' || given.role === 'reference') {
		filter.role = given.role;
	}
	const times = typeof given.times === 'string' ? movingTimes(given.times) : undefined;
	return withTimes(filter as CallFilter, times);
}
