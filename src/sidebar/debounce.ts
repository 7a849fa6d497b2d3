/** Runs `work` at most once in `wait` milliseconds: soon after the first call, with the last word. */
export class Debounced {
	readonly #work: () => void;
	readonly #wait: number;
	#timer: NodeJS.Timeout | undefined;

	constructor(work: () => void, wait: number) {
		this.#work = work;
		this.#wait = wait;
	}

	/** Asks for a run; calls within the wait share one. */
	run(): void {
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#work();
		}, this.#wait);
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}
}
