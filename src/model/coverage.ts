/** A stretch of time that was read of a source. */
export interface Coverage {
	readonly accountId: string;
	readonly region: string;
	/** `event-history`, `sample`, or another `sourceId`. */
	readonly source: string;
	/** ISO 8601, inclusive. */
	readonly from: string;
	/** ISO 8601, exclusive. */
	readonly to: string;
	readonly complete: 'all' | 'changes';
	/** With `changes`: operations that could not be read apart and wait for the full sweep. */
	readonly except?: readonly string[];
}

/** A stretch of time of which a source could not give everything, or had nothing. */
export interface Gap {
	/** Empty where it may be any. */
	readonly accountId: string;
	/** Empty where it may be any. */
	readonly region: string;
	/** `sourceId` of the source. */
	readonly source: string;
	/** ISO 8601, inclusive. */
	readonly from: string;
	/** ISO 8601, exclusive. */
	readonly to: string;
	/** What could not be read: key of an object, part of the time. Unique in its source. */
	readonly what: string;
	/** Why, for people. */
	readonly reason: string;
	/** It stands for so many, `what` being the first of them; 1 if not given. */
	readonly parts?: number;
	/**
	 * Nothing was missing: all was read, and there was nothing. Whether nothing happened, or nobody
	 * wrote it down, the source cannot tell.
	 */
	readonly kind?: 'quiet';
}
