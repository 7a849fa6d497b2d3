import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { importLogs } from '../src/engine/importLogs.ts';
import { LogFolderSource } from '../src/sources/logFolderSource.ts';
import { CallStore } from '../src/store/callStore.ts';
import type { BenchRow } from './benchRow.ts';
import { type LogFolder, type LogFolderShape, makeLogFolder } from './importFolder.ts';
import { type PeerTime, timeDuckDb, timeJq } from './importPeers.ts';

const rounds = 3;
/** About 290 MB unzipped in files as large as CloudTrail writes them, and as small as most are. */
const largeFiles = { files: 100, recordsPerFile: 2000 };
const smallFiles = { files: 1400, recordsPerFile: 140 };

/** Importing a log folder, against Node's own gunzip and other readers of JSON. */
export async function benchImport(): Promise<BenchRow[]> {
	await using worker = await bundleWorker();
	return [
		...(await benchFolder('large files', largeFiles, worker.url, true)),
		...(await benchFolder('small files', smallFiles, worker.url, false)),
	];
}

async function benchFolder(
	what: string,
	shape: LogFolderShape,
	workerUrl: URL,
	withPeers: boolean,
): Promise<BenchRow[]> {
	await using folder = await makeLogFolder(shape);
	// In turns and the best of each, so that a busy machine is busy for all.
	const times = { gunzip: Infinity, read: Infinity, store: Infinity };
	for (let round = 0; round < rounds; round++) {
		times.gunzip = Math.min(times.gunzip, await time(() => gunzipAll(folder)));
		times.read = Math.min(times.read, await time(() => readAll(folder, workerUrl)));
		times.store = Math.min(times.store, await time(() => storeAll(folder, workerUrl)));
	}
	const { gunzip, read, store } = times;
	const rows = [
		{
			what: `import of ${what}: Node's gunzip alone, one thread, ${Math.round(folder.size / 1e6)} MB`,
			measured: `${Math.round(folder.size / 1e6 / gunzip)} MB/s`,
			budget: '1.0',
			ok: undefined,
		},
		ratio(`import of ${what}: reading calls, against gunzip`, gunzip / read, 0.8),
		ratio(`import of ${what}: reading and storing calls, against gunzip`, gunzip / store, 0.8),
	];
	return withPeers
		? [
				...rows,
				peer(`import of ${what}: with store, against \`zcat | jq\``, store, timeJq(folder), 5),
				peer(
					`import of ${what}: with store, against DuckDB read_json`,
					store,
					await timeDuckDb(folder),
					1,
				),
			]
		: rows;
}

/** As it is shipped: from its sources it would first have to be stripped of types. */
async function bundleWorker(): Promise<AsyncDisposable & { readonly url: URL }> {
	const folder = await mkdtemp(join(tmpdir(), 'image-builder-history-bench-'));
	const outfile = join(folder, 'logWorker.mjs');
	await build({
		entryPoints: [fileURLToPath(new URL('../src/sources/logWorker.ts', import.meta.url))],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node22',
	});
	return {
		url: pathToFileURL(outfile),
		[Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
	};
}

function ratio(what: string, measured: number, budget: number): BenchRow {
	return {
		what,
		measured: `${measured.toFixed(2)}x`,
		budget: `${budget}x`,
		ok: measured >= budget,
	};
}

function peer(what: string, seconds: number, other: PeerTime, budget: number): BenchRow {
	return 'missing' in other
		? { what, measured: `peer is missing: ${other.missing}`, budget: `${budget}x`, ok: undefined }
		: ratio(what, other.seconds / seconds, budget);
}

async function time(work: () => unknown): Promise<number> {
	const start = performance.now();
	await work();
	return (performance.now() - start) / 1000;
}

function gunzipAll({ files }: LogFolder): void {
	for (const file of files) {
		gunzipSync(readFileSync(file));
	}
}

async function readAll(folder: LogFolder, workerUrl: URL): Promise<void> {
	let calls = 0;
	for await (const page of new LogFolderSource({ workerUrl }).pages([folder.path])) {
		calls += page.calls.length;
	}
	expectAll(folder, calls);
}

async function storeAll(folder: LogFolder, workerUrl: URL): Promise<void> {
	const place = await mkdtemp(join(tmpdir(), 'image-builder-history-bench-'));
	const store = CallStore.open({ folder: place });
	try {
		const report = await importLogs(new LogFolderSource({ workerUrl }), store, [folder.path], {
			signal: new AbortController().signal,
			onProgress: () => undefined,
			onSaved: () => undefined,
		});
		expectAll(folder, report.newCalls);
	} finally {
		store.close();
		await rm(place, { recursive: true, force: true });
	}
}

function expectAll(folder: LogFolder, calls: number): void {
	if (calls !== folder.calls) {
		throw new Error(`${calls} of ${folder.calls} calls were read`);
	}
}
