import { describe, expect, it } from 'vitest';
import { countedAtMost, FactsCache } from '../../../src/panel/targetFacts.ts';
import { buildCall } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';

const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';

describe('FactsCache', () => {
	it('asks once for a target until history changes', async () => {
		const history = new FakeHistory([buildCall()]);
		const cache = new FactsCache(history);
		expect((await cache.of({ kind: 'all' })).counts.calls.calls).toBe(1);
		const asked = history.asked.length;
		history.stored = [...history.stored, buildCall()];
		expect((await cache.of({ kind: 'all' })).counts.calls.calls).toBe(1);
		expect(history.asked).toHaveLength(asked);
		cache.forget();
		expect((await cache.of({ kind: 'all' })).counts.calls.calls).toBe(2);
		expect((await cache.of({ kind: 'caller', caller: 'nobody' })).counts.calls.calls).toBe(0);
	});

	it('remembers no failure', async () => {
		const history = new FakeHistory([buildCall()]);
		const cache = new FactsCache(history);
		history.failure = new Error('busy');
		await expect(cache.of({ kind: 'all' })).rejects.toThrow('busy');
		history.failure = undefined;
		expect((await cache.of({ kind: 'all' })).counts.calls.calls).toBe(1);
	});

	it('counts as the history itself counts', async () => {
		const touches = [{ arn, role: 'subject' as const }];
		const history = new FakeHistory([
			buildCall({ touches, eventTime: '2026-11-20T10:00:00Z' }),
			buildCall({ touches, readOnly: true }),
			buildCall({ touches, errorCode: 'AccessDeniedException' }),
			// only named: no change of it
			buildCall({ touches: [{ arn, role: 'reference' }], eventTime: '2026-11-21T10:00:00Z' }),
		]);
		const { counts, all, withoutReads } = await new FactsCache(history).of({
			kind: 'resource',
			arn,
		});
		expect(counts).toEqual({
			calls: { calls: 4, more: false },
			changes: { calls: 1, more: false },
		});
		expect([all, withoutReads].map(({ failures }) => failures.calls)).toEqual([1, 1]);
		expect(all.span?.last).toBe('2026-11-21T10:00:00Z');
	});

	it('never counts without a bound, and takes back what another target makes needless', async () => {
		const bounds: number[] = [];
		const signals: (AbortSignal | undefined)[] = [];
		const history = new FakeHistory();
		const cache = new FactsCache({
			span: () => history.span({}),
			coverage: () => history.coverage(),
			total: (filter, upTo, asked) => {
				bounds.push(upTo);
				signals.push(asked?.signal);
				return history.total(filter, upTo);
			},
		});
		await cache.of({ kind: 'all' });
		expect([bounds.length, ...new Set(bounds)]).toEqual([4, countedAtMost]);
		expect(cache.known({ kind: 'all' })?.counts.calls.calls).toBe(0);
		void cache.of({ kind: 'search', text: 'bob' });
		expect(signals.map((signal) => signal?.aborted)).toEqual([
			...[true, true, true, true],
			...[false, false, false, false],
		]);
		expect(cache.known({ kind: 'all' })).toBeUndefined();
	});
});
