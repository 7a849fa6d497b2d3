import { availableParallelism } from 'node:os';
import { HistoryError } from '../model/errors.ts';
import type { ImportProgress } from '../model/history.ts';
import type { CallPage } from './callSource.ts';
import type { LogFileResult } from './logFile.ts';
import { type LogLimits, logLimits } from './logLimits.ts';
import { LogPool } from './logPool.ts';
import { walkLogs } from './logWalk.ts';

/** Calls of some files, and how far the reading is. */
export interface LogPage extends CallPage {
	/** Files that were not, or not wholly, read; each file once over all pages. */
	readonly skipped: readonly { readonly file: string; readonly reason: string }[];
	readonly progress: ImportProgress;
}

export interface LogFolderOptions {
	/** URL of the worker that reads files: `logWorker.ts`, or what the bundler made of it. */
	readonly workerUrl: URL;
	/** Threads; as many as the machine has, at most 4, if not given. */
	readonly workers?: number;
	readonly limits?: LogLimits;
}

/** So many calls go into one page, which is one transaction of the store: each costs a write. */
const callsPerPage = 1000;
/** A page with fewer waits so long for more; then progress is to be seen. */
const millisecondsPerPage = 100;

/** CloudTrail's log files in folders: of trails, of the console, of `aws cloudtrail lookup-events`. */
export class LogFolderSource {
	readonly #workerUrl: URL;
	readonly #workers: number;
	readonly #limits: LogLimits;

	constructor({ workerUrl, workers, limits }: LogFolderOptions) {
		this.#workerUrl = workerUrl;
		this.#workers = workers ?? Math.min(4, availableParallelism());
		this.#limits = limits ?? logLimits;
	}

	/**
	 * All calls of Image Builder in files and folders, in no order, the same call as often as it is
	 * there. Reads on only while pages are taken. The first page says what was found; logs tell
	 * nothing of coverage, as nobody knows what is missing in a folder.
	 * @throws HistoryError `cancelled`
	 */
	async *pages(
		paths: readonly string[],
		{ signal }: { readonly signal?: AbortSignal } = {},
	): AsyncGenerator<LogPage> {
		try {
			const { files, skipped } = await walkLogs(paths, signal);
			const total = files.length + skipped.length;
			let filesDone = skipped.length;
			let records = 0;
			const page = (part: Partial<Omit<LogPage, 'progress'>>): LogPage => ({
				calls: [],
				unreadable: [],
				coverage: [],
				skipped: [],
				...part,
				progress: { files: total, filesDone, records },
			});
			yield page({ skipped });
			const pool = new LogPool({
				workerUrl: this.#workerUrl,
				workers: Math.min(this.#workers, Math.max(1, files.length)),
				limits: this.#limits,
				signal,
			});
			try {
				for await (const results of gathered(pool.read(files))) {
					const calls = results.flatMap((result) => result.calls);
					let start = 0;
					for (; start + callsPerPage < calls.length; start += callsPerPage) {
						records += callsPerPage;
						yield page({ calls: calls.slice(start, start + callsPerPage) });
					}
					records += calls.length - start;
					filesDone += results.length;
					yield page({ calls: calls.slice(start), ...failuresOf(results) });
				}
			} finally {
				await pool.close();
			}
		} catch (error) {
			if (signal?.aborted) {
				throw new HistoryError('cancelled', 'The import was cancelled.', { cause: error });
			}
			throw error;
		}
	}
}

/** Small results together: of most files only a record or two are Image Builder's. */
async function* gathered(
	parts: AsyncIterable<readonly LogFileResult[]>,
): AsyncGenerator<readonly LogFileResult[]> {
	let results: LogFileResult[] = [];
	let calls = 0;
	let since = performance.now();
	for await (const part of parts) {
		results.push(...part);
		calls += part.reduce((sum, result) => sum + result.calls.length, 0);
		if (calls >= callsPerPage || performance.now() - since >= millisecondsPerPage) {
			yield results;
			results = [];
			calls = 0;
			since = performance.now();
		}
	}
	if (results.length > 0) {
		yield results;
	}
}

function failuresOf(results: readonly LogFileResult[]): Pick<LogPage, 'skipped' | 'unreadable'> {
	return {
		unreadable: results.flatMap((result) => result.unreadable),
		skipped: results.flatMap(({ file, skipped }) =>
			skipped === undefined ? [] : [{ file, reason: skipped }],
		),
	};
}
