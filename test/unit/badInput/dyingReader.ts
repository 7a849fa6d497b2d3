import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

const { folder } = workerData as { folder: string };
const died = join(folder, '..', 'reader-died');

/** A reader thread that dies, once, of the first question; the next one lives. */
if (existsSync(died)) {
	await import('../../../src/engine/readerWorker.ts');
} else {
	parentPort?.once('message', () => {
		appendFileSync(died, '');
		throw new Error('out of memory');
	});
}
