/** How far a query is. */
export type QueryState =
	| { readonly phase: 'running' | 'done'; readonly bytes: number }
	| {
			readonly phase: 'failed';
			readonly bytes: number;
			/** As AWS says it, made plain. */
			readonly reason: string;
			/**
			 * `again`: it may work the next time; `smaller`: it may work for less time; `never`: no part
			 * of the time will do better; `part`: it is about this part.
			 */
			readonly hope: 'again' | 'smaller' | 'part' | 'never';
	  };

/** A row of an answer; values that are NULL are undefined. */
export type QueryRow = readonly (string | undefined)[];

/** A service that runs SQL over records: Athena, CloudTrail Lake. All of it throws HistoryErrors. */
export interface QueryEngine {
	/** @returns the query's id. */
	start(sql: string, signal: AbortSignal): Promise<string>;
	state(id: string, signal: AbortSignal): Promise<QueryState>;
	/** Pages of rows of a query that is done. */
	rows(id: string, signal: AbortSignal): AsyncIterable<readonly QueryRow[]>;
	stop(id: string, signal: AbortSignal): Promise<void>;
	/** How many requests were sent since the last call of it. */
	takeRequests(): number;
}
