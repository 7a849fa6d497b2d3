import type { SyncReport } from '../model/history.ts';

export interface SyncRunsDeps {
	/** A number that names a run for progress and abort. */
	readonly nextJob: () => number;
	/** A run begins, though it may have to wait for the end of the one before. */
	readonly onBegin: () => void;
	readonly work: (job: number, signal: AbortSignal) => Promise<SyncReport>;
}

interface Run {
	readonly job: number;
	readonly stop: AbortController;
	readonly report: Promise<SyncReport>;
}

/**
 * The syncs of one window, one at a time. Who comes while one runs joins it; who comes after it was
 * stopped gets one of their own, which begins when the stopped one has ended: both would hold the
 * same lease, and the first to end would give it away.
 */
export class SyncRuns {
	readonly #deps: SyncRunsDeps;
	#current: Run | undefined;
	#ended: Promise<unknown> = Promise.resolve();

	constructor(deps: SyncRunsDeps) {
		this.#deps = deps;
	}

	/** The run whose news count. */
	get job(): number | undefined {
		return this.#current?.job;
	}

	/** @param signal stops the run for all who joined it. */
	async join(signal?: AbortSignal): Promise<SyncReport> {
		const joined = this.#current;
		const run = joined && !joined.stop.signal.aborted ? joined : this.#begin();
		const stop = () => run.stop.abort();
		if (signal?.aborted) {
			stop();
		}
		signal?.addEventListener('abort', stop, { once: true });
		try {
			return await run.report;
		} finally {
			signal?.removeEventListener('abort', stop);
		}
	}

	stop(): void {
		this.#current?.stop.abort();
	}

	/** Stops the run, whose news count no longer. */
	drop(): void {
		this.stop();
		this.#current = undefined;
	}

	#begin(): Run {
		const job = this.#deps.nextJob();
		const stop = new AbortController();
		const report = this.#ended
			.then(() => this.#deps.work(job, stop.signal))
			.finally(() => {
				if (this.#current?.job === job) {
					this.#current = undefined;
				}
			});
		this.#ended = report.catch(() => undefined);
		const run = { job, stop, report };
		this.#current = run;
		this.#deps.onBegin();
		return run;
	}
}
