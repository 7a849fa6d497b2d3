/** The one attribute of a LookupEvents request; matched exactly. */
export interface LookupAttribute {
	readonly key: 'EventSource' | 'EventName';
	readonly value: string;
}

/** One request of a page of at most 50 events, newest first. */
export interface LookupRequest {
	readonly attribute: LookupAttribute;
	/** ms since 1970, whole seconds, inclusive. */
	readonly from: number;
	/** ms since 1970, whole seconds, inclusive. */
	readonly to: number;
	/** Good only with the very same parameters as the page it came with. */
	readonly nextToken?: string;
}

/** An event as LookupEvents wraps it; any field may be missing. */
export interface LookupEvent {
	readonly id?: string;
	/** ms since 1970. */
	readonly time?: number;
	readonly source?: string;
	/** The record, JSON text. */
	readonly record?: string;
}

export interface LookupAnswer {
	readonly events: readonly LookupEvent[];
	readonly nextToken?: string;
}

/**
 * Asks CloudTrail for one page; no pacing, no retries.
 * @param onLeave told when the request really leaves, where that can be told.
 * @throws HistoryError, with AWS's own code in its details.
 */
export type Lookup = (
	request: LookupRequest,
	signal: AbortSignal,
	onLeave?: () => void,
) => Promise<LookupAnswer>;

/** Most events that a page can hold. */
export const pageSize = 50;
