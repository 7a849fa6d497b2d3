import { parseArn } from '../model/arn.ts';
import { callerText, originTitle, outcomeText } from '../model/describe.ts';
import { placeText } from '../model/placeText.ts';
import { plainText } from '../model/plainText.ts';
import { kindTitle } from '../model/resourceNames.ts';
import type { ColumnId, ListGrouping } from '../protocol/layout.ts';
import type { ListedCall } from '../protocol/listedCall.ts';
import type { PlaceNames } from '../protocol/messages.ts';
import { resourceText } from './callRow.ts';
import { type GridPlace, headRow } from './gridMove.ts';
import { pageLocale } from './locale.ts';
import { spanText } from './times.ts';
import { t } from './translate.ts';
import type { RowWindow } from './visibleRows.ts';

export interface Sort {
	readonly column: ColumnId;
	readonly descending: boolean;
}

/** As a list begins. */
export const newestFirst: Sort = { column: 'when', descending: true };
export const oldestFirst: Sort = { column: 'when', descending: false };

export interface CallRow {
	readonly kind: 'call';
	readonly call: ListedCall;
}

export interface GroupRow {
	readonly kind: 'group';
	readonly key: string;
	readonly title: string;
	/** What tells it from others of that title. */
	readonly detail?: string;
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

export const noRows: GridRows = { count: 0, at: () => undefined, indexOf: () => -1 };

export interface RowOptions {
	/** What is loaded, in the order of the store, which is by time. */
	readonly calls: readonly ListedCall[];
	/** How many there are, loaded or not. */
	readonly total: number;
	readonly sort: Sort;
	readonly groupBy: ListGrouping;
	/** Keys of groups that are closed. */
	readonly closed: ReadonlySet<string>;
	/** Given where calls may be of several. */
	readonly places?: PlaceNames | undefined;
}

/** Most rows a page can scroll over: browsers end at some 33 million pixels. */
const maxRows = 600_000;

/** Rows in the order of the store run over all calls; any other order over those that are loaded. */
export function gridRows(options: RowOptions): GridRows {
	const { calls, total, sort, groupBy, closed, places } = options;
	const sorted = sortCalls(calls, sort);
	if (groupBy !== 'none') {
		return fixedRows(groupRows(sorted, groupBy, closed, places));
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

/** The closed groups once this one was closed or opened. */
export function toggled(closed: ReadonlySet<string>, { key, open }: GroupRow): ReadonlySet<string> {
	return new Set(open ? [...closed, key] : [...closed].filter((each) => each !== key));
}

/** The rows of a window with their places; the active one too: a screen reader is told its id. */
export function drawnRows(
	rows: GridRows,
	{ first, end }: RowWindow,
	active: number,
): readonly { readonly item: GridRow; readonly index: number }[] {
	const indexes = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
	if (active >= 0 && (active < first || active >= end)) {
		indexes.push(active);
	}
	return indexes.flatMap((index) => {
		const item = rows.at(index);
		return item ? [{ item, index }] : [];
	});
}

/** Where the keyboard is once rows changed: those that came above must not move it to another call. */
export function keptPlace(
	{ row, column }: GridPlace,
	activeId: string | undefined,
	rows: GridRows,
	columns: number,
): GridPlace {
	const item = rows.at(row);
	const isThere = item?.kind === 'call' && item.call.eventId === activeId;
	const found = activeId === undefined || isThere ? -1 : rows.indexOf(activeId);
	return {
		row: found >= 0 && row !== headRow ? found : Math.min(row, Math.max(0, rows.count - 1)),
		column: Math.min(column, columns - 1),
	};
}

/** The host lists calls by time, either way; what sorts otherwise is the page. */
export function isStoreOrder({ column }: Sort): boolean {
	return column === 'when';
}

function fixedRows(rows: readonly GridRow[]): GridRows {
	return {
		count: rows.length,
		at: (index) => rows[index],
		indexOf: (eventId) =>
			rows.findIndex((row) => row.kind === 'call' && row.call.eventId === eventId),
	};
}

function sortCalls(calls: readonly ListedCall[], sort: Sort): readonly ListedCall[] {
	if (isStoreOrder(sort)) {
		return calls;
	}
	const collator = new Intl.Collator(pageLocale(), { numeric: true });
	const keyed = calls.map((call) => ({ call, key: sortKey(sort.column, call) }));
	// equal ones stay newest first
	const sign = sort.descending ? -1 : 1;
	keyed.sort((one, other) => sign * collator.compare(one.key, other.key));
	return keyed.map(({ call }) => call);
}

function sortKey(column: ColumnId, call: ListedCall): string {
	switch (column) {
		case 'when':
			return call.eventTime;
		case 'who':
			return callerText(call.caller);
		case 'operation':
			return plainText(call.eventName, 80);
		case 'resource':
			return resourceText(call) ?? '';
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
	calls: readonly ListedCall[],
	groupBy: 'session' | 'resource',
	closed: ReadonlySet<string>,
	places: PlaceNames | undefined,
): readonly GridRow[] {
	const groups = Map.groupBy(calls, (call) => groupKey(call, groupBy));
	return [...groups].flatMap(([key, members]): readonly GridRow[] => {
		const open = !closed.has(key);
		const title = groupTitle(members, groupBy);
		const detail = groupBy === 'resource' ? resourceDetail(key, places) : undefined;
		const head: GroupRow = {
			...{ kind: 'group', key, title, count: members.length, open },
			...(detail !== undefined && { detail }),
		};
		return open ? [head, ...members.map((call): CallRow => ({ kind: 'call', call }))] : [head];
	});
}

function groupKey(call: ListedCall, groupBy: 'session' | 'resource'): string {
	return groupBy === 'session'
		? (call.caller.session ?? `${call.caller.type} ${call.caller.arn ?? call.caller.name}`)
		: (call.resource ?? '');
}

/** Its kind, and its place where there are several: a pipeline and its recipe often have one name. */
function resourceDetail(resource: string, places: PlaceNames | undefined): string | undefined {
	const arn = parseArn(resource);
	const place = arn && places && placeText({ accountId: arn.owner, region: arn.region }, places);
	return arn && [kindTitle(arn.kind, t), ...(place ? [place] : [])].join(' · ');
}

function groupTitle(members: readonly ListedCall[], groupBy: 'session' | 'resource'): string {
	const [first] = members;
	if (!first) {
		return '';
	}
	if (groupBy === 'resource') {
		return resourceText(first) ?? t('No resource');
	}
	const times = members.map((call) => Date.parse(call.eventTime)).filter((time) => time > 0);
	const span =
		times.length === 0
			? ''
			: ` · ${spanText(
					times.reduce((one, other) => Math.min(one, other)),
					times.reduce((one, other) => Math.max(one, other)),
				)}`;
	return `${signInTitle(first.caller)}${span}`;
}

/** Who signed in; a long-lived key and a role without a session have no sign-in that ends. */
function signInTitle(caller: ListedCall['caller']): string {
	const who = callerText(caller);
	if (caller.session !== undefined || caller.type.startsWith('AWS')) {
		return who;
	}
	return caller.type === 'IAMUser'
		? t('Access key of {0}', who)
		: t('{0}, no sign-in recorded', who);
}
