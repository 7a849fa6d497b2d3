import { parentPort } from 'node:worker_threads';
import type { LogJob } from '../../../src/sources/logWorker.ts';

/** The real worker, with a weakness: it dies of files named so. */
parentPort?.on('message', ({ files }: LogJob) => {
	const names = files.map((log) => (typeof log === 'string' ? log : log.file));
	if (names.some((name) => name.includes('deadly'))) {
		throw new Error('died of it');
	}
});
await import('../../../src/sources/logWorker.ts');
