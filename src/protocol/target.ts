import type { CallOrder } from '../model/query.ts';
import type { NamedFilter } from './messages.ts';

/** What a panel shows the history of. */
export type HistoryTarget =
	| { readonly kind: 'all' }
	/** An ARN, or a pattern of one. */
	| { readonly kind: 'resource'; readonly arn: string }
	/** Name or ARN of a caller. */
	| { readonly kind: 'caller'; readonly caller: string }
	/** One sign-in (`Caller.session`), and the name of who signed in. */
	| { readonly kind: 'session'; readonly session: string; readonly caller: string }
	/** All calls with words, as the look-up asks for. */
	| { readonly kind: 'search'; readonly text: string };

/** Which of the target's calls are listed. */
export interface PanelFilter {
	/** Leave out calls that only read. */
	readonly changesOnly: boolean;
	/** A query, see `model/queryLanguage.ts`; empty: no such filter. */
	readonly text: string;
	/** The part of time that was zoomed into. */
	readonly range?: TimeRange;
}

/** ISO 8601, `to` exclusive. */
export interface TimeRange {
	readonly from: string;
	readonly to: string;
}

/** What survives a reload of the window: all that a panel needs to be what it was. */
export interface PanelState {
	readonly target: HistoryTarget;
	readonly filter: PanelFilter;
	/** Newest first if not given. */
	readonly order?: CallOrder;
	/** The call whose detail is open. */
	readonly selected?: string;
	/** First row in sight. */
	readonly row?: number;
	/** Not to be reused for something else. */
	readonly pinned?: boolean;
}

const maxText = 4096;

/** Reads a target that anybody may have written. */
export function readTarget(value: unknown): HistoryTarget | undefined {
	if (!isObject(value)) {
		return undefined;
	}
	const { kind, arn, caller, session, text } = value;
	switch (kind) {
		case 'all':
			return { kind };
		case 'resource':
			return isText(arn) ? { kind, arn } : undefined;
		case 'caller':
			return isText(caller) ? { kind, caller } : undefined;
		case 'session':
			return isText(session) && isText(caller) ? { kind, session, caller } : undefined;
		case 'search':
			return isText(text) ? { kind, text } : undefined;
		default:
			return undefined;
	}
}

/** Reads a filter that anybody may have written. */
export function readFilter(value: unknown): PanelFilter | undefined {
	if (!isObject(value)) {
		return undefined;
	}
	const { changesOnly, text } = value;
	const range = value.range === undefined ? undefined : readRange(value.range);
	return typeof changesOnly === 'boolean' && typeof text === 'string' && text.length <= maxText
		? { changesOnly, text, ...(range && { range }) }
		: undefined;
}

function readRange(value: unknown): TimeRange | undefined {
	if (!isObject(value) || !isText(value.from) || !isText(value.to)) {
		return undefined;
	}
	const { from, to } = value;
	return Date.parse(from) < Date.parse(to) ? { from, to } : undefined;
}

/** Reads filters that were kept: what is none is left out. */
export function readNamedFilters(value: unknown): readonly NamedFilter[] {
	const list: readonly unknown[] = Array.isArray(value) ? value : [];
	return list.flatMap((each) => {
		const filter = readFilter(each);
		return filter && isObject(each) && isText(each.name)
			? [{ name: each.name, changesOnly: filter.changesOnly, text: filter.text }]
			: [];
	});
}

/** Reads a state that VS Code kept for a panel. */
export function readState(value: unknown): PanelState | undefined {
	if (!isObject(value)) {
		return undefined;
	}
	const target = readTarget(value.target);
	const filter = readFilter(value.filter);
	if (!target || !filter) {
		return undefined;
	}
	const { order, selected, row, pinned } = value;
	return {
		target,
		filter,
		...(order === 'oldest' && { order }),
		...(isText(selected) && { selected }),
		...(isCount(row) && row > 0 && { row }),
		...(pinned === true && { pinned }),
	};
}

/** Do both stand for the same calls? */
export function sameTarget(one: HistoryTarget, other: HistoryTarget): boolean {
	return targetKey(one) === targetKey(other);
}

/** A text that two targets share only when they are the same. */
export function targetKey(target: HistoryTarget): string {
	switch (target.kind) {
		case 'all':
			return 'all';
		case 'resource':
			return `resource ${target.arn}`;
		case 'caller':
			return `caller ${target.caller}`;
		case 'session':
			return `session ${target.session}`;
		case 'search':
			return `search ${target.text}`;
	}
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '' && value.length <= maxText;
}

export function isCount(value: unknown): value is number {
	return Number.isSafeInteger(value) && Number(value) >= 0;
}
