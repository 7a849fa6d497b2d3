import { parentPort, workerData } from 'node:worker_threads';
import { type LogFileResult, readLogFile } from './logFile.ts';
import type { LogLimits } from './logLimits.ts';

/** To the worker: files to read, in this order. */
export interface LogJob {
	readonly files: readonly string[];
}

/** From the worker: some files are read; `done` with the last ones of a job. */
export interface LogJobResults {
	readonly results: readonly LogFileResult[];
	readonly done: boolean;
}

/** What a worker is started with. */
export interface LogWorkerData {
	readonly limits: LogLimits;
}

/** So many calls go into one message: fewer cost trips, more cost memory. */
const callsPerMessage = 500;

async function work({ files }: LogJob, limits: LogLimits): Promise<void> {
	let results: LogFileResult[] = [];
	let calls = 0;
	for (const file of files) {
		const result = await readLogFile(file, limits);
		results.push(result);
		calls += result.calls.length;
		if (calls >= callsPerMessage && file !== files.at(-1)) {
			post({ results, done: false });
			results = [];
			calls = 0;
		}
	}
	post({ results, done: true });
}

function post(message: LogJobResults): void {
	parentPort?.postMessage(message);
}

const { limits } = workerData as LogWorkerData;
parentPort?.on('message', (job: LogJob) => {
	work(job, limits).catch((error: unknown) => {
		// Out of the promise, so that the pool sees the worker fail.
		setImmediate(() => {
			throw error;
		});
	});
});
