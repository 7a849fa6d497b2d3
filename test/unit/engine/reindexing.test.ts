import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reindexWhenIdle } from '../../../src/engine/reindexing.ts';

describe('reindexWhenIdle', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('goes on step by step until all is done, then never again', async () => {
		let left = 3;
		const store = { reindex: vi.fn(() => --left === 0) };
		reindexWhenIdle(store, () => undefined);
		expect(store.reindex).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(store.reindex).toHaveBeenCalledTimes(3);
	});

	it('stops when told, and at a failure', async () => {
		const store = { reindex: vi.fn(() => false) };
		const reindexing = reindexWhenIdle(store, () => undefined);
		await vi.advanceTimersByTimeAsync(50);
		reindexing.dispose();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(store.reindex).toHaveBeenCalledTimes(1);
		const failures: unknown[] = [];
		const broken = {
			reindex: () => {
				throw new Error('The disk is full.');
			},
		};
		reindexWhenIdle(broken, (error) => failures.push(error));
		await vi.advanceTimersByTimeAsync(60_000);
		expect(failures).toHaveLength(1);
	});
});
