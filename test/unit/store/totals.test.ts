import { describe, expect, it } from 'vitest';
import type { CallFilter } from '../../../src/model/query.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';
import { buildCalls } from './buildCalls.ts';
import { openStore, scope } from './testStore.ts';

const filters: readonly CallFilter[] = [
	{},
	{ readOnly: false },
	{ failed: true },
	{ arn: 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami' },
	{ arn: 'arn:*:imagebuilder:*:*:*/golden*' },
	{ caller: 'alice@example.com' },
	{ caller: 'nobody' },
	{ except: { origins: ['console'] } },
	{ from: '2026-11-01T00:00:00Z', to: '2026-11-03T00:00:00Z' },
	{ caller: 'alice@example.com', from: '2026-11-01T00:00:00Z', to: '2026-11-09T00:00:00Z' },
];

describe.each([{ fullText: true }, { fullText: false }])('totals and spans, %j', ({ fullText }) => {
	const calls = buildCalls({ count: 700, failureShare: 0.1, days: 40 });
	const slow = new FakeHistory(calls.map(({ call }) => call));

	it.each(filters)('are what looking at every call gives: %j', async (filter) => {
		const store = openStore({ fullText });
		store.save({ calls, source: 'logs' });
		expect(store.total(filter, 1000, scope)).toEqual(await slow.total(filter, 1000));
		expect(store.span(filter, scope)).toEqual(await slow.span(filter));
	});
});

describe('a total', () => {
	const calls = buildCalls({ count: 700, days: 40 });

	it('ends at the number asked for where calls must be looked at, and says so', () => {
		const store = openStore();
		store.save({ calls, source: 'logs' });
		const filter = { text: 'imagebuilder' };
		const { calls: all } = store.total(filter, 1000, scope);
		expect(all).toBeGreaterThan(20);
		expect(store.total(filter, 20, scope)).toEqual({ calls: 20, more: true });
		expect(store.total(filter, all, scope)).toEqual({ calls: all, more: false });
		expect(store.total(filter, all - 1, scope)).toEqual({ calls: all - 1, more: true });
	});

	it('is exact where the counters know it', () => {
		const store = openStore();
		store.save({ calls, source: 'logs' });
		expect(store.total({}, 20, scope)).toEqual({ calls: 700, more: false });
	});
});

describe('a question that is taken back', () => {
	const calls = buildCalls({ count: 4000, days: 40 });
	const bins = { from: '2026-10-01T00:00:00Z', to: '2026-11-20T00:00:00Z', bins: 10 };

	it('is not answered to its end', () => {
		const store = openStore();
		store.save({ calls, source: 'logs' });
		const filter = { except: { eventNames: ['NoSuchOperation', 'GetImage'] } };
		let looks = 0;
		const stop = () => ++looks > 1;
		const cancelled = expect.objectContaining({ code: 'cancelled' });
		expect(() => store.timeline(filter, bins, scope, stop)).toThrow(cancelled);
		expect(looks).toBe(2);
		looks = 1;
		expect(() => store.total(filter, 5000, scope, stop)).toThrow(cancelled);
		// the next question is another one
		expect(store.total(filter, 5000, scope).calls).toBeGreaterThan(100);
	});
});
