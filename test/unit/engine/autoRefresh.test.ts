import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AutoRefresh } from '../../../src/engine/autoRefresh.ts';
import { HistoryError } from '../../../src/model/errors.ts';
import type { Connection, History } from '../../../src/model/history.ts';

const aws: Connection = {
	kind: 'aws',
	profile: '',
	regions: [],
	phase: 'ready',
	progress: [],
	connections: [],
};

function historyOf(
	connection: () => Connection,
	sync: (options: unknown) => Promise<void>,
): History {
	return {
		get connection() {
			return connection();
		},
		sync: async (options: unknown) => {
			await sync(options);
			return { newCalls: 0, requests: 0, throttles: 0, errors: [] };
		},
	} as unknown as History;
}

describe('AutoRefresh', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('syncs at the first look and then every few minutes, until disposed', async () => {
		let syncs = 0;
		const refresh = new AutoRefresh({
			history: historyOf(
				() => aws,
				async () => void syncs++,
			),
			minutes: () => 5,
			onFailed: () => undefined,
		});
		refresh.begin();
		refresh.begin();
		await vi.advanceTimersByTimeAsync(0);
		expect(syncs).toBe(1);
		await vi.advanceTimersByTimeAsync(10 * 60_000);
		expect(syncs).toBe(3);
		refresh.dispose();
		await vi.advanceTimersByTimeAsync(60 * 60_000);
		expect(syncs).toBe(3);
	});

	it('only syncs once with the timer off', async () => {
		let syncs = 0;
		const refresh = new AutoRefresh({
			history: historyOf(
				() => aws,
				async () => void syncs++,
			),
			minutes: () => 0,
			onFailed: () => undefined,
		});
		refresh.begin();
		await vi.advanceTimersByTimeAsync(24 * 60 * 60_000);
		expect(syncs).toBe(1);
	});

	it('goes on after a failure, but does not ask for an MFA code by itself', async () => {
		const failures: unknown[] = [];
		let connection: Connection = aws;
		let syncs = 0;
		const refresh = new AutoRefresh({
			history: historyOf(
				() => connection,
				async (options) => {
					syncs++;
					expect(options).toEqual({ unattended: true });
					throw new HistoryError('network', 'No network.');
				},
			),
			minutes: () => 1,
			onFailed: (error) => failures.push(error),
		});
		refresh.begin();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(syncs).toBe(2);
		expect(failures).toHaveLength(2);
		connection = { ...aws, error: new HistoryError('mfa-needed', 'Code please.') };
		await vi.advanceTimersByTimeAsync(10 * 60_000);
		expect(syncs).toBe(2);
		refresh.dispose();
	});

	it('stays away while the sample is open', async () => {
		let syncs = 0;
		const refresh = new AutoRefresh({
			history: historyOf(
				() => ({ kind: 'sample' }),
				async () => void syncs++,
			),
			minutes: () => 1,
			onFailed: () => undefined,
		});
		refresh.begin();
		await vi.advanceTimersByTimeAsync(5 * 60_000);
		expect(syncs).toBe(0);
		refresh.dispose();
	});
});
