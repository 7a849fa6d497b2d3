import { describe, expect, it } from 'vitest';
import type { Gap } from '../../../src/model/coverage.ts';
import { HistoryError } from '../../../src/model/errors.ts';
import type { ArchivePage, ArchiveSource } from '../../../src/sources/archiveSource.ts';
import { systemClock } from '../../../src/sources/clock.ts';
import type { CallStore } from '../../../src/store/callStore.ts';
import { runArchive } from '../../../src/sync/archiveRun.ts';
import { buildCalls } from '../store/buildCalls.ts';
import { openStore } from '../store/testStore.ts';

const id = 's3://trail-bucket';
const window = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
const place = { accountId: '111122223333', region: 'us-east-1', source: id };
const gap: Gap = { ...place, ...window, what: 'a.json.gz', reason: 'denied by KMS' };
const seen = { folder: 'trail-bucket/day/', name: 'b.json.gz', etag: '1' };

function page(part: Partial<ArchivePage>, calls = 0): ArchivePage {
	return {
		...{ calls: [], unreadable: [], coverage: [], requests: 1 },
		...part,
		progress: { phase: 'reading', done: 1, bytes: 100, calls },
	};
}

function archive(read: ArchiveSource['read']): ArchiveSource {
	return { estimate: async () => ({ notes: [] }), read };
}

async function run(source: ArchiveSource, store: CallStore, stop = new AbortController()) {
	const log: string[] = [];
	const accounts: string[][] = [];
	const report = await runArchive(
		{
			...{ store, source, id, holder: 'test', clock: systemClock },
			log: (level, message) => log.push(`${level}: ${message}`),
		},
		window,
		{
			signal: stop.signal,
			onProgress: () => undefined,
			onSaved: (found) => accounts.push([...found]),
		},
	);
	return { report, log, accounts };
}

describe('reading an archive', () => {
	it('saves each page whole and adds them up', async () => {
		const store = openStore();
		const calls = buildCalls({ count: 3 });
		const source = archive(async function* () {
			yield page({ calls: calls.slice(0, 2), seen: [seen] }, 2);
			yield page({ calls: calls.slice(1), gaps: [gap], unreadable: ['no time'] }, 4);
			yield page({ coverage: [{ ...place, ...window, complete: 'changes' }], requests: 5 }, 4);
		});
		const { report, log, accounts } = await run(source, store);
		expect(report).toEqual({
			...{ source: id, calls: 4, newCalls: 3, requests: 7, bytes: 100, objects: 1 },
			gaps: [gap],
		});
		const scope = { accounts: accounts.flat() };
		expect(store.calls({}, scope).calls.map(({ sources }) => sources)).toEqual([[id], [id], [id]]);
		expect(store.gaps()).toHaveLength(1);
		expect(store.coverage()).toHaveLength(1);
		expect(store.unseen(seen.folder, [seen])).toEqual([]);
		expect(log).toEqual([`warn: ${id}: a record is unreadable: no time`]);
	});

	it('keeps what it saved when it is stopped, or when the source fails', async () => {
		const store = openStore();
		const calls = buildCalls({ count: 2 });
		const stop = new AbortController();
		const stopped = archive(async function* (_window, { signal }) {
			yield page({ calls: calls.slice(0, 1) }, 1);
			stop.abort();
			signal.throwIfAborted();
		});
		expect((await run(stopped, store, stop)).report).toMatchObject({
			newCalls: 1,
			cancelled: true,
		});
		const failing = archive(async function* () {
			yield page({ calls }, 2);
			throw new HistoryError('access-denied', 'no');
		});
		await expect(run(failing, store)).rejects.toMatchObject({ code: 'access-denied' });
		expect(store.count({}, { accounts: [calls[0]?.call.accountId ?? ''] }).calls).toBe(2);
	});

	it('runs once at a time over all windows', async () => {
		const store = openStore();
		let under = 0;
		let most = 0;
		const source = archive(async function* () {
			under++;
			most = Math.max(most, under);
			await systemClock.sleep(20);
			under--;
			yield page({});
		});
		const others = ['one', 'two', 'three'].map((holder) =>
			runArchive({ store, source, id, holder, clock: systemClock, log: () => undefined }, window, {
				signal: new AbortController().signal,
				onProgress: () => undefined,
				onSaved: () => undefined,
			}),
		);
		await Promise.all(others);
		expect(most).toBe(1);
	});
});
