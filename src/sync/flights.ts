import type { Clock } from '../sources/clock.ts';
import type { Departure } from '../sources/pacer.ts';

interface Flight {
	/** ms since 1970. */
	leftAt: number;
	/** ms; undefined while there is no answer. */
	took?: number;
}

const remembered = 15;
const enough = 5;
/** Connections are opened, code is loaded: what may delay the first requests, of the window. */
const coldStart = 0.04;

/**
 * The last requests, and how late each may have arrived. A server that always takes the same time
 * gives away which requests were held up on the way: those that took longer. Two requests later,
 * that much must be waited for, or the server sees three within its second. Of a far server whose
 * answers take now longer, now shorter anyway nothing can be told; of a near one, that this machine
 * is busy and the quickest answer was the one that was not held up.
 */
export class Flights {
	readonly #clock: Clock;
	/** The time within which the server counts, ms. */
	readonly #window: number;
	#last: readonly Flight[] = [];
	#took: readonly number[] = [];

	constructor(clock: Clock, window: number) {
		this.#clock = clock;
		this.#window = window;
	}

	get any(): boolean {
		return this.#last.length > 0;
	}

	depart(): Departure {
		const flight: Flight = { leftAt: this.#clock.now() };
		this.#last = [...this.#last.slice(-1), flight];
		return {
			left: () => {
				flight.leftAt = this.#clock.now();
			},
			answered: () => {
				flight.took = this.#clock.now() - flight.leftAt;
				this.#took = [...this.#took.slice(1 - remembered), flight.took];
			},
		};
	}

	/** When the last request but one arrived at the latest, as far as can be told, ms since 1970. */
	get beforeLastArrived(): number {
		const [flight] = this.#last.length < 2 ? [] : this.#last;
		return flight ? flight.leftAt + this.#lateness(flight) : Number.NEGATIVE_INFINITY;
	}

	#lateness({ leftAt, took = this.#clock.now() - leftAt }: Flight): number {
		if (this.#took.length < enough) {
			return this.#window * coldStart;
		}
		const usual = median(this.#took);
		const spread = median(this.#took.map((one) => Math.abs(one - usual)));
		const steady = spread <= Math.max(this.#window / 40, usual / 10);
		// a server that is near and now late, now early: this machine or the way to it is busy
		const near = usual <= this.#window / 5;
		if (!steady && !near) {
			return 0;
		}
		const quickest = steady ? usual : Math.min(...this.#took);
		return Math.min(Math.max(0, took - quickest), this.#window / 4);
	}
}

function median(values: readonly number[]): number {
	return values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0;
}
