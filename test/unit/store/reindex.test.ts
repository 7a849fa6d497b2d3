import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Database } from '../../../src/store/database.ts';
import { indexVersion } from '../../../src/store/indexVersion.ts';
import { reindexSome } from '../../../src/store/reindex.ts';
import { isWordIndexReady } from '../../../src/store/wordIndex.ts';
import { buildCalls } from './buildCalls.ts';
import { openStore, scope, temporaryFolder } from './testStore.ts';

describe('reindex', () => {
	it('has nothing to do in a database of these rules', () => {
		expect(openStore().reindex()).toBe(true);
	});

	it('reads stored records by the rules of today, a few at a time', () => {
		const folder = temporaryFolder();
		const store = openStore({ folder });
		const calls = buildCalls({ count: 250 });
		// as rules of yesterday read them
		const yesterday = calls.map(({ call, json }) => ({
			json,
			call: {
				...call,
				caller: { type: 'Unknown', name: 'nobody' },
				origin: { ...call.origin, kind: 'unknown' as const },
				touches: [],
			},
		}));
		store.save({ calls: yesterday, source: 'logs' });
		const database = Database.open(join(folder, 'history.db'));
		const results = [];
		do {
			results.push(reindexSome(database, 100, indexVersion + 1));
		} while (!results.at(-1));
		expect(results).toEqual([false, false, true]);
		expect(reindexSome(database, 100, indexVersion + 1)).toBe(true);
		database.close();
		const right = openStore();
		right.save({ calls, source: 'logs' });
		for (const filter of [
			{},
			{ unnamed: true },
			{ origins: ['console' as const] },
			{ text: 'nobody' },
		]) {
			expect(store.count(filter, scope)).toEqual(right.count(filter, scope));
		}
		expect(store.groups('caller', {}, scope)).toEqual(right.groups('caller', {}, scope));
		expect(store.resources({}, scope)).toEqual(right.resources({}, scope));
		expect(store.calls({}, scope)).toEqual(right.calls({}, scope));
	});

	it('makes up for what was saved without FTS5', () => {
		const folder = temporaryFolder();
		const [first, second, third] = [1, 2, 3].map((seed) => buildCalls({ count: 150, seed }));
		const without = openStore({ folder, fullText: false });
		without.save({ calls: first ?? [], source: 'logs' });
		const store = openStore({ folder });
		store.save({ calls: second ?? [], source: 'logs' });
		const filter = { text: 'alice', readOnly: false };
		const counts = store.count(filter, scope);
		expect(counts.calls).toBeGreaterThan(0);
		expect(store.reindex(200)).toBe(false);
		// the other window passes by in the middle
		without.save({ calls: third ?? [], source: 'logs' });
		const all = without.count(filter, scope);
		expect(all.calls).toBeGreaterThan(counts.calls);
		expect(store.count(filter, scope)).toEqual(all);
		const isDone = Array.from({ length: 4 }, () => store.reindex(200));
		expect(isDone).toEqual([false, false, true, true]);
		expect(store.count(filter, scope)).toEqual(all);
		const database = Database.open(join(folder, 'history.db'));
		expect(isWordIndexReady(database.connection)).toBe(true);
		database.close();
	});
});
