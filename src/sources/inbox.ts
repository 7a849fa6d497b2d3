/** A queue with one reader that waits, and writers that do not. */
export class Inbox<T> {
	readonly #items: T[] = [];
	#wake: (() => void) | undefined;

	push(item: T): void {
		this.#items.push(item);
		this.#wake?.();
	}

	async next(): Promise<T> {
		for (;;) {
			const [item] = this.#items.splice(0, 1);
			if (item !== undefined) {
				return item;
			}
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		}
	}
}
