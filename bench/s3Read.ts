import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, Worker } from 'node:worker_threads';
import { threadLimits } from '../src/engine/workerLink.ts';
import { type AwsSession, AwsSessions } from '../src/sources/awsSession.ts';
import { systemClock } from '../src/sources/clock.ts';
import { S3Source } from '../src/sources/s3/s3Source.ts';
import { CallStore } from '../src/store/callStore.ts';
import { runArchive } from '../src/sync/archiveRun.ts';

/**
 * Reads a bucket into a store as the engine does, twice, and prints what it took as JSON: in a
 * process of its own, so that the memory is that of reading.
 */
const [, , url = '', bucket = '', worker = ''] = process.argv;
const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' };
const now = Date.parse('2026-11-22T12:00:00Z');

if (isMainThread) {
	// a thread, as the engine is one
	const thread = new Worker(new URL(import.meta.url), {
		argv: [url, bucket, worker],
		resourceLimits: threadLimits,
	});
	thread.once('error', (error) => {
		throw error;
	});
} else {
	await measure();
}

async function measure(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'image-builder-history-bench-'));
	const store = CallStore.open({ folder });
	const session = await new AwsSessions().open(
		{ profile: '', regions: ['us-east-1'], endpointUrl: url },
		{ log: () => undefined, onServerTime: () => undefined },
	);
	const rest = process.memoryUsage.rss();
	const cpu = process.cpuUsage();
	const first = await read(store, session);
	const { user, system } = process.cpuUsage(cpu);
	const memory = process.resourceUsage().maxRSS * 1024 - rest;
	const second = await read(store, session);
	store.close();
	session.close();
	rmSync(folder, { recursive: true, force: true });
	console.log(JSON.stringify({ first, second, memory, cpu: (user + system) / 1e6 }));
}

async function read(store: CallStore, session: AwsSession) {
	const start = performance.now();
	const source = new S3Source(
		{ type: 's3', bucket },
		{
			session,
			memory: {
				unseen: (path, objects) => store.unseen(path, objects),
				gaps: () => store.gaps(),
				coverage: () => store.coverage(),
			},
			workerUrl: new URL(worker),
			log: () => undefined,
			now: () => now,
		},
	);
	const report = await runArchive(
		{
			store,
			source,
			id: `s3://${bucket}`,
			holder: 'bench',
			clock: systemClock,
			log: console.error,
		},
		window,
		{ signal: new AbortController().signal, onProgress: () => undefined, onSaved: () => undefined },
	);
	return { report, seconds: (performance.now() - start) / 1000 };
}
