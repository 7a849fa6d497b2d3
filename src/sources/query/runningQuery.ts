import { HistoryError } from '../../model/errors.ts';
import type { Clock } from '../clock.ts';
import { withGrace } from '../withGrace.ts';
import type { QueryEngine, QueryState } from './queryEngine.ts';

export interface EndedQuery {
	readonly id: string;
	/** Never `running`. */
	readonly state: QueryState;
}

const firstWait = 300;
const longestWait = 5000;
/** A request that is on its way when people cancel is waited for so long, so that it can be undone. */
const grace = 3000;
const stopWithin = 10_000;
/** Each is minutes long: `AwsClient` waits by itself. */
const mostRounds = 4;

/** Starts queries, waits for their ends, and stops those that still run. */
export class RunningQueries {
	readonly #engine: QueryEngine;
	readonly #clock: Clock;
	readonly #left = new AbortController();
	readonly #signal: AbortSignal;
	/** All that was asked for; each settles soon once the signal is aborted. */
	readonly #asked = new Set<Promise<EndedQuery>>();
	readonly #running = new Set<string>();

	constructor(engine: QueryEngine, clock: Clock, signal: AbortSignal) {
		this.#engine = engine;
		this.#clock = clock;
		this.#signal = AbortSignal.any([signal, this.#left.signal]);
	}

	/**
	 * @param onBytes told how much was scanned so far, bytes
	 * @throws HistoryError
	 */
	run(sql: string, onBytes: (bytes: number) => void): Promise<EndedQuery> {
		const end = this.#run(sql, onBytes);
		this.#asked.add(end);
		const forget = () => this.#asked.delete(end);
		// whoever asked meets the error when it is the query's turn
		end.then(forget, forget);
		return end;
	}

	/** Stops what runs: it costs money and one of the places for queries. Never fails. */
	async stop(log: (message: string) => void): Promise<void> {
		this.#left.abort();
		await Promise.allSettled(this.#asked);
		await Promise.all(
			[...this.#running].map((id) =>
				this.#engine.stop(id, AbortSignal.timeout(stopWithin)).catch((error: unknown) => {
					log(`A query could not be stopped: ${error instanceof Error ? error.message : error}`);
				}),
			),
		);
	}

	async #run(sql: string, onBytes: (bytes: number) => void): Promise<EndedQuery> {
		const id = await this.#startPatiently(sql);
		this.#running.add(id);
		for (let wait = firstWait; ; wait = Math.min(longestWait, wait * 1.5)) {
			await this.#clock.sleep(wait, this.#signal);
			const state = await this.#engine.state(id, this.#signal);
			onBytes(state.bytes);
			if (state.phase !== 'running') {
				this.#running.delete(id);
				return { id, state };
			}
		}
	}

	/** All places for queries may be taken, by this very run or by others, for as long as theirs take. */
	async #startPatiently(sql: string): Promise<string> {
		for (let rounds = 1; ; rounds++) {
			try {
				return await withGrace(this.#signal, grace, (late) => this.#engine.start(sql, late));
			} catch (error) {
				const throttled = error instanceof HistoryError && error.code === 'throttled';
				rounds = this.#running.size > 0 ? 0 : rounds;
				if (!throttled || rounds >= mostRounds) {
					throw error;
				}
				await this.#clock.sleep(longestWait, this.#signal);
			}
		}
	}
}
