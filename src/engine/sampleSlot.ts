import type { SampleStore } from './sampleStore.ts';

export interface SampleSlotDeps {
	readonly make: () => SampleStore;
	/** Folder of the bundled sample history's files. */
	readonly folder: string;
	/** It was opened or left. */
	readonly onChange: () => void;
}

/** The place of the open sample: one however many open it, none where somebody left meanwhile. */
export class SampleSlot {
	readonly #deps: SampleSlotDeps;
	#current: SampleStore | undefined;
	#opening: Promise<void> | undefined;
	#wanted = false;

	constructor(deps: SampleSlotDeps) {
		this.#deps = deps;
	}

	get current(): SampleStore | undefined {
		return this.#current;
	}

	async open(): Promise<void> {
		this.#wanted = true;
		if (!this.#current) {
			this.#opening ??= this.#load().finally(() => {
				this.#opening = undefined;
			});
			await this.#opening;
		}
	}

	/** One that is still opening will not open. */
	async leave(): Promise<void> {
		const sample = this.#take();
		if (sample) {
			this.#deps.onChange();
			await sample.close();
		}
	}

	/** Leaves without a word: after a reload of the window the sample is open again. */
	async close(): Promise<void> {
		await this.#take()?.close();
		await this.#opening?.catch(() => undefined);
	}

	#take(): SampleStore | undefined {
		this.#wanted = false;
		const sample = this.#current;
		this.#current = undefined;
		return sample;
	}

	async #load(): Promise<void> {
		const sample = this.#deps.make();
		await sample.load(this.#deps.folder);
		if (this.#wanted) {
			this.#current = sample;
			this.#deps.onChange();
		} else {
			await sample.close();
		}
	}
}
