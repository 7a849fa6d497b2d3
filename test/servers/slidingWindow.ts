const second = 1000;

/** Lets at most `limit` requests through in any second that ends at a request. */
export class SlidingWindow {
	readonly #limit: number;
	#times: number[] = [];

	constructor(limit: number) {
		this.#limit = limit;
	}

	/** @param now ms, never going back. */
	take(now: number): boolean {
		this.#times = this.#times.filter((time) => time > now - second);
		if (this.#times.length >= this.#limit) {
			return false;
		}
		this.#times.push(now);
		return true;
	}
}

/** The most times that lie within one second of each other. @param times ms, ascending. */
export function mostPerSecond(times: readonly number[]): number {
	let most = 0;
	let first = 0;
	for (const [index, time] of times.entries()) {
		while ((times[first] ?? time) <= time - second) {
			first++;
		}
		most = Math.max(most, index - first + 1);
	}
	return most;
}
