/**
 * Runs a task again whenever asked to, never twice at once and not more often than every
 * `interval` ms: many changes in a row become one run, and the last one is never lost.
 */
export class SnapshotPump {
	readonly #task: () => Promise<void>;
	readonly #interval: number;
	#asked = false;
	#urgent = false;
	#running = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#disposed = false;

	/** `task` must not reject. */
	constructor(task: () => Promise<void>, interval: number) {
		this.#task = task;
		this.#interval = interval;
	}

	/** Runs at once where the last run is long enough ago. */
	ask(): void {
		this.#asked = true;
		if (this.#timer === undefined) {
			this.#start();
		}
	}

	/** Runs as soon as no other run is under way. */
	askNow(): void {
		this.#asked = true;
		this.#urgent = true;
		this.#start();
	}

	dispose(): void {
		this.#disposed = true;
		clearTimeout(this.#timer);
	}

	#start(): void {
		if (!this.#running && !this.#disposed) {
			void this.#run();
		}
	}

	async #run(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#asked = false;
		this.#urgent = false;
		this.#running = true;
		await this.#task();
		this.#running = false;
		if (this.#urgent) {
			this.#start();
		} else if (!this.#disposed) {
			this.#timer = setTimeout(() => this.#rested(), this.#interval);
		}
	}

	#rested(): void {
		this.#timer = undefined;
		if (this.#asked) {
			this.#start();
		}
	}
}
