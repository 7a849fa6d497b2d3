import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { startProcess } from '../scripts/support/childProcess.ts';
import { inProject } from '../scripts/support/paths.ts';
import type { BenchRow } from './benchRow.ts';
import { type BucketFolder, makeBucketFolder } from './s3Folder.ts';

const rounds = 3;
const megabyte = 1e6;

interface Reading {
	readonly first: { readonly seconds: number; readonly report: Report };
	readonly second: { readonly seconds: number; readonly report: Report };
	/** More than at rest, at most, bytes. */
	readonly memory: number;
	/** Seconds of the processor. */
	readonly cpu: number;
}

interface Report {
	readonly newCalls: number;
	readonly objects?: number;
	readonly requests: number;
	readonly gaps: readonly unknown[];
}

/**
 * Reading a bucket of 20,000 log files from a server in a process of its own, which takes its part
 * of the machine, against Node's own gunzip of the same files from the disk.
 */
export async function benchS3(): Promise<BenchRow[]> {
	await using folder = await makeBucketFolder();
	await using code = await bundle();
	const server = startProcess(process.execPath, [
		inProject('test', 'servers', 'staticS3.ts'),
		folder.path,
	]);
	try {
		const [line] = await server.waitForLine(/^\{.*"url".*\}$/, 60_000);
		const { url } = JSON.parse(line) as { url: string };
		let gunzip = Infinity;
		const readings: Reading[] = [];
		// in turns, so that a busy machine is busy for all
		for (let round = 0; round < rounds; round++) {
			gunzip = Math.min(gunzip, gunzipAll(folder));
			readings.push(await read(code, url, folder));
		}
		return rows(folder, gunzip, readings);
	} finally {
		await server.stop();
	}
}

function rows(folder: BucketFolder, gunzip: number, readings: readonly Reading[]): BenchRow[] {
	const seconds = Math.min(...readings.map(({ first }) => first.seconds));
	const memory = Math.max(...readings.map((reading) => reading.memory));
	const cpu = Math.min(...readings.map((reading) => reading.cpu));
	const again = Math.min(...readings.map(({ second }) => second.seconds));
	const touched = Math.max(...readings.map(({ second }) => second.report.objects ?? 0));
	const speed = folder.size / megabyte / seconds;
	return [
		{
			what: `S3: Node's gunzip alone, one thread, ${folder.files.length} objects, ${Math.round(folder.size / megabyte)} MB`,
			measured: `${Math.round(folder.size / megabyte / gunzip)} MB/s`,
			budget: '1.0',
			ok: undefined,
		},
		{
			what: `S3: reading and storing ${folder.calls} calls of the bucket, ${Math.round(speed)} MB/s, against gunzip`,
			measured: `${(gunzip / seconds).toFixed(2)}x`,
			budget: '0.8x',
			ok: gunzip / seconds >= 0.8,
		},
		{
			what: 'S3: processor time of reading and storing, all threads, against gunzip',
			measured: `${(cpu / gunzip).toFixed(2)}x`,
			budget: '',
			ok: undefined,
		},
		{
			what: 'S3: memory while reading, more than at rest',
			measured: `${Math.round(memory / 2 ** 20)} MB`,
			budget: '300 MB',
			ok: memory <= 300 * 2 ** 20,
		},
		{
			what: `S3: objects read again with nothing new, in ${again.toFixed(1)} s`,
			measured: String(touched),
			budget: '0',
			ok: touched === 0,
		},
	];
}

function gunzipAll({ files }: BucketFolder): number {
	const start = performance.now();
	for (const file of files) {
		gunzipSync(readFileSync(file));
	}
	return (performance.now() - start) / 1000;
}

async function read(code: Bundle, url: string, folder: BucketFolder): Promise<Reading> {
	const reader = startProcess(process.execPath, [code.reader, url, folder.bucket, code.worker], {
		env: {
			...process.env,
			AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
			AWS_SECRET_ACCESS_KEY: 'made-up',
			AWS_CONFIG_FILE: join(folder.path, 'none'),
			AWS_SHARED_CREDENTIALS_FILE: join(folder.path, 'none'),
		},
	});
	try {
		const gets = await getsOf(url);
		const [line] = await reader.waitForLine(/^\{.*"first".*\}$/, 300_000);
		const reading = JSON.parse(line) as Reading;
		const { newCalls, gaps } = reading.first.report;
		const fetched = (await getsOf(url)) - gets;
		if (newCalls !== folder.calls || gaps.length > 0 || fetched !== folder.files.length) {
			throw new Error(
				`${newCalls} of ${folder.calls} calls were read, ${gaps.length} gaps, ${fetched} objects`,
			);
		}
		console.log(
			`  ${reading.first.seconds.toFixed(1)} s, processor ${reading.cpu.toFixed(1)} s, ${Math.round(reading.memory / 2 ** 20)} MB`,
		);
		return reading;
	} finally {
		await reader.stop();
	}
}

async function getsOf(url: string): Promise<number> {
	// a connection kept open would be closed while this thread unzips
	const answer = await fetch(`${url}/__gets`, { headers: { connection: 'close' } });
	return Number(await answer.text());
}

interface Bundle extends AsyncDisposable {
	readonly reader: string;
	/** URL. */
	readonly worker: string;
}

/** As it is shipped: from the sources it would first have to be stripped of types. */
async function bundle(): Promise<Bundle> {
	const folder = await mkdtemp(join(tmpdir(), 'image-builder-history-bench-'));
	await build({
		entryPoints: {
			reader: fileURLToPath(new URL('./s3Read.ts', import.meta.url)),
			logWorker: fileURLToPath(new URL('../src/sources/logWorker.ts', import.meta.url)),
		},
		outdir: folder,
		outExtension: { '.js': '.mjs' },
		bundle: true,
		splitting: true,
		platform: 'node',
		format: 'esm',
		target: 'node22',
		mainFields: ['module', 'main'],
		logLevel: 'error',
		banner: {
			js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
		},
	});
	return {
		reader: join(folder, 'reader.mjs'),
		worker: pathToFileURL(join(folder, 'logWorker.mjs')).href,
		[Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
	};
}
