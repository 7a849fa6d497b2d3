import { describe, expect, it } from 'vitest';
import { HistoryError } from '../../../src/model/errors.ts';
import { ServerClock } from '../../../src/sources/serverTime.ts';
import { mostPerSecond } from '../../servers/slidingWindow.ts';
import { awsError } from './fakeCloudTrail.ts';
import { day, harness, hour, minute, now, spread } from './regionHarness.ts';

/** Spans of one kind of coverage, as ms, merged by hand where they touch. */
function covered(store: ReturnType<typeof harness>['store'], complete: 'all' | 'changes') {
	const spans = store
		.coverage()
		.filter((one) => one.complete === complete)
		.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }))
		.sort((a, b) => b.to - a.to);
	const merged: { from: number; to: number }[] = [];
	for (const span of spans) {
		const last = merged.at(-1);
		if (last && span.to >= last.from) {
			last.from = Math.min(last.from, span.from);
		} else {
			merged.push({ ...span });
		}
	}
	return merged;
}

describe('RegionSync', () => {
	it('needs one request where one page holds all', async () => {
		const { sync, store, trail, progress } = harness({ events: spread(50, now - hour, now - day) });
		await sync();
		expect(trail.requests).toHaveLength(1);
		expect(store.calls.size).toBe(50);
		expect(covered(store, 'all')).toEqual([{ from: now - 90 * day + minute, to: now }]);
		expect(progress.at(-1)).toMatchObject({ phase: 'done', requests: 1, newCalls: 50 });
	});

	it('needs one request where nothing is new', async () => {
		const { sync, trail, clock } = harness({ events: spread(1000, now - hour, now - 80 * day) });
		await sync();
		const before = trail.requests.length;
		await clock.run(clock.sleep(5 * minute));
		await sync();
		expect(trail.requests).toHaveLength(before + 1);
	});

	it('needs one request where nothing is new and STS is slow, in a busy account too', async () => {
		const { sync, trail, clock } = harness({
			events: spread(4000, now - 30 * minute, now - 130 * minute),
		});
		await sync();
		const before = trail.requests.length;
		await clock.run(clock.sleep(20 * minute));
		const account = clock.sleep(3000).then(() => '111122223333');
		await sync({ account, likelyAccount: '111122223333' });
		expect(trail.requests).toHaveLength(before + 1);
	});

	it('reads a long history once, without a throttle, with few requests more than pages', async () => {
		const { sync, trail, store } = harness({
			events: spread(20_000, now - hour, now - 80 * day),
			latency: () => 200 + Math.random() * 3800,
		});
		await sync();
		expect(store.calls.size).toBe(20_000);
		expect(trail.refused).toBe(0);
		expect(mostPerSecond(trail.times)).toBe(2);
		expect(trail.mostAtOnce).toBeLessThanOrEqual(8);
		expect(covered(store, 'all')).toEqual([{ from: now - 90 * day + minute, to: now }]);
	});

	it.each([50, 1000, 4000])('keeps CloudTrail busy at a latency of %i ms', async (latency) => {
		const { sync, trail, clock } = harness({
			events: spread(100_000, now - hour, now - 80 * day),
			latency,
		});
		await sync();
		const seconds = (clock.now() - now) / 1000;
		expect(trail.requests.length / seconds / 2).toBeGreaterThan(0.97);
		// the names cost 38; the rest are pages, and the splits that keep it busy
		expect(trail.requests.length).toBeLessThan(2000 * 1.012 + 38);
		expect(trail.refused).toBe(0);
	});

	it('has every change long before the reads where there are many', async () => {
		const changes = spread(
			400,
			now - hour,
			now - 85 * day,
			'StartImagePipelineExecution',
			'change',
		);
		const { sync, trail, store } = harness({
			events: [...spread(20_000, now - hour, now - 85 * day), ...changes],
		});
		let requests = 0;
		const save = store.save.bind(store);
		store.save = (page) => {
			const saved = save(page);
			const [known] = covered(store, 'changes');
			if (requests === 0 && known && known.from <= now - 90 * day + minute) {
				requests = trail.requests.length;
				expect(changes.every(({ id }) => store.calls.has(id))).toBe(true);
			}
			return saved;
		};
		await sync();
		expect(requests).toBeGreaterThan(0);
		expect(requests).toBeLessThan(60);
		expect(store.calls.size).toBe(20_400);
	});

	it('does not ask by name where the sweep is short', async () => {
		const { sync, trail } = harness({ events: spread(1500, now - hour, now - 85 * day) });
		await sync();
		expect(trail.requests.every(({ attribute }) => attribute.key === 'EventSource')).toBe(true);
		expect(trail.requests.length).toBeLessThan(36);
	});

	it('gives up names that other services use, says so, and finds their calls in the sweep', async () => {
		const tags = spread(30, now - hour, now - 80 * day, 'TagResource', 'tag');
		const foreign = spread(5000, now - hour, now - 80 * day, 'TagResource', 'foreign').map(
			(event) => ({ ...event, source: 'ec2.amazonaws.com' }),
		);
		const { sync, trail, store } = harness({
			events: [...spread(8000, now - hour, now - 80 * day), ...tags, ...foreign],
		});
		await sync();
		const asked = trail.requests.filter(({ attribute }) => attribute.value === 'TagResource');
		expect(asked).toHaveLength(1);
		const changes = store.coverage().filter(({ complete }) => complete === 'changes');
		expect(changes.at(-1)?.except).toEqual(['TagResource']);
		expect(tags.every(({ id }) => store.calls.has(id))).toBe(true);
		expect([...store.calls.keys()].some((id) => id.startsWith('foreign'))).toBe(false);
	});

	it('goes on after a cancel, without loss and without reading again', async () => {
		const { sync, trail, store } = harness({ events: spread(10_000, now - hour, now - 80 * day) });
		const stop = new AbortController();
		const save = store.save.bind(store);
		store.save = (page) => {
			if (store.pages.length === 120) {
				stop.abort();
			}
			return save(page);
		};
		await expect(sync({ signal: stop.signal })).rejects.toThrow();
		const first = trail.requests.length;
		const kept = store.calls.size;
		expect(kept).toBeGreaterThan(1000);
		await sync();
		expect(store.calls.size).toBe(10_000);
		expect(trail.requests.length - first).toBeLessThan((10_000 - kept) / 50 + 20);
	});

	it('finds an event that appears late', async () => {
		const late = {
			id: 'late',
			time: now - 2 * minute,
			name: 'CreateImage',
			visibleAt: now + minute,
		};
		const { sync, store, clock } = harness({
			events: [...spread(10, now - minute, now - hour), late],
		});
		await sync();
		expect(store.calls.has('late')).toBe(false);
		await clock.run(clock.sleep(5 * minute));
		await sync();
		expect(store.calls.has('late')).toBe(true);
	});

	it('restarts where it was when a token is refused', async () => {
		let refused = 0;
		const { sync, store } = harness({
			events: spread(3000, now - hour, now - 80 * day),
			fault: ({ nextToken }) => {
				if (nextToken !== undefined && refused++ % 4 === 0) {
					throw awsError('InvalidNextTokenException');
				}
			},
		});
		await sync();
		expect(refused).toBeGreaterThan(4);
		expect(store.calls.size).toBe(3000);
	});

	it('reads more events of one second than a page holds', async () => {
		const { sync, store } = harness({ events: spread(400, now - hour, now - hour) });
		await sync();
		expect(store.calls.size).toBe(400);
	});

	it.each(['service-fault', 'network', 'bad-answer', 'timeout'] as const)(
		'asks again after %s',
		async (code) => {
			const { sync, store } = harness({
				events: spread(3000, now - hour, now - 80 * day),
				fault: (_, index) => {
					if (index % 5 === 0) {
						throw new HistoryError(code, 'passing');
					}
				},
			});
			await sync();
			expect(store.calls.size).toBe(3000);
		},
	);

	it('gives up soon where nothing answers at all', async () => {
		const { sync, trail } = harness({
			fault: () => {
				throw new HistoryError('network', 'unplugged');
			},
		});
		await expect(sync()).rejects.toMatchObject({ code: 'network' });
		expect(trail.requests).toHaveLength(4);
	});

	it('waits while other tools use up the rate, longer each time, and goes on', async () => {
		let busy = 6;
		const { sync, store, trail, clock } = harness({
			events: spread(500, now - hour, now - 80 * day),
			fault: () => {
				if (busy-- > 0) {
					throw new HistoryError('throttled', 'Rate exceeded');
				}
			},
		});
		const reading = await sync();
		expect(store.calls.size).toBe(500);
		expect(reading.throttles).toBe(6);
		expect(clock.now() - now).toBeGreaterThan(10_000);
		expect((trail.times[5] ?? 0) - (trail.times[4] ?? 0)).toBeGreaterThan(
			(trail.times[1] ?? 0) - (trail.times[0] ?? 0),
		);
	});

	it('stops at once when cancelled while it waits after a throttle', async () => {
		const stop = new AbortController();
		const { sync, clock } = harness({
			fault: () => {
				stop.abort();
				throw new HistoryError('throttled', 'Rate exceeded');
			},
		});
		await expect(sync({ signal: stop.signal })).rejects.toThrow();
		expect(clock.now() - now).toBeLessThan(300);
	});

	it('learns the account from the records where STS does not say', async () => {
		const accounts: string[] = [];
		const { sync, store } = harness({ events: spread(200, now - hour, now - 80 * day) });
		await sync({ account: Promise.resolve(undefined), onAccount: (id) => accounts.push(id) });
		expect(accounts).toEqual(['111122223333']);
		expect(new Set(store.coverage().map(({ accountId }) => accountId))).toEqual(
			new Set(['111122223333']),
		);
		expect(store.slots.has('111122223333/eu-west-1')).toBe(true);
	});

	it('shows the first page without waiting for a slow STS', async () => {
		const { sync, store, clock } = harness({ events: spread(10, now - hour, now - day) });
		let firstSave = 0;
		const save = store.save.bind(store);
		store.save = (page) => {
			firstSave ||= clock.now();
			return save(page);
		};
		await sync({ account: clock.sleep(10_000).then(() => '111122223333') });
		expect(firstSave - now).toBeLessThanOrEqual(500);
	});

	it('covers nothing of the future where the clock turns out to be wrong', async () => {
		const { sync, trail, store, clock } = harness({ events: spread(20, now - hour, now - day) });
		const serverClock = new ServerClock(() => clock.now());
		const lookup: typeof trail.lookup = async (request, signal) => {
			serverClock.observe(clock.now() - 30 * minute);
			return trail.lookup(request, signal);
		};
		await sync({ lookup, serverClock });
		const [known] = covered(store, 'all');
		expect(known?.to).toBeLessThanOrEqual(clock.now() - 30 * minute);
		expect(known?.to).toBeGreaterThan(clock.now() - 31 * minute);
	});

	it('reports unreadable records and keeps the others', async () => {
		const { sync, trail, store, log } = harness({ events: spread(20, now - hour, now - day) });
		const lookup: typeof trail.lookup = async (request, signal) => {
			const answer = await trail.lookup(request, signal);
			return {
				...answer,
				events: answer.events.map((event, index) =>
					index === 3 ? { ...event, record: '{"half' } : event,
				),
			};
		};
		await sync({ lookup });
		expect(store.calls.size).toBe(19);
		expect(log.join()).toMatch(/1 records were unreadable/);
		expect(log.join()).not.toContain('{"half');
	});
});
