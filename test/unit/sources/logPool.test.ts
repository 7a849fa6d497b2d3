import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { logLimits } from '../../../src/sources/logLimits.ts';
import { LogPool } from '../../../src/sources/logPool.ts';
import { buildRecord } from '../../builders/record.ts';
import { trailLog } from './logFiles.ts';

let pool: LogPool;
afterEach(() => pool.close());

function open(worker = '../../../src/sources/logWorker.ts', workers = 2): LogPool {
	pool = new LogPool({
		...{ workerUrl: new URL(worker, import.meta.url), workers, limits: logLimits },
		jobsPerWorker: 4,
	});
	return pool;
}

/** Logs of one call each; the call's time is of the number. */
const logs = Array.from({ length: 40 }, (_, number) => ({
	file: `${number}.json.gz`,
	bytes: gzipSync(trailLog([buildRecord({ eventTime: timeOf(number) })])),
}));

function timeOf(number: number): string {
	return new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString().replace('.000', '');
}

describe('logs that come as bytes', () => {
	it('are read side by side, and each answer is that of its log', async () => {
		open();
		// a damaged one takes another way, which takes longer
		const damaged = logs.map((log, number) =>
			number % 5 === 0 ? { ...log, bytes: log.bytes.subarray(0, -9) } : log,
		);
		const results = await Promise.all(damaged.map((log) => pool.readOne(log)));
		expect(results.map(({ file }) => file)).toEqual(logs.map(({ file }) => file));
		expect(results.filter(({ skipped }) => skipped?.includes('ends too early'))).toHaveLength(8);
		const times = results.map(({ calls }) => calls[0]?.call.eventTime);
		expect(times.filter((_, number) => number % 5 !== 0)).toEqual(
			logs.map((_, number) => timeOf(number)).filter((_, number) => number % 5 !== 0),
		);
	});

	it('are read by another worker where one dies, but for the one it died of', async () => {
		open('./logDyingWorker.ts', 1);
		const [first, ...others] = logs.slice(0, 7);
		const deadly = { file: 'deadly', bytes: Buffer.from('die') };
		const asked = [first, deadly, ...others].flatMap((log) => (log ? [pool.readOne(log)] : []));
		const results = await Promise.all(asked);
		expect(results[1]?.skipped).toContain('died of it');
		const good = results.filter((_, index) => index !== 1);
		expect(good.map(({ file }) => file)).toEqual(logs.slice(0, 7).map(({ file }) => file));
		expect(good.map(({ calls }) => calls.length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
	});

	it('are given up where the pool is closed, or no worker starts', async () => {
		open();
		const asked = logs.map((log) => pool.readOne(log).catch((error: unknown) => error));
		await pool.close();
		for (const error of await Promise.all(asked)) {
			expect(error).toMatchObject({ code: 'cancelled' });
		}
		open('./missing.ts');
		for (const log of logs.slice(0, 3)) {
			await expect(pool.readOne(log)).resolves.toMatchObject({
				skipped: expect.stringContaining('could not be read'),
			});
		}
	});
});
