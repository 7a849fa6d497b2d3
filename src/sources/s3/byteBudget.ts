/** Bounds the bytes that are on their way at a time; served in the order of asking. */
export class ByteBudget {
	readonly #most: number;
	#taken = 0;
	readonly #waiting: { readonly bytes: number; readonly go: () => void }[] = [];

	constructor(most: number) {
		this.#most = most;
	}

	/** Resolves once there is room; what is larger than all of it goes alone. */
	take(bytes: number): Promise<void> {
		return new Promise((resolve) => {
			this.#waiting.push({ bytes, go: resolve });
			this.#serve();
		});
	}

	give(bytes: number): void {
		this.#taken -= bytes;
		this.#serve();
	}

	#serve(): void {
		for (;;) {
			const [next] = this.#waiting;
			if (!next || (this.#taken > 0 && this.#taken + next.bytes > this.#most)) {
				return;
			}
			this.#waiting.shift();
			this.#taken += next.bytes;
			next.go();
		}
	}
}
