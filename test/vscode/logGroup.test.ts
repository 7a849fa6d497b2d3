import * as assert from 'node:assert/strict';
import type { ImageBuilderHistoryApi } from '../../src/api.ts';
import { buildHistory } from '../builders/history.ts';
import { buildRecord } from '../builders/record.ts';
import { activated, allCalls, configure } from './support/extension.ts';
import { order, standInState } from './support/standIn.ts';
import { tallyOf } from './support/tally.ts';

const source = 'cloudwatch-logs:aws/cloudtrail/managementevents';
const day = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * day).toISOString();
/** Another suite fetches calls of another Region from the same group. */
const regions = ['eu-central-1', 'sa-east-1'];
/** Older than what Event history has. */
const records = buildHistory({
	...{ seed: 4150, accountId: '111122223333', regions: ['eu-central-1', 'sa-east-1'] },
	...{ count: 300, days: 50, to: daysAgo(95) },
});
const noise = Array.from({ length: 50 }, (_, index) =>
	buildRecord({
		...{ eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', awsRegion: 'eu-central-1' },
		...{ eventTime: daysAgo(index * 3 + 0.01), sourceIPAddress: 'imagebuilder.amazonaws.com' },
	}),
);
const connection = (days: number) => ({
	name: 'archive',
	profile: 'demo',
	sources: [
		{ type: 'cloudwatch-logs', logGroup: 'aws/cloudtrail/managementevents', days, complete: 'all' },
	],
});

suite('a log group of CloudWatch Logs, from settings to rows', () => {
	let api: ImageBuilderHistoryApi;

	const eventIds = async () => {
		const calls = await allCalls(api);
		return calls
			.filter(({ sources, region }) => sources.includes(source) && regions.includes(region))
			.map(({ eventId }) => eventId);
	};
	const expected = (from: string) =>
		tallyOf(records.filter(({ eventTime = '' }) => eventTime >= from));

	suiteSetup(async () => {
		api = await activated();
		await order({ setRecords: [] });
		await order({ setLogs: [...records, ...noise] });
		await order({ clearLog: true });
	});

	suiteTeardown(async () => {
		await configure({ connections: undefined });
		await order({ setLogs: [] });
		await order({ clearFaults: true });
	});

	test('reads the days that the setting names', async function () {
		this.timeout(60_000);
		await configure({ connections: [connection(120)] });
		const report = await api.sync();
		assert.deepEqual(report.errors, []);
		const { eventIds: ids, arns } = expected(daysAgo(120));
		assert.ok(ids.size > 50);
		assert.deepEqual((await eventIds()).toSorted(), [...ids].toSorted());
		const resources = new Map((await api.resources()).map((each) => [each.arn, each.calls]));
		for (const [arn, calls] of arns) {
			assert.ok((resources.get(arn) ?? 0) >= calls, arn);
		}
	});

	test('knows all of that time, of the Regions that were seen', async () => {
		const coverage = (await api.coverage()).filter(
			(each) => each.source === source && regions.includes(each.region),
		);
		assert.deepEqual(coverage.map(({ region }) => region).toSorted(), regions);
		for (const { from, to, complete } of coverage) {
			assert.equal(complete, 'all');
			assert.ok(Date.parse(to) - Date.parse(from) > 119 * day, `${from} to ${to}`);
		}
	});

	test('asks nothing again soon after', async () => {
		await order({ clearLog: true });
		await api.sync();
		const { requests } = await standInState();
		assert.equal(requests.filter(({ action }) => action === 'StartQuery').length, 0);
	});

	test('loses and doubles nothing while AWS has faults', async function () {
		this.timeout(60_000);
		for (const action of ['StartQuery', 'GetQueryResults']) {
			await order({ inject: { kind: 'throttle' }, target: { action } });
			await order({ inject: { kind: 'error' }, target: { action } });
			await order({ inject: { kind: 'cut' }, target: { action } });
			await order({ inject: { kind: 'malformed' }, target: { action } });
		}
		await configure({ connections: [connection(150)] });
		const report = await api.sync();
		assert.deepEqual(report.errors, []);
		const { eventIds: ids } = expected(daysAgo(150));
		const found = await eventIds();
		assert.equal(found.length, ids.size);
		assert.deepEqual(new Set(found), ids);
		assert.ok(report.newCalls < ids.size, 'those of the first reading are known');
	});
});
