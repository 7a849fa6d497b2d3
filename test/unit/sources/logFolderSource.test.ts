import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogFolderSource, type LogPage } from '../../../src/sources/logFolderSource.ts';
import { logLimits } from '../../../src/sources/logLimits.ts';
import { idsOf, mixedRecords, temporaryFolder, trailLog } from './logFiles.ts';

const workerUrl = new URL('../../../src/sources/logWorker.ts', import.meta.url);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
	folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

async function collect(paths: readonly string[], source = new LogFolderSource({ workerUrl })) {
	const pages: LogPage[] = [];
	for await (const page of source.pages(paths)) {
		pages.push(page);
	}
	return {
		pages,
		ids: pages.flatMap((page) => page.calls.map(({ call }) => call.eventId)).sort(),
		skipped: pages.flatMap((page) => page.skipped),
		last: pages.at(-1)?.progress,
	};
}

/** A trail's folder with so many files. @returns ids of Image Builder's records. */
async function trailFolder(files: number, recordsPerFile = 20): Promise<readonly string[]> {
	const place = join(folder.path, 'AWSLogs', '111122223333', 'CloudTrail', 'us-east-1', '2026');
	await mkdir(place, { recursive: true });
	const ids: string[] = [];
	for (let number = 0; number < files; number++) {
		const records = mixedRecords(recordsPerFile);
		ids.push(...idsOf(records).filter((id) => id !== undefined));
		await writeFile(join(place, `${number}.json.gz`), gzipSync(trailLog(records)));
	}
	return ids.sort();
}

describe('LogFolderSource', () => {
	it('reads every call of a folder, over several workers, and says how far it is', async () => {
		const wanted = await trailFolder(40);
		const source = new LogFolderSource({ workerUrl, workers: 3 });
		const { ids, skipped, last, pages } = await collect([folder.path], source);
		expect(ids).toEqual(wanted);
		expect(skipped).toEqual([]);
		expect(last).toEqual({ files: 40, filesDone: 40, records: wanted.length });
		expect(pages[0]?.progress).toEqual({ files: 40, filesDone: 0, records: 0 });
		expect(pages.every((page) => page.coverage.length === 0)).toBe(true);
	});

	it('cuts a large file into pages', async () => {
		const wanted = await trailFolder(1, 5000);
		const { ids, pages } = await collect([folder.path]);
		expect(ids).toEqual(wanted);
		expect(Math.max(...pages.map((page) => page.calls.length))).toBe(1000);
	});

	it('hands on what is read in a moment as one page, as each page costs a write', async () => {
		vi.useFakeTimers({ toFake: ['performance'] });
		try {
			const wanted = await trailFolder(40);
			const { ids, pages } = await collect([folder.path]);
			expect(ids).toEqual(wanted);
			expect(pages.map((page) => page.progress.filesDone)).toEqual([0, 40]);
		} finally {
			vi.useRealTimers();
		}
	});

	it('reports each file that it could not read, and reads the others', async () => {
		const wanted = await trailFolder(3);
		await writeFile(join(folder.path, 'history.csv'), 'Event name,Event time\n');
		await writeFile(join(folder.path, 'cut.json'), '{"Records":[{"eventSource":"ec2.amaz');
		await symlink(join(folder.path, 'nowhere'), join(folder.path, 'broken-link'));
		const { ids, skipped, last } = await collect([folder.path, join(folder.path, 'missing')]);
		expect(ids).toEqual(wanted);
		expect(
			new Map(skipped.map(({ file, reason }) => [file.split(/[\\/]/).at(-1), reason])),
		).toEqual(
			new Map([
				['history.csv', expect.stringContaining('download the history as JSON')],
				['cut.json', expect.stringContaining('cut off')],
				['broken-link', 'a link to nowhere'],
				['missing', 'not found'],
			]),
		);
		expect(last).toMatchObject({ files: 7, filesDone: 7 });
	});

	it('leaves out digests, insights, aggregates and hidden files', async () => {
		const wanted = await trailFolder(1);
		const account = join(folder.path, 'AWSLogs', '111122223333');
		for (const name of [
			'CloudTrail-Digest',
			'CloudTrail-Insight',
			'CloudTrail-Aggregated',
			'.git',
		]) {
			await cp(join(account, 'CloudTrail'), join(account, name), { recursive: true });
		}
		const { ids, skipped } = await collect([folder.path]);
		expect(ids).toEqual(wanted);
		expect(skipped).toEqual([]);
		const asked = await collect([join(account, 'CloudTrail-Digest')]);
		expect(asked.skipped[0]?.reason).toMatch(/digests/);
	});

	it('reads each file once, though links go in circles and folders are given twice', async () => {
		const wanted = await trailFolder(2);
		await symlink(folder.path, join(folder.path, 'AWSLogs', 'again'));
		const { ids } = await collect([folder.path, join(folder.path, 'AWSLogs')]);
		expect(ids).toEqual(wanted);
	});

	it('hands on identical files under two names: the store knows calls by their id', async () => {
		const wanted = await trailFolder(1);
		await cp(join(folder.path, 'AWSLogs'), join(folder.path, 'Copy'), { recursive: true });
		const { ids } = await collect([folder.path]);
		expect([...new Set(ids)]).toEqual(wanted);
		expect(ids).toHaveLength(2 * wanted.length);
	});

	it('stops when asked to, with one kind of error', async () => {
		await trailFolder(30);
		const aborting = new AbortController();
		const source = new LogFolderSource({ workerUrl, workers: 2 });
		const read = async () => {
			for await (const page of source.pages([folder.path], { signal: aborting.signal })) {
				if (page.calls.length > 0) {
					aborting.abort();
				}
			}
		};
		await expect(read()).rejects.toMatchObject({ name: 'HistoryError', code: 'cancelled' });
	});

	it('reads no further than somebody takes pages', async () => {
		await trailFolder(60);
		const source = new LogFolderSource({ workerUrl, workers: 1, limits: logLimits });
		const pages = source.pages([folder.path]);
		await pages.next();
		const { value } = await pages.next();
		expect((value as LogPage).progress.filesDone).toBeLessThan(60);
		expect(await pages.return(undefined)).toMatchObject({ done: true });
	});

	it('gives up with an error where no worker can be started', async () => {
		await trailFolder(30);
		const source = new LogFolderSource({ workerUrl: new URL('./missing.ts', import.meta.url) });
		await expect(collect([folder.path], source)).rejects.toMatchObject({ code: 'internal' });
	});

	it('loses only the file that a worker dies of', async () => {
		const wanted = await trailFolder(6);
		await writeFile(join(folder.path, 'deadly.json'), 'die');
		const dying = new URL('./logDyingWorker.ts', import.meta.url);
		const source = new LogFolderSource({ workerUrl: dying, workers: 2 });
		const { ids, skipped, last } = await collect([folder.path], source);
		expect(ids).toEqual(wanted);
		expect(skipped).toEqual([
			{ file: join(folder.path, 'deadly.json'), reason: 'could not be read: died of it' },
		]);
		expect(last).toMatchObject({ files: 7, filesDone: 7 });
	});
});
