import * as assert from 'node:assert/strict';
import type { ImageBuilderHistoryApi } from '../../src/api.ts';
import { buildForeign } from '../builders/foreign.ts';
import { buildHistory } from '../builders/history.ts';
import { standInBucket } from '../servers/standInBucket.ts';
import { activated, allCalls, configure } from './support/extension.ts';
import { order } from './support/standIn.ts';
import { tallyOf } from './support/tally.ts';

const day = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * day).toISOString();
/** Regions that no other suite's calls are of. */
const regions = ['af-south-1', 'me-south-1'];
const id = `s3://${standInBucket}`;

suite("a trail's bucket, from settings to rows", () => {
	const accountId = '111122223333';
	// CloudTrail delivers minutes later: what is called before midnight is in a file of the next day
	const records = buildHistory({
		...{ seed: 5600, accountId, regions, count: 120, days: 60, to: daysAgo(95) },
	}).map(({ eventTime = '', ...record }) => ({
		...record,
		eventTime: eventTime.replace('T23:', 'T22:'),
	}));
	const newest = buildHistory({
		...{ seed: 5601, accountId, regions, count: 6, days: 0.01, to: daysAgo(0.02) },
	});
	const noise = regions.flatMap((region) =>
		buildForeign({ region, count: 40, hours: 24, to: daysAgo(0.1) }),
	);
	const connection = {
		name: 'archive',
		profile: 'demo',
		sources: [{ type: 's3', bucket: standInBucket, days: 160, complete: 'all' }],
	};
	let api: ImageBuilderHistoryApi;
	const eventIds = async () => {
		const calls = await allCalls(api);
		return calls.filter(({ sources }) => sources.includes(id)).map(({ eventId }) => eventId);
	};

	suiteSetup(async () => {
		api = await activated();
		await order({ setRecords: [] });
		await order({ setLogs: [...records, ...noise] });
	});

	suiteTeardown(async () => {
		await configure({ connections: undefined });
		await order({ setLogs: [] });
	});

	test('reads the days that the setting names, and knows those that have log files', async function () {
		this.timeout(60_000);
		await configure({ connections: [connection] });
		const report = await api.sync();
		assert.deepEqual(report.errors, []);
		const { eventIds: ids, arns } = tallyOf(records);
		assert.deepEqual((await eventIds()).toSorted(), [...ids].toSorted());
		const resources = new Map((await api.resources()).map((each) => [each.arn, each.calls]));
		for (const [arn, calls] of arns) {
			assert.ok((resources.get(arn) ?? 0) >= calls, arn);
		}
		const coverage = (await api.coverage()).filter((each) => each.source === id);
		assert.deepEqual(
			[...new Set(coverage.map((each) => each.region))].toSorted(),
			regions.toSorted(),
		);
		for (const { eventTime = '', awsRegion } of records) {
			assert.ok(
				coverage.some(
					({ from, to, region }) =>
						region === awsRegion &&
						Date.parse(from) <= Date.parse(eventTime) &&
						Date.parse(eventTime) < Date.parse(to),
				),
				`${awsRegion} ${eventTime}`,
			);
		}
	});

	test('brings only what is new with the next sync', async function () {
		this.timeout(60_000);
		await order({ setLogs: [...records, ...noise, ...newest] });
		const report = await api.sync();
		assert.deepEqual(report.errors, []);
		assert.equal(report.newCalls, newest.length);
		const { eventIds: ids } = tallyOf([...records, ...newest]);
		assert.deepEqual((await eventIds()).toSorted(), [...ids].toSorted());
		assert.equal((await api.sync()).newCalls, 0);
	});
});
