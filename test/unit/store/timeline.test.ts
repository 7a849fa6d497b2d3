import { describe, expect, it } from 'vitest';
import type { CallFilter } from '../../../src/model/query.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';
import { buildCalls } from './buildCalls.ts';
import { openStore, scope } from './testStore.ts';

const wanted = { from: '2026-10-20T00:00:00Z', to: '2026-11-20T00:00:00Z', bins: 31 };

describe('a timeline', () => {
	const calls = buildCalls({ count: 1500, failureShare: 0.1, days: 40 });

	it.each<CallFilter>([
		{},
		{ readOnly: false },
		{ failed: true },
		{ arn: 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami' },
		{ arn: 'arn:*:imagebuilder:*:*:*/golden*' },
		{ caller: 'alice@example.com' },
		{ except: { origins: ['console'] } },
		{ from: '2026-11-01T00:00:00Z', to: '2026-11-03T00:00:00Z' },
	])('counts what looking at every call counts: %j', async (filter) => {
		const store = openStore();
		store.save({ calls, source: 'logs' });
		const slow = new FakeHistory(calls.map(({ call }) => call));
		const bins = store.timeline(filter, wanted, scope);
		expect(bins).toEqual(await slow.timeline(filter, wanted));
		expect(bins.some(({ changes, failures }) => changes + failures > 0)).toBe(true);
	});

	it('takes the start of a bin into it and leaves the end to the next', () => {
		const store = openStore();
		store.save({ calls, source: 'logs' });
		const eventTime = calls[0]?.call.eventTime ?? '';
		const second = Date.parse(eventTime);
		const at = (seconds: number) => new Date(second + seconds * 1000).toISOString();
		const sums = store
			.timeline({}, { from: at(-1), to: at(2), bins: 3 }, scope)
			.map(({ changes, reads, failures }) => changes + reads + failures);
		const inSecond = calls.filter(({ call }) => call.eventTime === eventTime).length;
		expect(sums[1]).toBe(inSecond);
		expect(sums[2]).toBe(0);
	});

	it('has all bins where there is no call', () => {
		const bins = openStore().timeline({ caller: 'nobody' }, wanted, scope);
		expect(bins.length).toBe(31);
		expect(bins[0]).toEqual({
			from: '2026-10-20T00:00:00.000Z',
			to: '2026-10-21T00:00:00.000Z',
			changes: 0,
			reads: 0,
			failures: 0,
		});
	});

	it.each([
		{ ...wanted, bins: 0 },
		{ ...wanted, bins: 2.5 },
		{ ...wanted, bins: 5000 },
		{ ...wanted, to: wanted.from },
		{ ...wanted, from: 'sometime' },
	])('refuses %j', (bad) => {
		expect(() => openStore().timeline({}, bad, scope)).toThrow(
			expect.objectContaining({ code: 'bad-query' }),
		);
	});
});
