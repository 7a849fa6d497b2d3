/** Other reasons than these are one: a hostile source must fill neither memory nor log. */
const mostReasons = 20;
const otherReasons = 'other reasons';

/** Says each reason once when it first comes, and how often each came at the end. */
export class Reasons {
	readonly #say: (text: string) => void;
	readonly #counts = new Map<string, number>();

	constructor(say: (text: string) => void) {
		this.#say = say;
	}

	add(reason: string): void {
		const key = this.#counts.has(reason) || this.#counts.size < mostReasons ? reason : otherReasons;
		const count = (this.#counts.get(key) ?? 0) + 1;
		this.#counts.set(key, count);
		if (count === 1) {
			this.#say(key);
		}
	}

	/** Says those that came more than once, and forgets all. */
	tell(): void {
		for (const [reason, count] of this.#counts) {
			if (count > 1) {
				this.#say(`${count} times: ${reason}`);
			}
		}
		this.#counts.clear();
	}
}
