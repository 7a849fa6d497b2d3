const maxVisits = 50;

/** What was looked at, in order: to go back and forth. */
export class Visits<T> {
	readonly #isSame: (one: T, other: T) => boolean;
	#list: T[];
	#at = 0;

	/** @param isSame to look at it again is no new visit. */
	constructor(first: T, isSame: (one: T, other: T) => boolean) {
		this.#list = [first];
		this.#isSame = isSame;
	}

	get current(): T {
		const current = this.#list[this.#at];
		if (current === undefined) {
			throw new RangeError('No visit.');
		}
		return current;
	}

	get canGo(): { readonly back: boolean; readonly forward: boolean } {
		return { back: this.#at > 0, forward: this.#at < this.#list.length - 1 };
	}

	/** Goes on; what was ahead is forgotten. */
	visit(next: T): void {
		if (this.#isSame(this.current, next)) {
			this.replace(next);
			return;
		}
		this.#list = [...this.#list.slice(0, this.#at + 1), next].slice(-maxVisits);
		this.#at = this.#list.length - 1;
	}

	/** Changes what is remembered of the current one. */
	replace(current: T): void {
		this.#list[this.#at] = current;
	}

	/** @returns whether there was somewhere to go. */
	go(by: -1 | 1): boolean {
		const { back, forward } = this.canGo;
		if (by < 0 ? !back : !forward) {
			return false;
		}
		this.#at += by;
		return true;
	}
}
