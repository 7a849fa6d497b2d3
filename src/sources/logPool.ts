import { Worker } from 'node:worker_threads';
import { HistoryError } from '../model/errors.ts';
import type { LogFileResult } from './logFile.ts';
import type { LogLimits } from './logLimits.ts';
import type { LogBytes, LogInput, LogJob, LogJobResults, LogWorkerData } from './logWorker.ts';

export interface LogPoolOptions {
	/** `logWorker.ts`, or what the bundler made of it. */
	readonly workerUrl: URL;
	readonly workers: number;
	readonly limits: LogLimits;
	readonly signal?: AbortSignal | undefined;
	/** So many jobs wait in each worker, so that it does not stand still; 2 if not given. */
	readonly jobsPerWorker?: number;
}

/** Files to read, in this order, and whom to tell; those that were read are taken out. */
interface Job {
	readonly files: LogInput[];
	readonly deliver: (results: readonly LogFileResult[], of: readonly LogInput[]) => void;
	readonly fail: (error: Error) => void;
}

/** A log that somebody waits for. */
interface Gathered {
	readonly log: LogBytes;
	readonly resolve: (result: LogFileResult) => void;
	readonly reject: (error: Error) => void;
}

interface Member {
	readonly worker: Worker;
	/** Jobs under way, oldest first. */
	readonly jobs: Job[];
}

const filesPerJob = 16;
/** Single logs go to the workers together, as each message wakes a thread up: so many, or after ms. */
const gatherMost = 8;
const gatherTime = 4;
const deathsInARow = 20;

/**
 * Worker threads that read log files side by side. Results that nobody fetches stop new jobs, so
 * memory holds a few files only.
 */
export class LogPool {
	readonly #options: LogPoolOptions;
	readonly #members = new Set<Member>();
	readonly #jobsPerWorker: number;
	readonly #waiting: Job[] = [];
	readonly #results: (readonly LogFileResult[])[] = [];
	readonly #gathered: Gathered[] = [];
	#gathering: NodeJS.Timeout | undefined;
	#wake: () => void = () => undefined;
	#closing = false;
	/** Workers that died since the last result. */
	#deaths = 0;
	#failure: Error | undefined;

	constructor(options: LogPoolOptions) {
		this.#options = options;
		this.#jobsPerWorker = options.jobsPerWorker ?? 2;
	}

	/** Results of all files, in the order they are ready. @throws the signal's reason. */
	async *read(files: readonly string[]): AsyncGenerator<readonly LogFileResult[]> {
		const { signal, workers } = this.#options;
		let left = files.length;
		const wake = () => this.#wake();
		const deliver = (results: readonly LogFileResult[]) => {
			left -= results.length;
			this.#results.push(results);
			wake();
		};
		for (const job of split(files, workers)) {
			this.#waiting.push({ files: job, deliver, fail: wake });
		}
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
				} else if (left === 0) {
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

	/**
	 * Reads one log, in the next worker that is free. How many wait is the caller's to bound.
	 * @throws HistoryError `cancelled` where the pool is closed first
	 */
	readOne(log: LogBytes): Promise<LogFileResult> {
		return new Promise((resolve, reject) => {
			this.#gathered.push({ log, resolve, reject });
			if (this.#gathered.length === gatherMost) {
				this.#dispatchGathered();
			} else if (this.#gathered.length === 1) {
				clearTimeout(this.#gathering);
				this.#gathering = setTimeout(() => this.#dispatchGathered(), gatherTime);
			}
		});
	}

	/** Ends the threads, whatever they are at. */
	async close(): Promise<void> {
		this.#closing = true;
		this.#fail(new HistoryError('cancelled', 'The logs are not read any more.'));
		await Promise.all([...this.#members].map(({ worker }) => worker.terminate()));
	}

	#dispatchGathered(): void {
		const waiting = new Map<LogInput, Gathered>(
			this.#gathered.splice(0).map((each) => [each.log, each] as const),
		);
		if (waiting.size === 0) {
			return;
		}
		this.#waiting.push({
			files: [...waiting.keys()],
			deliver: (results, of) => {
				for (const [index, result] of results.entries()) {
					const log = of[index];
					log !== undefined && waiting.get(log)?.resolve(result);
				}
			},
			fail: (error) => {
				for (const { reject } of waiting.values()) {
					reject(error);
				}
			},
		});
		if (this.#failure) {
			this.#fail(this.#failure);
		}
		this.#dispatch();
	}

	#dispatch(): void {
		const { workers } = this.#options;
		while (this.#waiting.length > 0 && this.#results.length < workers * this.#jobsPerWorker) {
			const member = this.#freest();
			const job = member && this.#waiting.shift();
			if (!job) {
				return;
			}
			member.jobs.push(job);
			// a copy: bytes that a worker takes into its grave are needed again
			member.worker.postMessage({ files: job.files } satisfies LogJob);
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
		return freest && freest.jobs.length < this.#jobsPerWorker ? freest : undefined;
	}

	#start(): Member {
		const workerData: LogWorkerData = { limits: this.#options.limits };
		const worker = new Worker(this.#options.workerUrl, {
			workerData,
			// logs are buffers outside of the heap: they go only when the heap is cleaned, so do it often
			resourceLimits: { maxYoungGenerationSizeMb: 6 },
		});
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
		const read = job?.files.splice(0, results.length) ?? [];
		if (done) {
			jobs.shift();
		}
		job?.deliver(results, read);
		this.#dispatch();
	}

	/** A worker died: its files are read one by one by another, but for the one that killed it. */
	#lose(member: Member, reason: string): void {
		if (!this.#members.delete(member) || this.#closing) {
			return;
		}
		const [job, ...others] = member.jobs;
		this.#waiting.unshift(...others);
		if (job) {
			const [file] = job.files;
			if (job.files.length === 1 && file !== undefined) {
				const skipped = `could not be read: ${reason}`;
				job.deliver([{ file: nameOf(file), calls: [], unreadable: [], skipped }], [file]);
			} else {
				this.#waiting.unshift(...job.files.map((each) => ({ ...job, files: [each] })));
			}
		}
		if (++this.#deaths > deathsInARow) {
			// Not a file's fault.
			this.#fail(new HistoryError('internal', `Log files cannot be read: ${reason}`));
		}
		this.#dispatch();
	}

	#fail(error: Error): void {
		this.#failure ??= error;
		const running = [...this.#members].flatMap(({ jobs }) => jobs);
		for (const { fail } of [...this.#waiting.splice(0), ...running]) {
			fail(this.#failure);
		}
	}
}

function nameOf(log: LogInput): string {
	return typeof log === 'string' ? log : log.file;
}

function split(files: readonly string[], workers: number): string[][] {
	const size = Math.max(1, Math.min(filesPerJob, Math.ceil(files.length / (workers * 4))));
	const jobs: string[][] = [];
	for (let at = 0; at < files.length; at += size) {
		jobs.push(files.slice(at, at + size));
	}
	return jobs;
}
