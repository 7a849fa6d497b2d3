import { expect, it, onTestFinished } from 'vitest';
import type { CloudTrailRecord } from '../../../src/model/record.ts';
import { buildForeign } from '../../builders/foreign.ts';
import { buildHistory } from '../../builders/history.ts';
import { historySettings } from '../../builders/settings.ts';
import { trailFiles } from '../../builders/trailFiles.ts';
import { buildTrailTable } from '../../builders/trailTable.ts';
import { AthenaStandIn } from '../../servers/athena.ts';
import { CloudWatchLogs, logsTarget } from '../../servers/cloudWatchLogs.ts';
import { openS3StandIn } from '../../servers/s3Server.ts';
import { AwsBench } from './awsBench.ts';

const hour = 3_600_000;
const now = Math.floor(Date.now() / hour) * hour;
const iso = (time: number) => new Date(time).toISOString();
const [accountId, region] = ['111122223333', 'eu-central-1'];
const window = { from: iso(now - 100 * 24 * hour), to: iso(now - 2 * hour) };
const [events, bucket, group, table] = [
	'event-history',
	's3://trail-bucket',
	'cloudwatch-logs:trail-group',
	'athena:audit.cloudtrail_logs',
] as const;
const archives = [
	{ type: 's3', bucket: 'trail-bucket' },
	{ type: 'cloudwatch-logs', logGroup: 'trail-group' },
	{ type: 'athena', database: 'audit', table: 'cloudtrail_logs' },
] as const;

/** Younger than 90 days, and older ones that Event history has no more. */
const young = buildHistory({
	...{ seed: 71, accountId, regions: [region], count: 30, hostile: true },
	...{ to: iso(now - 3 * hour), days: 3 },
});
const old = buildHistory({
	...{ seed: 72, accountId, regions: [region], count: 20 },
	...{ to: iso(now - 95 * 24 * hour), days: 2 },
});
const noise = buildForeign({ accountId, region, count: 60, hours: 40, to: iso(now - hour) });
const records = [...young, ...old, ...noise];
const [corrected, ...others] = young;
/** The bucket has got it once more, corrected. */
const correction: CloudTrailRecord = {
	...corrected,
	addendum: { reason: 'UPDATED_DATA', updatedFields: 'responseElements' },
};

it('tells one event that four sources have once, with all four, and keeps the richest record', async () => {
	const s3 = await openS3StandIn();
	const logs = new CloudWatchLogs({ runningAnswers: 0 });
	const athena = new AthenaStandIn({ tables: [buildTrailTable(records)] });
	onTestFinished(async () => {
		athena.close();
		await Promise.all([s3.close(), logs.close()]);
	});
	const files = trailFiles([correction, ...others, ...old, ...noise]);
	await s3.put('trail-bucket', files);
	await logs.putGroup({
		...{ name: 'trail-group', accountId, region, records },
		created: now - 400 * 24 * hour,
	});
	await using bench = await AwsBench.start({
		records,
		services: { [logsTarget]: logs.serve, AmazonAthena: athena.handler },
		s3: s3.serve,
	});
	const connection = {
		name: 'demo',
		profile: 'demo',
		sources: ['event-history', ...archives],
	};
	const history = bench.window({
		settings: () => historySettings(bench.settings, [connection]),
	});
	// one after the other, the richest record neither first nor last
	await history.fetch({ connection: 'demo', source: archives[1], ...window });
	const bucketOnce = { connection: 'demo', source: archives[0], ...window };
	const twice = await Promise.all([history.fetch(bucketOnce), history.fetch(bucketOnce)]);
	expect(twice).toMatchObject([
		{ newCalls: 0, gaps: [] },
		{ newCalls: 0, gaps: [] },
	]);
	expect(twice.map(({ calls }) => calls).toSorted()).toEqual([0, 50]);
	const gets = s3.requests().flatMap(({ action, key }) => (action === 'GetObject' ? key : []));
	expect(gets.toSorted()).toEqual(files.map(({ key }) => key).toSorted());
	await history.sync();
	const last = await history.fetch({ connection: 'demo', source: archives[2], ...window });
	expect(last).toMatchObject({ calls: 50, newCalls: 0, gaps: [] });

	const { calls } = await history.calls({ limit: 1000 });
	const shown = calls.map(({ eventId, sources }) => [eventId, sources.toSorted()]);
	const expected = [
		...young.map(({ eventID }) => [eventID, [events, bucket, group, table].toSorted()]),
		...old.map(({ eventID }) => [eventID, [bucket, group, table].toSorted()]),
	];
	expect(shown.toSorted()).toEqual(expected.toSorted());
	expect(await history.count()).toMatchObject({ calls: 50 });
	for (const record of [correction, ...others, ...old]) {
		expect(await history.record(record.eventID ?? '')).toBe(JSON.stringify(record));
	}
	const claims = (await history.coverage()).map((each) => `${each.accountId}/${each.region}`);
	expect(new Set(claims)).toEqual(new Set([`${accountId}/${region}`]));
	// of days without log files the bucket says so; nothing failed
	const failed = (await history.gaps()).filter(({ kind }) => kind !== 'quiet');
	expect(failed).toEqual([]);
	// of what others than Image Builder did nothing is kept, and the log holds no record
	const texts = records.map(({ eventID = '' }) => eventID);
	expect(bench.log.filter((line) => texts.some((text) => line.includes(text)))).toEqual([]);
	expect(bench.log.filter((line) => /made-up|AKIA/.test(line))).toEqual([]);
});
