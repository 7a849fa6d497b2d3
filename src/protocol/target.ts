/** What a panel shows the history of. */
export type HistoryTarget =
	| { readonly kind: 'all' }
	/** An ARN, or a pattern of one. */
	| { readonly kind: 'resource'; readonly arn: string }
	/** Name or ARN of a caller. */
	| { readonly kind: 'caller'; readonly caller: string }
	/** All calls with words, as the look-up asks for. */
	| { readonly kind: 'search'; readonly text: string };

/** Which of the target's calls are listed. */
export interface PanelFilter {
	/** Leave out calls that only read. */
	readonly changesOnly: boolean;
	/** Words that a call's record must hold; empty: no such filter. */
	readonly text: string;
}

/** What survives a reload of the window: all that a panel needs to be what it was. */
export interface PanelState {
	readonly target: HistoryTarget;
	readonly filter: PanelFilter;
	/** The call whose detail is open. */
	readonly selected?: string;
}

const maxText = 4096;

/** Reads a target that anybody may have written. */
export function readTarget(value: unknown): HistoryTarget | undefined {
	if (!isObject(value)) {
		return undefined;
	}
	const { kind, arn, caller, text } = value;
	switch (kind) {
		case 'all':
			return { kind };
		case 'resource':
			return isText(arn) ? { kind, arn } : undefined;
		case 'caller':
			return isText(caller) ? { kind, caller } : undefined;
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
	return typeof changesOnly === 'boolean' && typeof text === 'string' && text.length <= maxText
		? { changesOnly, text }
		: undefined;
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
	return { target, filter, ...(isText(value.selected) && { selected: value.selected }) };
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
