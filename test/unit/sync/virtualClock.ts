import { setImmediate as idle } from 'node:timers/promises';
import type { Clock } from '../../../src/sources/clock.ts';

interface Sleeper {
	readonly at: number;
	readonly wake: () => void;
}

/** Time that passes only where everybody sleeps: hours of syncing take no time. */
export class VirtualClock implements Clock {
	#now: number;
	#sleepers: Sleeper[] = [];

	constructor(now: number) {
		this.#now = now;
	}

	now(): number {
		return this.#now;
	}

	sleep(ms: number, signal?: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			if (signal?.aborted) {
				reject(signal.reason);
				return;
			}
			const abort = () => {
				this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
				reject(signal?.reason);
			};
			const sleeper: Sleeper = {
				at: this.#now + Math.max(0, ms),
				wake: () => {
					signal?.removeEventListener('abort', abort);
					resolve();
				},
			};
			signal?.addEventListener('abort', abort, { once: true });
			this.#sleepers.push(sleeper);
		});
	}

	/** Lets time pass until the work is done. */
	async run<T>(work: Promise<T>): Promise<T> {
		let done = false;
		const end = () => {
			done = true;
		};
		work.then(end, end);
		for (let still = 0; ; ) {
			await idle();
			if (done) {
				return work;
			}
			const next = this.#sleepers.reduce<Sleeper | undefined>(
				(first, one) => (first && first.at <= one.at ? first : one),
				undefined,
			);
			if (next) {
				still = 0;
				this.#sleepers = this.#sleepers.filter((other) => other !== next);
				this.#now = Math.max(this.#now, next.at);
				next.wake();
			} else if (++still > 1000) {
				throw new Error('Nobody sleeps and nothing goes on: the work hangs.');
			}
		}
	}
}
