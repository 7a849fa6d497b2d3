import { parentPort } from 'node:worker_threads';
import type { LogJob } from '../../../src/sources/logWorker.ts';

/** The real worker, with a weakness: it dies of files named so. */
parentPort?.on('message', ({ files }: LogJob) => {
	if (files.some((file) => file.includes('deadly'))) {
		throw new Error('died of it');
	}
});
await import('../../../src/sources/logWorker.ts');
