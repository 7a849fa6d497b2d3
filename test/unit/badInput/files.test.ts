import { open, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { buildRecord } from '../../builders/record.ts';
import { AwsBench, records } from './awsBench.ts';

describe('an import of bad files', () => {
	it('reads the good ones and gives every other a reason', async () => {
		await using bench = await AwsBench.start();
		const bad: Readonly<Record<string, Buffer | string>> = {
			'bomb.json.gz': gzipSync(Buffer.alloc(64 * 2 ** 20, ' ')),
			'cut.json.gz': gzipSync('{"Records":[]}').subarray(0, 12),
			'half.json': '{"Records": [{"eventSource": "imagebuilder.amazonaws.com", ',
			'report.csv': 'Event name,Event time\n=cmd,now\n',
			'page.html': '<html>Sign in</html>',
			'archive.zip': 'PK\u0003\u0004',
		};
		const paths = await Promise.all(
			Object.entries(bad).map(async ([name, content]) => {
				await writeFile(join(bench.folder, name), content);
				return join(bench.folder, name);
			}),
		);
		await symlink(join(bench.folder, 'gone'), join(bench.folder, 'link.json'));
		const good = join(bench.folder, 'good.json');
		await writeFile(good, JSON.stringify({ Records: records.slice(0, 20) }));
		const missing = join(bench.folder, 'missing.json');
		const report = await bench
			.window()
			.importLogs([...paths, join(bench.folder, 'link.json'), missing, good]);
		expect(report).toMatchObject({ records: 20, newCalls: 20 });
		const reasons = new Map(
			report.skipped.map(({ file, reason }) => [file.slice(bench.folder.length + 1), reason]),
		);
		expect([...reasons.keys()].toSorted()).toEqual(
			[...Object.keys(bad), 'link.json', 'missing.json'].toSorted(),
		);
		expect(reasons.get('bomb.json.gz')).toMatch(/unpack|unzip|grow|ratio|large|bomb/i);
		expect(reasons.get('report.csv')).toMatch(/download the history as JSON/);
		expect(reasons.get('archive.zip')).toMatch(/unpack it/);
		expect(reasons.get('link.json')).toBe('a link to nowhere');
		expect(reasons.get('missing.json')).toBe('not found');
		for (const reason of reasons.values()) {
			expect(reason).toMatch(/^[^\n]{5,200}$/);
		}
	});

	it('logs why records were unreadable, each reason once, and nothing of the records', async () => {
		await using bench = await AwsBench.start();
		const nameless = Array.from({ length: 300 }, (_, index) => {
			const { eventName: _name, ...rest } = buildRecord({ userAgent: 'a secret of somebody' });
			return { ...rest, eventID: `${index}` };
		});
		const file = join(bench.folder, 'log.json');
		await writeFile(file, JSON.stringify({ Records: [...nameless, ...records.slice(0, 5)] }));
		const report = await bench.window().importLogs([file]);
		expect(report).toMatchObject({ newCalls: 5, skipped: [{ file }] });
		await vi.waitFor(
			() =>
				expect(bench.log).toEqual([
					'warn: import: 300 records unreadable: the record has no eventName',
				]),
			10_000,
		);
	});
});

describe('Event history with bad records', () => {
	it('keeps the good ones, counts the others, and logs twenty of them at most', async () => {
		await using bench = await AwsBench.start();
		const time = new Date(Date.now() - 3_600_000).toISOString();
		const bad = Array.from({ length: 60 }, (_, index) => ({
			...records[0],
			eventID: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
			eventTime: time,
			eventName: undefined,
			userAgent: 'a secret of somebody',
		}));
		bench.server.addRecords(bad);
		const history = bench.window();
		expect(await history.sync()).toMatchObject({ newCalls: records.length, errors: [] });
		const told = bench.log.filter((line) => line.includes('no eventName'));
		expect(told).toHaveLength(20);
		expect(bench.log).toContain('warn: eu-central-1: 60 records were unreadable');
		expect(bench.log.join('\n')).not.toContain('a secret of somebody');
	});
});

describe('the store', () => {
	it('that was damaged before is set aside, carried over, and told once', async () => {
		await using bench = await AwsBench.start();
		const before = bench.window();
		await before.sync();
		await before.close();
		await overwrite(join(bench.store, 'history.db'), 0, 100);
		const history = bench.window();
		expect((await history.calls()).calls).toHaveLength(records.length);
		expect(await history.sync()).toMatchObject({ errors: [], newCalls: 0 });
		await vi.waitFor(() => expect(bench.recovered).toHaveLength(1), 10_000);
		expect(bench.recovered[0]).toMatchObject({ callsCarriedOver: records.length });
		expect(await readdir(bench.store)).toContain(bench.recovered[0]?.setAside);
	});

	it('that is damaged while the window is open is told too', async () => {
		await using bench = await AwsBench.start();
		const before = bench.window();
		await before.sync();
		await before.close();
		const history = bench.window();
		// opens the file, reads little of it
		expect(await history.call('not-there')).toBeUndefined();
		const file = join(bench.store, 'history.db');
		await overwrite(file, 4096, (await stat(file)).size - 4096);
		await history.resources();
		await vi.waitFor(() => expect(bench.recovered).toHaveLength(1), 10_000);
		expect(await history.sync()).toMatchObject({ errors: [] });
		expect((await history.calls()).calls).toHaveLength(records.length);
	});

	it('whose folder cannot be made is an error of the sync and of each question', async () => {
		await using bench = await AwsBench.start();
		await writeFile(bench.store, 'a file where the folder should be');
		const history = bench.window();
		await expect(history.calls()).rejects.toThrow();
		await expect(history.sync()).rejects.toThrow();
		expect(history.connection).toMatchObject({ phase: 'failed' });
	});
});

async function overwrite(path: string, position: number, length: number): Promise<void> {
	const file = await open(path, 'r+');
	await file.write(Buffer.alloc(length, 0xa5), 0, length, position);
	await file.close();
}
