import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildHistory } from '../../../builders/history.ts';
import type { Fault } from '../../../servers/faults.ts';
import { accountId, hour, iso, LogGroupBench, minute, now } from './logGroupBench.ts';

const window = { from: iso(now - 6 * hour), to: iso(now) };
const records = buildHistory({
	...{ seed: 52, accountId, regions: ['eu-central-1'], count: 60, days: 0.24 },
	to: iso(now - minute),
});
const all = records.map(({ eventID = '' }) => eventID).toSorted();
const wholeClaim = `${accountId}/eu-central-1 ${window.from} ${iso(now - 15 * minute)} changes`;

afterEach(() => vi.unstubAllEnvs());

describe('a log group while AWS has faults', () => {
	const faults: readonly Fault[] = [
		{ kind: 'throttle' },
		{ kind: 'error' },
		{ kind: 'error', status: 503, code: 'ServiceUnavailableException' },
		{ kind: 'cut' },
		{ kind: 'malformed' },
		{ kind: 'slow', ms: 50 },
	];
	it.each(['DescribeLogGroups', 'StartQuery', 'GetQueryResults'])(
		'loses and doubles nothing when %s fails in all ways',
		async (action) => {
			await using bench = await LogGroupBench.start();
			await bench.group({ records });
			// one request gives up after the fourth failure in a row
			for (const fault of action === 'DescribeLogGroups' ? faults.slice(0, 4) : faults) {
				bench.server.inject(fault, { action });
			}
			const report = await bench.fetch(window);
			const requests = bench.server.requests().length;
			expect(report).toMatchObject({ calls: all.length, gaps: [], requests });
			expect(bench.eventIds).toEqual(all);
			expect(bench.claims).toEqual([wholeClaim]);
		},
	);

	it('waits while the account has no more queries to give', async () => {
		await using bench = await LogGroupBench.start({ mostQueries: 1 });
		await bench.group({ records });
		const report = await bench.fetch(window);
		expect(report).toMatchObject({ calls: all.length, gaps: [] });
		const refused = bench.server
			.requests()
			.filter(({ outcome }) => outcome === 'LimitExceededException');
		expect(refused.length).toBeGreaterThan(0);
	});

	it('goes on with a renewed session', async () => {
		const accounts = { AKIAIOSFODNN7EXAMPLE: accountId, AKIAI44QH8DHBEXAMPLE: accountId };
		await using bench = await LogGroupBench.start({}, { accounts });
		await bench.group({ records });
		const report = await bench.fetch(window, {}, undefined, ({ done }) => {
			if (done === 1) {
				bench.server.setExpired('AKIAIOSFODNN7EXAMPLE', true);
				vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAI44QH8DHBEXAMPLE');
			}
		});
		expect(report).toMatchObject({ calls: all.length, gaps: [] });
		expect(bench.eventIds).toEqual(all);
		expect(bench.server.requests().some(({ outcome }) => outcome === 'ExpiredTokenException')).toBe(
			true,
		);
	});

	it('ends with the error that concerns all of it, and keeps what came', async () => {
		await using bench = await LogGroupBench.start();
		await bench.group({ records });
		const denied = { kind: 'error', status: 400, code: 'AccessDeniedException' } as const;
		const fetch = bench.fetch(window, {}, undefined, ({ done }) => {
			if (done === 2) {
				bench.server.inject(denied, { action: 'StartQuery', times: 100 });
			}
		});
		await expect(fetch).rejects.toMatchObject({
			code: 'access-denied',
			message: expect.stringContaining('logs:StartQuery'),
		});
		expect(bench.eventIds.length).toBeGreaterThan(0);
		expect(bench.eventIds.length).toBeLessThan(all.length);
		expect(bench.logs.running).toBe(0);
	});
});

