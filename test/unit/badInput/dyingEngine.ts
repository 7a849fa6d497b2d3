import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

const { folder } = workerData as { folder: string };
const died = join(folder, '..', 'engine-died');

/** An engine thread that dies, once, in the middle of its first job; the next one lives. */
if (existsSync(died)) {
	await import('../../../src/engine/engineWorker.ts');
} else {
	parentPort?.once('message', () => {
		appendFileSync(died, '');
		throw new Error('out of memory');
	});
}
