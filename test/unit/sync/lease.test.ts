import { describe, expect, it } from 'vitest';
import { withLease } from '../../../src/sync/lease.ts';
import { MemoryStore } from './memoryStore.ts';
import { VirtualClock } from './virtualClock.ts';

const start = Date.parse('2026-11-20T12:00:00Z');
const { signal } = new AbortController();

function windows() {
	const clock = new VirtualClock(start);
	const store = new MemoryStore();
	return { clock, store, window: (holder: string) => ({ clock, store, name: 'sync', holder }) };
}

describe('withLease', () => {
	it('lets one window work at a time, and keeps the lease for as long as that takes', async () => {
		const { clock, window } = windows();
		const log: string[] = [];
		const work = (name: string, ms: number) =>
			withLease(window(name), signal, async (_, waitedSince) => {
				log.push(`${name} begins${waitedSince === undefined ? '' : ' after waiting'}`);
				await clock.sleep(ms);
				log.push(`${name} ends`);
			});
		await clock.run(Promise.all([work('one', 120_000), work('two', 1000)]));
		expect(log).toEqual(['one begins', 'one ends', 'two begins after waiting', 'two ends']);
	});

	it('gives the lease back when the work fails', async () => {
		const { clock, store, window } = windows();
		const failing = withLease(window('one'), signal, async () => {
			throw new Error('no luck');
		});
		await expect(clock.run(failing)).rejects.toThrow('no luck');
		expect(store.acquireLease('sync', 'two', 1000, clock.now()).ok).toBe(true);
	});

	it('stops work that lost its lease, waits, and does it again', async () => {
		const { clock, store, window } = windows();
		const begun: (number | undefined)[] = [];
		const work = withLease(window('one'), signal, async (under, waitedSince) => {
			begun.push(waitedSince);
			if (begun.length === 1) {
				store.releaseLease('sync', 'one');
				store.acquireLease('sync', 'two', 60_000, clock.now());
				await clock.sleep(10 * 60_000, under);
			}
			return 'done';
		});
		await expect(clock.run(work)).resolves.toBe('done');
		expect(begun).toHaveLength(2);
		expect(begun[1]).toBeLessThan(start + 20_000);
		expect(clock.now()).toBeGreaterThanOrEqual(start + 60_000);
	});

	it('stops waiting when cancelled', async () => {
		const { clock, store, window } = windows();
		store.acquireLease('sync', 'two', 600_000, start);
		const stop = new AbortController();
		const waiting = withLease({ ...window('one'), onWait: () => stop.abort() }, stop.signal, () =>
			Promise.reject(new Error('must not work')),
		);
		await expect(clock.run(waiting)).rejects.toThrow(/aborted/);
	});
});
