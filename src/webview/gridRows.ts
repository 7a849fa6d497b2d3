import type { Call } from '../model/call.ts';
import { callerText, originTitle, outcomeText, subjectTitle } from '../model/describe.ts';
import { plainText } from '../model/plainText.ts';
import type { ColumnId, ListGrouping } from '../protocol/layout.ts';
import { spanText } from './times.ts';
import { t } from './translate.ts';

export interface Sort {
	readonly column: ColumnId;
	readonly descending: boolean;
}

/** As the store answers. */
export const newestFirst: Sort = { column: 'when', descending: true };

export interface CallRow {
	readonly kind: 'call';
	readonly call: Call;
}

export interface GroupRow {
	readonly kind: 'group';
	readonly key: string;
	readonly title: string;
	readonly count: number;
	readonly open: boolean;
}

/** `waiting`: the store has it, the page has not yet. */
export type GridRow = CallRow | GroupRow | { readonly kind: 'waiting' };

/** The rows of a list, without one object for each. */
export interface GridRows {
	readonly count: number;
	at(index: number): GridRow | undefined;
	/** -1 where the call is not among the loaded rows. */
	indexOf(eventId: string): number;
}

export interface RowOptions {
	/** What is loaded, newest first. */
	readonly calls: readonly Call[];
	/** How many there are, loaded or not. */
	readonly total: number;
	readonly sort: Sort;
	readonly groupBy: ListGrouping;
	/** Keys of groups that are closed. */
	readonly closed: ReadonlySet<string>;
}

/** Most rows a page can scroll over: browsers end at some 33 million pixels. */
const maxRows = 600_000;

/** Rows in the order of the store run over all calls; any other order over those that are loaded. */
export function gridRows(options: RowOptions): GridRows {
	const { calls, total, sort, groupBy, closed } = options;
	const sorted = sortCalls(calls, sort);
	if (groupBy !== 'none') {
		return fixedRows(groupRows(sorted, groupBy, closed));
	}
	const count = isStoreOrder(sort)
		? Math.min(maxRows, Math.max(total, calls.length))
		: calls.length;
	return {
		count,
		at: (index) => {
			const call = sorted[index];
			return call ? { kind: 'call', call } : index < count ? { kind: 'waiting' } : undefined;
		},
		indexOf: (eventId) => sorted.findIndex((call) => call.eventId === eventId),
	};
}

export function isStoreOrder({ column, descending }: Sort): boolean {
	return column === 'when' && descending;
}

function fixedRows(rows: readonly GridRow[]): GridRows {
	return {
		count: rows.length,
		at: (index) => rows[index],
		indexOf: (eventId) =>
			rows.findIndex((row) => row.kind === 'call' && row.call.eventId === eventId),
	};
}

function sortCalls(calls: readonly Call[], sort: Sort): readonly Call[] {
	if (isStoreOrder(sort)) {
		return calls;
	}
	if (sort.column === 'when') {
		return calls.toReversed();
	}
	const collator = new Intl.Collator(undefined, { numeric: true });
	const keyed = calls.map((call) => ({ call, key: sortKey(sort.column, call) }));
	// equal ones stay newest first
	const sign = sort.descending ? -1 : 1;
	keyed.sort((one, other) => sign * collator.compare(one.key, other.key));
	return keyed.map(({ call }) => call);
}

function sortKey(column: ColumnId, call: Call): string {
	switch (column) {
		case 'when':
			return call.eventTime;
		case 'who':
			return callerText(call.caller);
		case 'operation':
			return plainText(call.eventName, 80);
		case 'resource':
			return subjectTitle(call) ?? '';
		case 'account':
			return `${call.accountId} ${call.region}`;
		case 'origin':
			return originTitle(call.origin.kind, t);
		case 'address':
			return plainText(call.sourceIPAddress ?? '', 80);
		case 'outcome':
			return outcomeText(call, t);
	}
}

function groupRows(
	calls: readonly Call[],
	groupBy: 'session' | 'resource',
	closed: ReadonlySet<string>,
): readonly GridRow[] {
	const groups = Map.groupBy(calls, (call) => groupKey(call, groupBy));
	return [...groups].flatMap(([key, members]): readonly GridRow[] => {
		const open = !closed.has(key);
		const title = groupTitle(members, groupBy);
		const head: GroupRow = { kind: 'group', key, title, count: members.length, open };
		return open ? [head, ...members.map((call): CallRow => ({ kind: 'call', call }))] : [head];
	});
}

function groupKey(call: Call, groupBy: 'session' | 'resource'): string {
	return groupBy === 'session'
		? (call.caller.session ?? `${call.caller.type} ${call.caller.arn ?? call.caller.name}`)
		: (subject(call) ?? '');
}

function groupTitle(members: readonly Call[], groupBy: 'session' | 'resource'): string {
	const [first] = members;
	if (!first) {
		return '';
	}
	if (groupBy === 'resource') {
		return subjectTitle(first) ?? t('No resource');
	}
	const times = members.map((call) => Date.parse(call.eventTime)).filter((time) => time > 0);
	const span =
		times.length === 0
			? ''
			: ` · ${spanText(
					times.reduce((one, other) => Math.min(one, other)),
					times.reduce((one, other) => Math.max(one, other)),
				)}`;
	return `${callerText(first.caller)}${span}`;
}

function subject(call: Call): string | undefined {
	return (call.touches.find((each) => each.role === 'subject') ?? call.touches[0])?.arn;
}
