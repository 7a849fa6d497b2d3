/** A stretch of time that was read of a source. */
export interface Coverage {
	readonly accountId: string;
	readonly region: string;
	/** `event-history`, `sample`, ... */
	readonly source: string;
	/** ISO 8601, inclusive. */
	readonly from: string;
	/** ISO 8601, exclusive. */
	readonly to: string;
	readonly complete: 'all' | 'changes';
	/** With `changes`: operations that could not be read apart and wait for the full sweep. */
	readonly except?: readonly string[];
}
