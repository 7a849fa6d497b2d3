import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LiveHistory } from '../src/engine/liveHistory.ts';
import { buildHistory } from '../test/builders/history.ts';
import { startAwsServer } from '../test/servers/awsServer.ts';
import type { BenchRow } from './benchRow.ts';

const latency = 200;
const dist = (name: string) => new URL(`../dist/${name}.js`, import.meta.url);

/**
 * What the extension host's main thread feels of a sync and an import, and how soon rows are there.
 * Expects `dist/` to be built. The stand-in for AWS shares the thread's cores, not the thread.
 */
export async function benchHost(): Promise<BenchRow[]> {
	const folder = await mkdtemp(join(tmpdir(), 'ibh-bench-host-'));
	const records = buildHistory({
		seed: 5,
		accountId: '111122223333',
		regions: ['eu-central-1'],
		count: 4000,
		to: new Date(Date.now() - 60_000).toISOString(),
		days: 85,
	});
	const server = await startAwsServer({ records, latency, requestsPerSecond: 20 });
	process.env.AWS_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
	process.env.AWS_SECRET_ACCESS_KEY = 'made-up';
	process.env.AWS_CONFIG_FILE = join(folder, 'none');
	process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'none');
	const open = () =>
		new LiveHistory({
			folder: join(folder, 'store'),
			workers: {
				engine: dist('engineWorker'),
				reader: dist('readerWorker'),
				log: dist('logWorker'),
			},
			sampleFolder: folder,
			settings: () => ({
				connections: [
					{
						...{ name: 'default', profile: '', regions: ['eu-central-1'] },
						sources: [{ type: 'event-history' }],
					},
				],
				endpointUrl: server.url,
				lookBackDays: 90,
			}),
			log: () => undefined,
			mfaCode: async () => undefined,
			onRecovered: () => undefined,
			requestsPerSecond: 20,
		});
	const first = open();
	try {
		const begun = performance.now();
		const { promise: rows, resolve } = Promise.withResolvers<number>();
		const looking = first.onDidChange(async () => {
			if ((await first.resources({ calls: { readOnly: false } })).length > 0) {
				resolve(performance.now() - begun);
			}
		});
		const syncing = first.sync();
		const firstRows = (await rows) - latency;
		looking.dispose();
		await syncing;
		const sync = await heldBy(() => first.sync());
		const log = join(folder, 'log.json');
		await writeFile(log, logOf(20_000));
		// what building the records left behind is not ours to clean up while it is measured
		setFlagsFromString('--expose-gc');
		runInNewContext('gc')();
		const imported = await heldBy(() => first.importLogs([log]));
		await first.close();
		const again = open();
		const start = performance.now();
		await again.resources({ calls: { readOnly: false } });
		const filled = performance.now() - start;
		await again.close();
		return [
			row('host: first rows beyond the latency of the first page', firstRows, 300),
			row('host: rows of a filled store, no network, thread start included', filled, 300),
			row('host: main thread held by a sync, longest', sync, 16),
			row('host: main thread held by an import of 20,000 calls, longest', imported, 16),
		];
	} finally {
		await first.close();
		await server.close();
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	}
}

function logOf(count: number): string {
	return JSON.stringify({ Records: buildHistory({ seed: 6, count, days: 300 }) });
}

/** The longest time that a turn of the event loop was late while `work` ran, ms. */
async function heldBy(work: () => Promise<unknown>): Promise<number> {
	const delay = monitorEventLoopDelay({ resolution: 1 });
	delay.enable();
	await work();
	delay.disable();
	return delay.max / 1e6;
}

function row(what: string, ms: number, budget: number): BenchRow {
	return { what, measured: `${ms.toFixed(0)} ms`, budget: `${budget} ms`, ok: ms <= budget };
}
