import { describe, expect, it } from 'vitest';
import { FactsCache } from '../../../src/panel/targetFacts.ts';
import { buildCall } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';

describe('FactsCache', () => {
	it('asks once for a target until history changes', async () => {
		const history = new FakeHistory([buildCall()]);
		const cache = new FactsCache(history);
		expect((await cache.of({ kind: 'all' })).counts.calls).toBe(1);
		const asked = history.asked.length;
		history.stored = [...history.stored, buildCall()];
		expect((await cache.of({ kind: 'all' })).counts.calls).toBe(1);
		expect(history.asked).toHaveLength(asked);
		cache.forget();
		expect((await cache.of({ kind: 'all' })).counts.calls).toBe(2);
		expect((await cache.of({ kind: 'caller', caller: 'nobody' })).counts.calls).toBe(0);
	});

	it('remembers no failure', async () => {
		const history = new FakeHistory([buildCall()]);
		const cache = new FactsCache(history);
		history.failure = new Error('busy');
		await expect(cache.of({ kind: 'all' })).rejects.toThrow('busy');
		history.failure = undefined;
		expect((await cache.of({ kind: 'all' })).counts.calls).toBe(1);
	});
});
