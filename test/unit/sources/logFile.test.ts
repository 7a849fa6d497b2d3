import { execFileSync } from 'node:child_process';
import { chmod, mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLogBytes, readLogFile } from '../../../src/sources/logFile.ts';
import { logLimits } from '../../../src/sources/logLimits.ts';
import { buildRecord } from '../../builders/record.ts';
import { idsOf, mixedRecords, temporaryFolder, trailLog, zippedBlanks } from './logFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
	folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

const records = mixedRecords(40);
const wanted = idsOf(records);
const log = trailLog(records);

async function read(content: Buffer | string, limits = {}) {
	const file = join(folder.path, 'file');
	await writeFile(file, content);
	const result = await readLogFile(file, { ...logLimits, ...limits });
	return { ids: result.calls.map(({ call }) => call.eventId), skipped: result.skipped, result };
}

describe('readLogFile', () => {
	it.each<[string, Buffer | string]>([
		['text', log],
		['gzip', gzipSync(log)],
		[
			'gzip of several members',
			Buffer.concat([
				gzipSync(trailLog(records.slice(0, 20))),
				gzipSync(trailLog(records.slice(20))),
			]),
		],
		['text with a byte order mark', `\ufeff${log}`],
		['UTF-16, as PowerShell redirects', Buffer.from(`\ufeff${log}`, 'utf16le')],
	])('reads %s, whatever the name', async (_, content) => {
		expect(await read(content)).toMatchObject({ ids: wanted, skipped: undefined });
	});

	it('reads calls with their record', async () => {
		const record = buildRecord({ eventName: 'StartImagePipelineExecution' });
		const { result } = await read(trailLog([record]));
		expect(result.calls[0]?.call.eventName).toBe('StartImagePipelineExecution');
		expect(JSON.parse(result.calls[0]?.json ?? '')).toEqual(record);
	});

	it('keeps what a truncated gzip file still has', async () => {
		const zipped = gzipSync(log);
		const { ids, skipped } = await read(zipped.subarray(0, zipped.length * 0.8));
		expect(ids.length).toBeGreaterThan(5);
		expect(ids).toEqual(wanted.slice(0, ids.length));
		expect(skipped).toMatch(/ends too early; \d+ calls were read/);
	});

	it('keeps what a damaged gzip file has before the damage', async () => {
		const zipped = gzipSync(log, { level: 0 });
		zipped.fill(0xff, Math.floor(zipped.length * 0.7), Math.floor(zipped.length * 0.7) + 50);
		const { ids, skipped } = await read(zipped);
		expect(ids.length).toBeGreaterThan(2);
		expect(ids).toEqual(wanted.slice(0, ids.length));
		expect(skipped).toMatch(/damaged gzip file/);
	});

	it('reports records that are none', async () => {
		const bad = [buildRecord({ eventTime: 'soon' }), buildRecord({ eventName: undefined })];
		const { ids, skipped, result } = await read(trailLog([...records, ...bad]));
		expect(ids).toEqual(wanted);
		expect(skipped).toMatch(/^2 of 22 records of Image Builder unreadable/);
		expect(result.unreadable).toHaveLength(2);
	});

	it.each<[string, Buffer | string, RegExp]>([
		['the CSV of the console', 'Event name,Event time,User name\nCreateImage,x,y\n', /JSON/],
		['a ZIP archive', 'PK\u0003\u0004....', /unpack/],
		['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47]), /not a CloudTrail log/],
		['other JSON', '{"compilerOptions":{}}', /not a CloudTrail log/],
		['gzip of something else', gzipSync('hello'), /not a CloudTrail log/],
	])('refuses %s with a reason', async (_, content, reason) => {
		const { ids, skipped } = await read(content);
		expect(ids).toEqual([]);
		expect(skipped).toMatch(reason);
	});

	it('is content with an empty file', async () => {
		expect(await read('')).toMatchObject({ ids: [], skipped: undefined });
	});

	it('refuses what is missing, a folder, and what may not be read', async () => {
		expect(await readLogFile(join(folder.path, 'none'))).toMatchObject({ skipped: 'not found' });
		await mkdir(join(folder.path, 'inner'));
		expect(await readLogFile(join(folder.path, 'inner'))).toMatchObject({ skipped: 'not a file' });
		if (process.getuid?.() !== 0 && process.platform !== 'win32') {
			const file = join(folder.path, 'secret');
			await writeFile(file, log);
			await chmod(file, 0);
			expect(await readLogFile(file)).toMatchObject({ skipped: 'no permission to read it' });
		}
	});
});

describe('readLogBytes', () => {
	it('reads bytes under any name, zipped or not, and leaves them as they are', async () => {
		const records = mixedRecords(9);
		const text = Buffer.from(trailLog(records));
		for (const bytes of [text, gzipSync(text)]) {
			const before = Buffer.from(bytes);
			const { file, calls } = await readLogBytes('s3://example/log', bytes);
			expect(file).toBe('s3://example/log');
			expect(calls.map(({ call }) => call.eventId)).toEqual(
				idsOf(records).filter((id) => id !== undefined),
			);
			expect(bytes.equals(before)).toBe(true);
		}
	});

	it('gives the memory of what it unzipped back at once', async () => {
		const others = Array<object>(10_000).fill(buildRecord({ eventSource: 'ec2.amazonaws.com' }));
		const zipped = gzipSync(trailLog(others).replaceAll('imagebuilder', 'ec2'));
		const before = process.memoryUsage().arrayBuffers;
		await readLogBytes('log', zipped);
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5e6);
	});
});

describe('the caps', () => {
	it('refuse a file by its size before reading it', async () => {
		const file = join(folder.path, 'huge');
		await writeFile(file, '');
		await truncate(file, logLimits.fileBytes + 1);
		expect((await readLogFile(file)).skipped).toMatch(/too large: 256 MB/);
	});

	it('refuse what unzips to more than allowed', async () => {
		const { ids, skipped } = await read(gzipSync(log), {
			unzippedBytes: 10_000,
			ratioFreeBytes: 10,
		});
		expect(ids).toEqual([]);
		expect(skipped).toMatch(/too large/);
	});

	it.each([
		['says so', (bomb: Buffer) => bomb],
		[
			'lies about its size',
			(bomb: Buffer) => Buffer.concat([bomb.subarray(0, -4), Buffer.from([0, 9, 0, 0])]),
		],
		['hides behind a good member', (bomb: Buffer) => Buffer.concat([gzipSync(log), bomb])],
	])('stop a gzip bomb that %s, by its first megabytes', async (_, shape) => {
		const bomb = shape(zippedBlanks(200 * 2 ** 20));
		const before = process.memoryUsage().arrayBuffers;
		let most = 0;
		const watch = setInterval(() => {
			most = Math.max(most, process.memoryUsage().arrayBuffers - before);
		}, 1);
		const { ids, skipped } = await read(bomb);
		clearInterval(watch);
		expect(ids).toEqual([]);
		expect(skipped).toMatch(/200 times/);
		expect(most).toBeLessThan(100 * 2 ** 20);
	});

	it('allow well zipped honest logs', async () => {
		const same = Array<object>(3000).fill(buildRecord());
		const { ids, skipped } = await read(gzipSync(trailLog(same)));
		expect(ids).toHaveLength(3000);
		expect(skipped).toBeUndefined();
	});

	it.skipIf(process.platform === 'win32')('do not wait for a pipe', async () => {
		// Opening a pipe for reading would hold the thread for ever.
		execFileSync('mkfifo', [join(folder.path, 'pipe')]);
		expect((await readLogFile(join(folder.path, 'pipe'))).skipped).toBe('not a file');
	});
});
