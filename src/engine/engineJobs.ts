import type { FetchProgress } from '../model/fetch.ts';
import type { ImportProgress } from '../model/history.ts';

/** Numbers the jobs of a window's engine, stops them, and leads their progress to who asked. */
export class EngineJobs {
	readonly #abort: (job: number) => void;
	readonly #importProgress = new Map<number, (progress: ImportProgress) => void>();
	readonly #fetchProgress = new Map<number, (progress: FetchProgress) => void>();
	#last = 0;

	constructor(abort: (job: number) => void) {
		this.#abort = abort;
	}

	readonly next = (): number => ++this.#last;

	/** Runs a job that the signal stops. */
	async run<T>(
		signal: AbortSignal | undefined,
		work: (job: number) => Promise<T>,
		job = this.next(),
	): Promise<T> {
		const abort = () => this.#abort(job);
		const running = work(job);
		if (signal?.aborted) {
			abort();
		}
		signal?.addEventListener('abort', abort, { once: true });
		try {
			return await running;
		} finally {
			signal?.removeEventListener('abort', abort);
		}
	}

	async runImport<T>(options: Watched<ImportProgress>, work: (job: number) => Promise<T>) {
		return this.#watched(this.#importProgress, options, work);
	}

	async runFetch<T>(options: Watched<FetchProgress>, work: (job: number) => Promise<T>) {
		return this.#watched(this.#fetchProgress, options, work);
	}

	onImportProgress(job: number, progress: ImportProgress): void {
		this.#importProgress.get(job)?.(progress);
	}

	onFetchProgress(job: number, progress: FetchProgress): void {
		this.#fetchProgress.get(job)?.(progress);
	}

	async #watched<Progress, T>(
		listeners: Map<number, (progress: Progress) => void>,
		{ signal, onProgress }: Watched<Progress>,
		work: (job: number) => Promise<T>,
	): Promise<T> {
		const job = this.next();
		if (onProgress) {
			listeners.set(job, onProgress);
		}
		try {
			return await this.run(signal, work, job);
		} finally {
			listeners.delete(job);
		}
	}
}

interface Watched<Progress> {
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: Progress) => void;
}
