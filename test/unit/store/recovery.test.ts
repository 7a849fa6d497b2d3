import {
	closeSync,
	copyFileSync,
	existsSync,
	openSync,
	readdirSync,
	readFileSync,
	statSync,
	truncateSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordedCall } from '../../../src/model/recordedCall.ts';
import type { Recovered } from '../../../src/store/recovery.ts';
import { buildCalls } from './buildCalls.ts';
import { openStore, scope, temporaryFolder } from './testStore.ts';

const pageSize = 4096;
const now = () => Date.UTC(2026, 10, 22, 11, 36);
const coverage = [
	{
		accountId: '111122223333',
		region: 'us-east-1',
		source: 'event-history',
		from: '2026-10-01T00:00:00.000Z',
		to: '2026-11-01T00:00:00.000Z',
		complete: 'all' as const,
	},
];

/** A folder with a history of so many calls, closed. */
function filledFolder(count: number): { folder: string; file: string; calls: RecordedCall[] } {
	const folder = temporaryFolder();
	const calls = buildCalls({ count });
	const store = openStore({ folder });
	const half = calls.length / 2;
	store.save({ calls: calls.slice(0, half), source: 'event-history', coverage });
	store.save({ calls: calls.slice(half), source: 'logs' });
	store.setMeta('account:default', '111122223333');
	store.setMeta('followed:archive', '{}');
	store.close();
	return { folder, file: join(folder, 'history.db'), calls };
}

function overwrite(file: string, position: number, length: number): void {
	const descriptor = openSync(file, 'r+');
	writeSync(descriptor, Buffer.alloc(length, 0xa5), 0, length, position);
	closeSync(descriptor);
}

function isKept(folder: string, name: string, damaged: Buffer): boolean {
	return readFileSync(join(folder, name)).equals(damaged);
}

describe('a damaged database', () => {
	it.each([
		['a garbage header', (file: string) => overwrite(file, 0, 100)],
		['a garbage first page', (file: string) => overwrite(file, 0, pageSize)],
	])('with %s is set aside and carried over whole', (_, damage) => {
		const { folder, file, calls } = filledFolder(600);
		damage(file);
		const damaged = readFileSync(file);
		const store = openStore({ folder, now });
		expect(store.recovered).toEqual({
			setAside: 'history.damaged-20261122-113600.db',
			callsCarriedOver: 600,
			reason: expect.stringMatching(/not a database|malformed/),
		});
		expect(isKept(folder, store.recovered?.setAside ?? '', damaged)).toBe(true);
		for (const [index, { call, json }] of calls.entries()) {
			expect(store.record(call.eventId)).toBe(json);
			expect(store.call(call.eventId)?.sources).toEqual([index < 300 ? 'event-history' : 'logs']);
		}
		expect(store.coverage()).toEqual(coverage);
		expect(store.meta('account:default')).toBe('111122223333');
		expect(store.meta('followed:archive')).toBe('{}');
		expect(store.count({}, scope).calls).toBe(600);
		expect(
			readdirSync(folder).filter((name) => /rebuilding|readable|recovering/.test(name)),
		).toEqual([]);
	});

	it('that was cut short keeps what is left, and claims no coverage', () => {
		const { folder, file, calls } = filledFolder(3000);
		const size = statSync(file).size;
		truncateSync(file, Math.floor(size / 2 / pageSize) * pageSize + 100);
		const store = openStore({ folder });
		const { recovered } = store;
		expect(recovered?.callsCarriedOver).toBeGreaterThan(100);
		expect(recovered?.callsCarriedOver).toBeLessThan(3000);
		expect(store.count({}, scope).calls).toBe(recovered?.callsCarriedOver);
		expect(store.coverage()).toEqual([]);
		// nor that refreshes have read it
		expect(store.meta('followed:archive')).toBeUndefined();
		// what was lost can be saved again
		store.save({ calls, source: 'logs' });
		expect(store.count({}, scope).calls).toBe(3000);
	});

	it('that holds nothing readable becomes an empty one', () => {
		const folder = temporaryFolder();
		writeFileSync(join(folder, 'history.db'), 'x'.repeat(50_000));
		const store = openStore({ folder });
		expect(store.recovered?.callsCarriedOver).toBe(0);
		expect(store.count({}, scope).calls).toBe(0);
		expect(existsSync(join(folder, store.recovered?.setAside ?? ''))).toBe(true);
	});

	it('is repaired when the damage shows later, with pages lost in the middle', () => {
		const { folder, file, calls } = filledFolder(4000);
		const pages = statSync(file).size / pageSize;
		const told: Recovered[] = [];
		const store = openStore({ folder, onRecovered: (recovered) => told.push(recovered) });
		expect(store.recovered).toBeUndefined();
		store.close();
		// every twelfth page but the first ones, which hold the schema
		for (let page = 60; page < pages; page += 12) {
			overwrite(file, page * pageSize, pageSize);
		}
		const ids = calls.map(({ call }) => call.eventId);
		const found = ids.filter((id) => store.record(id) !== undefined).length;
		expect(found).toBeGreaterThan(1000);
		expect(told).toHaveLength(1);
		expect(told).toEqual([store.recovered]);
		expect(store.save({ calls, source: 'logs' }).newCalls).toBe(
			4000 - (store.recovered?.callsCarriedOver ?? 0),
		);
		expect(store.count({}, scope).calls).toBe(4000);
	});

	it('is noticed by the connections that had it open', () => {
		const { folder, file, calls } = filledFolder(400);
		const other = openStore({ folder });
		expect(other.count({}, scope).calls).toBe(400);
		const version = other.dataVersion();
		overwrite(file, 0, 100);
		const store = openStore({ folder });
		expect(store.recovered?.callsCarriedOver).toBe(400);
		const more = buildCalls({ count: 10, seed: 9 });
		// written into the new file, not into the one set aside
		other.save({ calls: more, source: 'logs' });
		expect(other.dataVersion()).not.toBe(version);
		expect(store.count({}, scope).calls).toBe(410);
		expect(other.call(calls[0]?.call.eventId ?? '')).toBeDefined();
	});

	it('gets a name of its own each time', () => {
		const { folder, file } = filledFolder(20);
		for (const name of [
			'history.damaged-20261122-113600.db',
			'history.damaged-20261122-113600-2.db',
		]) {
			overwrite(file, 0, 100);
			const store = openStore({ folder, now });
			expect(store.recovered?.setAside).toBe(name);
			store.close();
		}
	});

	it('is found where a crash broke off an earlier recovery', () => {
		const { folder, file } = filledFolder(50);
		copyFileSync(file, `${file}.rebuilding`);
		writeFileSync(`${file}.recovering`, '999999999');
		overwrite(file, 0, 100);
		const store = openStore({ folder });
		expect(store.recovered?.callsCarriedOver).toBe(50);
		expect(readdirSync(folder).filter((name) => /rebuilding|recovering/.test(name))).toEqual([]);
	});
});