describe('a query that fails', () => {
	it.each(['Failed', 'Timeout', 'Cancelled'] as const)(
		'is asked again in halves: %s',
		async (ending) => {
			await using bench = await LogGroupBench.start();
			await bench.group({ records });
			bench.logs.failQueries(ending, 3);
			const report = await bench.fetch(window);
			expect(report).toMatchObject({ calls: all.length, gaps: [] });
			expect(bench.claims).toEqual([wholeClaim]);
		},
	);

	it('leaves gaps where that fails too, which another reading closes', async () => {
		await using bench = await LogGroupBench.start();
		await bench.group({ records });
		bench.logs.failQueries('Failed', 1000);
		const failed = await bench.fetch(window);
		expect(failed.calls).toBe(0);
		expect(failed.gaps.length).toBeGreaterThan(10);
		expect(failed.gaps[0]?.reason).toBe('CloudWatch Logs gave the query up.');
		expect(bench.claims).toEqual([]);
		const hull = {
			from: failed.gaps.map(({ from }) => from).toSorted()[0],
			to: failed.gaps
				.map(({ to }) => to)
				.toSorted()
				.at(-1),
		};
		expect(hull).toEqual(window);

		bench.logs.healQueries();
		const report = await bench.fetch(window);
		expect(report).toMatchObject({ calls: all.length, gaps: [] });
		expect(bench.store.gaps()).toEqual([]);
		expect(bench.claims).toEqual([wholeClaim]);
	});

	it('keeps of a gap of before only what fails again', async () => {
		await using bench = await LogGroupBench.start();
		await bench.group({ records });
		bench.logs.failQueries('Failed', 1000);
		await bench.fetch(window);
		bench.logs.healQueries();
		bench.logs.failQueries('Failed', 8);
		await bench.fetch({ from: iso(now - 2 * hour), to: iso(now) });
		const left = bench.store.gaps();
		expect(left.length).toBeGreaterThan(0);
		// those of the hours that were not asked again stay
		expect(left.some(({ to }) => to < iso(now - 4 * hour))).toBe(true);
		const whats = left.map(({ what }) => what);
		expect(new Set(whats).size).toBe(whats.length);
	});
});

describe('a reading that is stopped', () => {
	it('stops its queries, and keeps what came', async () => {
		await using bench = await LogGroupBench.start({ runningAnswers: 3 });
		await bench.group({ records });
		const stop = new AbortController();
		const report = await bench.fetch(window, {}, stop.signal, ({ done }) => {
			if (done === 2) {
				stop.abort();
			}
		});
		expect(report.cancelled).toBe(true);
		expect(bench.logs.stopped).toBeGreaterThan(0);
		expect(bench.logs.running).toBe(0);
		expect(bench.queries.length).toBeLessThan(9);
		expect(bench.eventIds.length).toBe(report.newCalls);
	});

	it('stops queries that are just being started', async () => {
		await using bench = await LogGroupBench.start({ runningAnswers: 3 });
		await bench.group({ records });
		bench.server.inject({ kind: 'slow', ms: 300 }, { action: 'StartQuery', times: 10 });
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 150);
		const report = await bench.fetch(window, {}, stop.signal);
		expect(report.cancelled).toBe(true);
		expect(bench.logs.running).toBe(0);
		expect(bench.logs.stopped).toBe(bench.queries.length);
	});

	it('stops its queries when nobody wants more', async () => {
		await using bench = await LogGroupBench.start({ runningAnswers: 5 });
		await bench.group({ records });
		await bench.with(async (source) => {
			for await (const page of source.read(window, { signal: new AbortController().signal })) {
				if (page.calls.length > 0) {
					break;
				}
			}
		});
		expect(bench.logs.running).toBe(0);
	});
});

describe('the progress of a reading', () => {
	it('only grows, and ends with all that was scanned', async () => {
		await using bench = await LogGroupBench.start();
		await bench.group({ records });
		const report = await bench.fetch(window);
		const reading = bench.progress.filter(({ phase }) => phase === 'reading');
		for (const [index, { done, bytes, calls }] of reading.entries()) {
			const before = reading[index - 1] ?? { done: 0, bytes: 0, calls: 0 };
			expect(done).toBeGreaterThanOrEqual(before.done);
			expect(bytes).toBeGreaterThanOrEqual(before.bytes);
			expect(calls).toBeGreaterThanOrEqual(before.calls);
		}
		const last = reading.at(-1);
		expect(last?.done).toBe(last?.total);
		expect(last?.bytes).toBe(report.bytes);
		const stored = records.reduce((sum, record) => sum + JSON.stringify(record).length, 0);
		expect(report.bytes).toBeGreaterThanOrEqual(stored);
		// overlapping seconds, and the look at the places
		expect(report.bytes).toBeLessThan(stored * 1.5);
	});
});
