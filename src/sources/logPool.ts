import { Worker } from 'node:worker_threads';
import { HistoryError } from '../model/errors.ts';
import type { LogFileResult } from './logFile.ts';
import type { LogLimits } from './logLimits.ts';
import type { LogJob, LogJobResults, LogWorkerData } from './logWorker.ts';

export interface LogPoolOptions {
	/** `logWorker.ts`, or what the bundler made of it. */
	readonly workerUrl: URL;
	readonly workers: number;
	readonly limits: LogLimits;
	readonly signal?: AbortSignal | undefined;
}

interface Member {
	readonly worker: Worker;
	/** Jobs under way, oldest first, each with the files that are not read yet. */
	readonly jobs: string[][];
}

/** A second job waits in each worker, so that it does not stand still while the first one is fetched. */
const jobsPerWorker = 2;
const filesPerJob = 16;
const deathsInARow = 20;

/**
 * Worker threads that read log files side by side. Results that nobody fetches stop new jobs, so
 * memory holds a few files only.
 */
export class LogPool {
	readonly #options: LogPoolOptions;
	readonly #members = new Set<Member>();
	readonly #waiting: string[][] = [];
	readonly #results: (readonly LogFileResult[])[] = [];
	#wake: () => void = () => undefined;
	#closing = false;
	/** Workers that died since the last result. */
	#deaths = 0;
	#failure: Error | undefined;

	constructor(options: LogPoolOptions) {
		this.#options = options;
	}

	/** Results of all files, in the order they are ready. @throws the signal's reason. */
	async *read(files: readonly string[]): AsyncGenerator<readonly LogFileResult[]> {
		const { signal, workers } = this.#options;
		this.#waiting.push(...split(files, workers));
		const wake = () => this.#wake();
		signal?.addEventListener('abort', wake);
		try {
			for (;;) {
				signal?.throwIfAborted();
				if (this.#failure) {
					throw this.#failure;
				}
				this.#dispatch();
				const results = this.#results.shift();
				if (results) {
					yield results;
				} else if (this.#members.size === 0) {
					return;
				} else if ([...this.#members].every((member) => member.jobs.length === 0)) {
					return;
				} else {
					await new Promise<void>((resolve) => {
						this.#wake = resolve;
					});
				}
			}
		} finally {
			signal?.removeEventListener('abort', wake);
		}
	}

	/** Ends the threads, whatever they are at. */
	async close(): Promise<void> {
		this.#closing = true;
		await Promise.all([...this.#members].map(({ worker }) => worker.terminate()));
	}

	#dispatch(): void {
		const { workers } = this.#options;
		while (this.#waiting.length > 0 && this.#results.length < workers * jobsPerWorker) {
			const member = this.#freest();
			const files = member && this.#waiting.shift();
			if (!files) {
				return;
			}
			member.jobs.push(files);
			const job: LogJob = { files };
			member.worker.postMessage(job);
		}
	}

	/** The worker with the fewest jobs; a new one while there may be more and all are busy. */
	#freest(): Member | undefined {
		const [freest] = [...this.#members].sort((left, right) => left.jobs.length - right.jobs.length);
		if (freest?.jobs.length === 0) {
			return freest;
		}
		if (this.#members.size < this.#options.workers) {
			return this.#start();
		}
		return freest && freest.jobs.length < jobsPerWorker ? freest : undefined;
	}

	#start(): Member {
		const workerData: LogWorkerData = { limits: this.#options.limits };
		const worker = new Worker(this.#options.workerUrl, { workerData });
		const member: Member = { worker, jobs: [] };
		this.#members.add(member);
		worker.on('message', (message: LogJobResults) => this.#receive(member, message));
		worker.on('error', (error: Error) => this.#lose(member, error.message));
		worker.on('exit', () => this.#lose(member, 'it ended'));
		return member;
	}

	#receive({ jobs }: Member, { results, done }: LogJobResults): void {
		this.#deaths = 0;
		const [job] = jobs;
		job?.splice(0, results.length);
		if (done) {
			jobs.shift();
		}
		this.#results.push(results);
		this.#wake();
	}

	/** A worker died: its files are read one by one by another, but for the one that killed it. */
	#lose(member: Member, reason: string): void {
		if (!this.#members.delete(member) || this.#closing) {
			return;
		}
		const [job, ...others] = member.jobs;
		const [file] = job ?? [];
		if (job?.length === 1 && file !== undefined) {
			const skipped = `could not be read: ${reason}`;
			this.#results.push([{ file, calls: [], unreadable: [], skipped }]);
		} else {
			this.#waiting.unshift(...(job ?? []).map((each) => [each]));
		}
		this.#waiting.unshift(...others);
		if (++this.#deaths > deathsInARow) {
			// Not a file's fault.
			this.#failure = new HistoryError('internal', `Log files cannot be read: ${reason}`);
		}
		this.#wake();
	}
}

function split(files: readonly string[], workers: number): string[][] {
	const size = Math.max(1, Math.min(filesPerJob, Math.ceil(files.length / (workers * 4))));
	const jobs: string[][] = [];
	for (let at = 0; at < files.length; at += size) {
		jobs.push(files.slice(at, at + size));
	}
	return jobs;
}
