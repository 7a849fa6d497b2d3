interface Job {
	readonly stop: AbortController;
	readonly done: Promise<unknown>;
}

/** What a thread works on, by number, so that each can be stopped. */
export class Jobs {
	readonly #running = new Map<number, Job>();

	async run<T>(job: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
		const stop = new AbortController();
		const done = work(stop.signal);
		this.#running.set(job, { stop, done });
		try {
			return await done;
		} finally {
			this.#running.delete(job);
		}
	}

	abort(job: number): void {
		this.#running.get(job)?.stop.abort();
	}

	/** Stops all, and waits until they have saved what they have and given back their leases. */
	async end(): Promise<void> {
		const running = [...this.#running.values()];
		for (const { stop } of running) {
			stop.abort();
		}
		await Promise.allSettled(running.map(({ done }) => done));
	}
}
