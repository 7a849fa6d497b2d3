import type { Clock } from '../sources/clock.ts';
import type { Departure, Pacer } from '../sources/pacer.ts';
import { backOff } from '../sources/retry.ts';
import { Flights } from './flights.ts';
import type { SyncStore } from './syncStore.ts';

/** LookupEvents, per account and Region; not adjustable. */
export const lookupsPerSecond = 2;
/** Slots lie a little further apart than the rate says, so that the network's jitter does no harm. */
const slack = 1.02;
/** Of that, what is kept between requests that left late, as a share of the time of two. */
const leastSlack = 1.018;
const firstHold = 1000;
const longestHold = 30_000;

export interface LimiterDeps {
	readonly store: Pick<SyncStore, 'reserveSlot' | 'holdSlots'>;
	readonly clock: Clock;
	/** Shared by all windows, such as `account/region`. */
	readonly key: string;
	readonly requestsPerSecond?: number;
	readonly onThrottle?: (waitMs: number) => void;
}

/** Gives out moments to send at, across all windows: never three requests in a second. */
export class Limiter implements Pacer {
	readonly interval: number;
	throttles = 0;
	readonly #deps: LimiterDeps;
	readonly #window: number;
	#key: string;
	#heldUntil = 0;
	#throttlesInARow = 0;
	readonly #flights: Flights;

	constructor(deps: LimiterDeps) {
		this.#deps = deps;
		this.#key = deps.key;
		const rate = deps.requestsPerSecond ?? lookupsPerSecond;
		this.interval = Math.ceil((1000 / rate) * slack);
		this.#window = (2 * 1000) / rate;
		this.#flights = new Flights(deps.clock, this.#window);
	}

	/** The account became known: from now on its slots count, the last one used included. */
	rename(key: string): void {
		if (key === this.#key) {
			return;
		}
		this.#key = key;
		if (this.#flights.any) {
			this.#deps.store.reserveSlot(key, this.interval, this.#deps.clock.now());
		}
	}

	async slot(signal: AbortSignal): Promise<void> {
		const { clock } = this.#deps;
		let slot = this.#reserve();
		for (;;) {
			signal.throwIfAborted();
			if (slot < this.#heldUntil) {
				slot = this.#reserve();
			}
			const third = this.#flights.beforeLastArrived + this.#window * leastSlack;
			const wait = Math.max(slot, third) - clock.now();
			if (wait <= 0) {
				return;
			}
			await clock.sleep(Math.ceil(wait), signal);
		}
	}

	#reserve(): number {
		const now = this.#deps.clock.now();
		const slot = this.#deps.store.reserveSlot(this.#key, this.interval, now);
		// further away than any hold: the clock was set back since somebody reserved
		const sane = slot - now > longestHold * 2 ? now : slot;
		return Math.max(sane, this.#heldUntil);
	}

	depart(): Departure {
		return this.#flights.depart();
	}

	succeeded(): void {
		this.#throttlesInARow = 0;
	}

	throttled(): number {
		const { store, clock, onThrottle } = this.#deps;
		this.throttles++;
		const now = clock.now();
		// requests that were under way together are one throttle, and one wait
		if (now >= this.#heldUntil) {
			const wait = backOff(++this.#throttlesInARow, firstHold, longestHold);
			this.#heldUntil = Math.ceil(now + wait);
			store.holdSlots(this.#key, this.#heldUntil);
			onThrottle?.(wait);
		}
		return this.#throttlesInARow;
	}
}
