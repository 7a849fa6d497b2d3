import { HistoryError } from '../model/errors.ts';
import type { FetchProgress } from '../model/fetch.ts';
import type { ImportProgress } from '../model/history.ts';

/** What was stopped may still have queries to end: people wait for that no longer than this, ms. */
const patience = 1000;

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

	/** The same for what people wait for: it fails as `cancelled` soon after the signal. */
	async ask<T>(
		signal: AbortSignal | undefined,
		work: (job: number) => Promise<T>,
		job = this.next(),
	): Promise<T> {
		const running = this.run(signal, work, job);
		const { promise: left, reject } = Promise.withResolvers<never>();
		let timer: NodeJS.Timeout | undefined;
		const leave = () => {
			const error = new HistoryError('cancelled', 'It was cancelled.');
			timer = setTimeout(() => reject(error), patience);
		};
		if (signal?.aborted) {
			leave();
		}
		signal?.addEventListener('abort', leave, { once: true });
		try {
			return await Promise.race([running, left]);
		} finally {
			clearTimeout(timer);
			signal?.removeEventListener('abort', leave);
		}
	}

	async runImport<T>(options: Watched<ImportProgress>, work: (job: number) => Promise<T>) {
		const { signal } = options;
		return this.#watched(this.#importProgress, options, (job) => this.run(signal, work, job));
	}

	async runFetch<T>(options: Watched<FetchProgress>, work: (job: number) => Promise<T>) {
		const { signal } = options;
		return this.#watched(this.#fetchProgress, options, (job) => this.ask(signal, work, job));
	}

	onImportProgress(job: number, progress: ImportProgress): void {
		this.#importProgress.get(job)?.(progress);
	}

	onFetchProgress(job: number, progress: FetchProgress): void {
		this.#fetchProgress.get(job)?.(progress);
	}

	async #watched<Progress, T>(
		listeners: Map<number, (progress: Progress) => void>,
		{ onProgress }: Watched<Progress>,
		work: (job: number) => Promise<T>,
	): Promise<T> {
		const job = this.next();
		if (onProgress) {
			listeners.set(job, onProgress);
		}
		try {
			return await work(job);
		} finally {
			listeners.delete(job);
		}
	}
}

interface Watched<Progress> {
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: Progress) => void;
}
