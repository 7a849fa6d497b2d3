/** Says when the next request to one account and Region may leave. */
export interface Pacer {
	/** Resolves at the moment at which one request may leave; rejects once the signal is aborted. */
	slot(signal: AbortSignal): Promise<void>;
	/** The request of the last slot is on its way. */
	depart(): Departure;
	/**
	 * A request was refused because too many came: all wait.
	 * @returns how many times in a row that was so, without a success between.
	 */
	throttled(): number;
	succeeded(): void;
}

/** One request on its way. */
export interface Departure {
	/** It is signed and leaves this computer only now. */
	left(): void;
	/** An answer came, or none will. */
	answered(): void;
}
