import { describe, expect, it } from 'vitest';
import { openStore, temporaryFolder } from './testStore.ts';

const minute = 60_000;

describe('slots', () => {
	it('of one key are never closer than the interval, over all windows', () => {
		const folder = temporaryFolder();
		const [one, two] = [openStore({ folder }), openStore({ folder })];
		const slots = Array.from({ length: 6 }, (_, index) =>
			(index % 2 ? one : two).reserveSlot('111122223333/us-east-1', 500, 1_000_000),
		);
		expect(slots).toEqual([1_000_000, 1_000_500, 1_001_000, 1_001_500, 1_002_000, 1_002_500]);
	});

	it('of another key are free', () => {
		const store = openStore();
		store.reserveSlot('a', 500, 1_000_000);
		expect(store.reserveSlot('b', 500, 1_000_000)).toBe(1_000_000);
	});

	it('begin now where the last one is long ago', () => {
		const store = openStore();
		store.reserveSlot('a', 500, 1_000_000);
		expect(store.reserveSlot('a', 500, 2_000_000)).toBe(2_000_000);
	});

	it('wait until a hold ends; a shorter hold shortens nothing', () => {
		const store = openStore();
		store.holdSlots('a', 1_005_000);
		store.holdSlots('a', 1_002_000);
		expect(store.reserveSlot('a', 500, 1_000_000)).toBe(1_005_000);
		expect(store.reserveSlot('a', 500, 1_000_000)).toBe(1_005_500);
	});

	it('do not wait for moments that a wrong clock wrote', () => {
		const store = openStore();
		store.reserveSlot('a', 500, 9_000_000_000);
		store.holdSlots('b', 9_000_000_000);
		expect(store.reserveSlot('a', 500, 1_000_000)).toBe(1_000_000);
		expect(store.reserveSlot('b', 500, 1_000_000)).toBe(1_000_000);
		expect(store.reserveSlot('b', 500, 1_000_000)).toBe(1_000_500);
		store.holdSlots('b', 1_010_000);
		expect(store.reserveSlot('b', 500, 1_000_000)).toBe(1_010_000);
	});

	it('are no change of the history', () => {
		const folder = temporaryFolder();
		const [one, two] = [openStore({ folder }), openStore({ folder })];
		const before = one.dataVersion();
		two.reserveSlot('a', 500, 0);
		two.acquireLease('sync', 'two', minute, 0);
		expect(one.dataVersion()).toBe(before);
		two.setMeta('key', 'value');
		expect(one.dataVersion()).not.toBe(before);
		expect(one.meta('key')).toBe('value');
		expect(one.meta('other')).toBeUndefined();
	});
});

describe('lease', () => {
	it('is held by one window until it gives it back', () => {
		const folder = temporaryFolder();
		const [one, two] = [openStore({ folder }), openStore({ folder })];
		expect(one.acquireLease('sync', 'one', minute, 0)).toEqual({ ok: true });
		expect(two.acquireLease('sync', 'two', minute, 10)).toEqual({
			ok: false,
			holder: 'one',
			expiresAt: minute,
		});
		two.releaseLease('sync', 'two');
		expect(two.acquireLease('sync', 'two', minute, 10).ok).toBe(false);
		expect(two.acquireLease('other', 'two', minute, 10).ok).toBe(true);
		one.releaseLease('sync', 'one');
		expect(two.acquireLease('sync', 'two', minute, 20)).toEqual({ ok: true });
	});

	it('ends by itself where its holder is gone', () => {
		const store = openStore();
		store.acquireLease('sync', 'one', minute, 0);
		expect(store.renewLease('sync', 'one', minute, minute / 2)).toBe(true);
		expect(store.acquireLease('sync', 'two', minute, minute).ok).toBe(false);
		expect(store.acquireLease('sync', 'two', minute, minute * 2).ok).toBe(true);
		expect(store.renewLease('sync', 'one', minute, minute * 2)).toBe(false);
	});

	it('may be taken again by its holder', () => {
		const store = openStore();
		store.acquireLease('sync', 'one', minute, 0);
		expect(store.acquireLease('sync', 'one', minute, 1000)).toEqual({ ok: true });
	});

	it('of a clock that was wrong does not last', () => {
		const store = openStore();
		store.acquireLease('sync', 'one', minute, 900 * minute);
		expect(store.acquireLease('sync', 'two', minute, 0)).toEqual({ ok: true });
	});
});
