import { describe, expect, it } from 'vitest';
import { SyncRuns } from '../../../src/engine/syncRuns.ts';
import type { SyncReport } from '../../../src/model/history.ts';

const report = (newCalls: number): SyncReport => ({
	newCalls,
	requests: 1,
	throttles: 0,
	errors: [],
});

/** Runs whose work ends when the test says so. */
function harness() {
	const begun: { job: number; signal: AbortSignal; end: (report: SyncReport) => void }[] = [];
	let jobs = 0;
	const runs = new SyncRuns({
		nextJob: () => ++jobs,
		onBegin: () => undefined,
		work: (job, signal) => new Promise((end) => begun.push({ job, signal, end })),
	});
	const turn = () => new Promise((resolve) => setImmediate(resolve));
	return { runs, begun, turn };
}

describe('SyncRuns', () => {
	it('lets who comes meanwhile join', async () => {
		const { runs, begun, turn } = harness();
		const both = [runs.join(), runs.join()];
		await turn();
		expect(begun).toHaveLength(1);
		begun[0]?.end(report(3));
		expect(await Promise.all(both)).toEqual([report(3), report(3)]);
		expect(runs.job).toBeUndefined();
	});

	it.each(['stop', 'drop'] as const)('begins another after %s, once that ended', async (how) => {
		const { runs, begun, turn } = harness();
		const first = runs.join();
		await turn();
		runs[how]();
		expect(begun[0]?.signal.aborted).toBe(true);
		expect(runs.job).toBe(how === 'stop' ? 1 : undefined);
		const second = runs.join();
		expect(runs.job).toBe(2);
		await turn();
		expect(begun).toHaveLength(1);
		begun[0]?.end(report(1));
		expect(await first).toEqual(report(1));
		await turn();
		expect(begun.map(({ job }) => job)).toEqual([1, 2]);
		expect(begun[1]?.signal.aborted).toBe(false);
		begun[1]?.end(report(2));
		expect(await second).toEqual(report(2));
	});

	it('begins after one that failed', async () => {
		let fail = true;
		const runs = new SyncRuns({
			nextJob: () => 1,
			onBegin: () => undefined,
			work: async () => {
				if (fail) {
					fail = false;
					throw new Error('no network');
				}
				return report(1);
			},
		});
		await expect(runs.join()).rejects.toThrow('no network');
		expect(await runs.join()).toEqual(report(1));
	});

	it('stops by the signal of anyone who joined, also one that was aborted before', async () => {
		const { runs, begun, turn } = harness();
		const later = new AbortController();
		void runs.join();
		void runs.join(later.signal);
		await turn();
		later.abort();
		expect(begun[0]?.signal.aborted).toBe(true);
		begun[0]?.end(report(0));
		await turn();
		void runs.join(AbortSignal.abort());
		await turn();
		expect(begun[1]?.signal.aborted).toBe(true);
		begun[1]?.end(report(0));
	});
});
