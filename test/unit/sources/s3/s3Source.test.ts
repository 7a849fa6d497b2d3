import { describe, expect, it } from 'vitest';
import { buildHistory } from '../../../builders/history.ts';
import { type TrailFile, trailFiles } from '../../../builders/trailFiles.ts';
import { S3Bench } from './s3Bench.ts';

const regions = ['eu-central-1', 'us-east-1'];
const records = buildHistory({
	seed: 61,
	regions,
	count: 300,
	to: '2026-11-20T00:00:00Z',
	days: 20,
});
const files = trailFiles(records);
const whole = { from: '2026-10-01T00:00:00.000Z', to: '2026-11-22T12:00:00.000Z' };

const idsOf = (from: readonly TrailFile[]) =>
	from.flatMap((file) => file.records.map(({ eventID }) => String(eventID))).sort();

describe('a trail in a bucket', () => {
	it('is read whole, and no object a second time', async () => {
		await using bench = await S3Bench.start(files);
		const report = await bench.fetch(whole);
		expect(report).toMatchObject({
			calls: records.length,
			newCalls: records.length,
			objects: files.length,
			gaps: [],
		});
		expect(bench.ids()).toEqual(idsOf(files));
		bench.server.clearLog();
		const again = await bench.fetch(whole);
		expect(bench.gets()).toEqual([]);
		expect(again).toMatchObject({ calls: 0, newCalls: 0, bytes: 0, gaps: [] });
		expect(again.requests).toBe(bench.server.requests().length);
	});
});
