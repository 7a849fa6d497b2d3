import type { Listen } from '../model/history.ts';

/** Tells listeners, each on its own: one that throws does not keep the others from hearing. */
export class Emitter<T> {
	readonly #listeners = new Set<(value: T) => void>();

	readonly event: Listen<T> = (listener) => {
		this.#listeners.add(listener);
		return { dispose: () => this.#listeners.delete(listener) };
	};

	get listened(): boolean {
		return this.#listeners.size > 0;
	}

	fire(value: T): void {
		for (const listener of [...this.#listeners]) {
			try {
				listener(value);
			} catch (error) {
				queueMicrotask(() => {
					throw error;
				});
			}
		}
	}
}
