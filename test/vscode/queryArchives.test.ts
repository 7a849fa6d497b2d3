import * as assert from 'node:assert/strict';
import type { ImageBuilderHistoryApi } from '../../src/api.ts';
import { buildForeign } from '../builders/foreign.ts';
import { buildHistory } from '../builders/history.ts';
import { standInStore } from '../servers/standInStore.ts';
import { activated, allCalls, configure } from './support/extension.ts';
import { order, standInState } from './support/standIn.ts';
import { tallyOf } from './support/tally.ts';

const day = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * day).toISOString();

interface Archive {
	readonly name: string;
	readonly source: Readonly<Record<string, string>>;
	readonly id: string;
	/** Regions that no other suite's calls of this source are of. */
	readonly regions: readonly string[];
	readonly actions: readonly string[];
	/** Those of them whose answers are cut and broken too. */
	readonly cut: readonly string[];
	/** Days that are known at least of 120. */
	readonly known: number;
}

const archives: readonly Archive[] = [
	{
		name: 'a table of Athena',
		source: { type: 'athena', database: 'audit', table: 'cloudtrail_logs' },
		id: 'athena:audit.cloudtrail_logs',
		regions: ['ca-central-1', 'ap-northeast-1'],
		actions: ['GetTableMetadata', 'StartQueryExecution', 'GetQueryExecution', 'GetQueryResults'],
		cut: ['GetQueryResults'],
		known: 117,
	},
	{
		name: 'an event data store',
		source: { type: 'lake', eventDataStore: standInStore },
		id: `lake:${standInStore.split('/')[1]}`,
		regions: ['ca-west-1', 'ap-northeast-3'],
		actions: ['GetEventDataStore', 'StartQuery', 'DescribeQuery', 'GetQueryResults'],
		cut: ['GetQueryResults'],
		known: 117,
	},
	{
		name: 'a log group of CloudWatch Logs',
		source: { type: 'cloudwatch-logs', logGroup: 'aws/cloudtrail/managementevents' },
		id: 'cloudwatch-logs:aws/cloudtrail/managementevents',
		regions: ['eu-central-1', 'sa-east-1'],
		actions: ['StartQuery', 'GetQueryResults'],
		cut: ['StartQuery', 'GetQueryResults'],
		known: 119,
	},
];

for (const { name, source, id, regions, actions, cut, known } of archives) {
	suite(`${name}, from settings to rows`, () => {
		const records = buildHistory({
			...{ seed: 5500 + name.length, accountId: '111122223333', regions },
			...{ count: 300, days: 70, to: daysAgo(95) },
		});
		const noise = regions.flatMap((region) =>
			buildForeign({ region, count: 80, hours: 48, to: daysAgo(0.1) }).map((record) => ({
				...record,
				sourceIPAddress: 'imagebuilder.amazonaws.com',
			})),
		);
		const connection = (days: number) => ({
			name: 'archive',
			profile: 'demo',
			sources: [{ ...source, days, complete: 'all' }],
		});
		const expected = (days: number) =>
			tallyOf(records.filter(({ eventTime = '' }) => eventTime >= daysAgo(days)));
		let api: ImageBuilderHistoryApi;
		const eventIds = async () => {
			const calls = await allCalls(api);
			return calls
				.filter(({ sources, region }) => sources.includes(id) && regions.includes(region))
				.map(({ eventId }) => eventId);
		};

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

		test('reads the days that the setting names, and knows them', async function () {
			this.timeout(60_000);
			await configure({ connections: [connection(120)] });
			const report = await api.sync();
			assert.deepEqual(report.errors, []);
			const { eventIds: ids, arns } = expected(120);
			assert.ok(ids.size > 50);
			assert.deepEqual((await eventIds()).toSorted(), [...ids].toSorted());
			const resources = new Map((await api.resources()).map((each) => [each.arn, each.calls]));
			for (const [arn, calls] of arns) {
				assert.ok((resources.get(arn) ?? 0) >= calls, arn);
			}
			const coverage = (await api.coverage()).filter(
				(each) => each.source === id && regions.includes(each.region),
			);
			assert.deepEqual(coverage.map(({ region }) => region).toSorted(), regions.toSorted());
			for (const { from, to, complete } of coverage) {
				assert.equal(complete, 'all');
				assert.ok(Date.parse(to) - Date.parse(from) > known * day, `${from} to ${to}`);
			}
		});

		test('asks nothing again soon after', async () => {
			await order({ clearLog: true });
			await api.sync();
			const { requests } = await standInState();
			assert.deepEqual(
				requests.filter(({ action }) => actions.includes(action)),
				[],
			);
		});

		test('loses and doubles nothing while AWS has faults', async function () {
			this.timeout(60_000);
			for (const action of actions) {
				await order({ inject: { kind: 'throttle' }, target: { action } });
				await order({ inject: { kind: 'error' }, target: { action } });
			}
			for (const action of cut) {
				await order({ inject: { kind: 'cut' }, target: { action } });
				await order({ inject: { kind: 'malformed' }, target: { action } });
			}
			await configure({ connections: [connection(160)] });
			const report = await api.sync();
			assert.deepEqual(report.errors, []);
			const { eventIds: ids } = expected(160);
			assert.deepEqual((await eventIds()).toSorted(), [...ids].toSorted());
			assert.ok(report.newCalls > 0 && report.newCalls < ids.size, 'those of before are known');
		});
	});
}
