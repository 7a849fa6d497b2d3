import { describe, expect, it } from 'vitest';
import { Limiter } from '../../../src/sync/limiter.ts';
import { mostPerSecond } from '../../servers/slidingWindow.ts';
import { MemoryStore } from './memoryStore.ts';
import { VirtualClock } from './virtualClock.ts';

const start = Date.parse('2026-11-20T12:00:00Z');
const { signal } = new AbortController();

function limiters(count: number) {
	const clock = new VirtualClock(start);
	const store = new MemoryStore();
	const all = Array.from(
		{ length: count },
		() => new Limiter({ store, clock, key: '111122223333/eu-west-1' }),
	);
	return { clock, store, all };
}

/** Sends as often as it may. @returns when. */
async function sendMany(limiter: Limiter, clock: VirtualClock, count: number, lateBy = () => 0) {
	const times: number[] = [];
	for (let sent = 0; sent < count; sent++) {
		await limiter.slot(signal);
		await clock.sleep(lateBy());
		limiter.depart().answered();
		times.push(clock.now());
	}
	return times;
}

describe('Limiter', () => {
	it('lets the first request leave at once', async () => {
		const { clock, all } = limiters(1);
		const [limiter] = all;
		limiter?.rename('444455556666/eu-west-1');
		await clock.run(limiter?.slot(signal) ?? Promise.reject());
		expect(clock.now()).toBe(start);
	});

	it('uses at least 97% of two a second, and never three', async () => {
		const { clock, all } = limiters(1);
		const times = await clock.run(Promise.all(all.map((one) => sendMany(one, clock, 200))));
		const seconds = (clock.now() - start) / 1000;
		expect(200 / seconds / 2).toBeGreaterThan(0.97);
		expect(mostPerSecond(times.flat())).toBe(2);
	});

	it('shares the rate with other windows of the same store', async () => {
		const { clock, all } = limiters(3);
		const times = await clock.run(Promise.all(all.map((one) => sendMany(one, clock, 50))));
		expect(mostPerSecond(times.flat().sort((a, b) => a - b))).toBe(2);
		expect(150 / ((clock.now() - start) / 1000) / 2).toBeGreaterThan(0.97);
	});

	it('keeps the distance when requests leave late', async () => {
		const { clock, all } = limiters(1);
		const [limiter] = all;
		let index = 0;
		const late = () => (index++ % 3 === 0 ? 180 : 0);
		const times = await clock.run(limiter ? sendMany(limiter, clock, 60, late) : Promise.reject());
		expect(mostPerSecond(times)).toBe(2);
	});

	it('takes throttles of requests under way together as one, and waits longer each time', async () => {
		const { clock, all, store } = limiters(1);
		const [limiter] = all;
		if (!limiter) {
			throw new Error('unreachable');
		}
		const waits: number[] = [];
		for (let round = 0; round < 8; round++) {
			expect(limiter.throttled()).toBe(round + 1);
			expect(limiter.throttled()).toBe(round + 1);
			const before = clock.now();
			await clock.run(limiter.slot(signal));
			waits.push(clock.now() - before);
		}
		expect(limiter.throttles).toBe(16);
		expect(waits[0]).toBeGreaterThanOrEqual(500);
		expect(waits[7]).toBeGreaterThanOrEqual(15_000);
		expect(waits[7]).toBeLessThanOrEqual(30_600);
		expect(store.slots.get('111122223333/eu-west-1')).toBeGreaterThanOrEqual(clock.now());
		limiter.succeeded();
		expect(limiter.throttled()).toBe(1);
	});

	it('stops waiting when cancelled', async () => {
		const { clock, all } = limiters(1);
		const [limiter] = all;
		const stop = new AbortController();
		limiter?.throttled();
		const waiting = limiter?.slot(stop.signal);
		stop.abort(new Error('enough'));
		await expect(waiting).rejects.toThrow('enough');
		expect(clock.now()).toBe(start);
	});

	it('does not wait for a slot that a wrong clock reserved far ahead', async () => {
		const { clock, all, store } = limiters(1);
		store.slots.set('111122223333/eu-west-1', start + 86_400_000);
		await clock.run(all[0]?.slot(signal) ?? Promise.reject());
		expect(clock.now()).toBe(start);
	});
});
