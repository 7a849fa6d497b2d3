import { parentPort, workerData } from 'node:worker_threads';
import { type LogFileResult, readLogBytes, readLogFile } from './logFile.ts';
import type { LogLimits } from './logLimits.ts';
import { release } from './logUnzip.ts';

/** A log that was fetched from elsewhere, and what its result calls it. */
export interface LogBytes {
	readonly file: string;
	readonly bytes: Uint8Array;
}

/** Path of a file, or what one holds. */
export type LogInput = string | LogBytes;

/** To the worker: logs to read, in this order. */
export interface LogJob {
	readonly files: readonly LogInput[];
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
		const result = await read(file, limits);
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

async function read(log: LogInput, limits: LogLimits): Promise<LogFileResult> {
	if (typeof log === 'string') {
		return readLogFile(log, limits);
	}
	const { buffer, byteOffset, byteLength } = log.bytes;
	const bytes = Buffer.from(buffer, byteOffset, byteLength);
	const result = await readLogBytes(log.file, bytes, limits);
	release(bytes);
	return result;
}

function post(message: LogJobResults): void {
	parentPort?.postMessage(message);
}

const { limits } = workerData as LogWorkerData;
/** One job after the other: their results are told apart by their order. */
let working = Promise.resolve();
parentPort?.on('message', (job: LogJob) => {
	working = working
		.then(() => work(job, limits))
		.catch((error: unknown) => {
			// Out of the promise, so that the pool sees the worker fail.
			setImmediate(() => {
				throw error;
			});
		});
});
