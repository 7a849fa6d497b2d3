import * as assert from 'node:assert/strict';
import type { ImageBuilderHistoryApi } from '../../src/api.ts';
import type { Call } from '../../src/model/call.ts';
import type { SyncReport } from '../../src/model/history.ts';
import { buildHistory } from '../builders/history.ts';
import { activated, allCalls, configure } from './support/extension.ts';
import { order, standInState } from './support/standIn.ts';
import { count, kindOf, tallyOf } from './support/tally.ts';

const regions = ['us-east-1', 'eu-central-1', 'ap-southeast-2'];
const records = buildHistory({
	seed: 4000,
	accountId: '111122223333',
	regions,
	count: 4000,
	to: new Date(Date.now() - 60_000).toISOString(),
	days: 85,
	readShare: 0.6,
});
const expected = tallyOf(records);

suite('sync with Event history of 4,000 records in three Regions', () => {
	let api: ImageBuilderHistoryApi;
	let report: SyncReport;
	let calls: readonly Call[];

	suiteSetup(async function () {
		this.timeout(180_000);
		api = await activated();
		await order({ setRecords: records });
		await order({ clearLog: true });
		// the profile last: with it the extension may begin to read by itself, and `sync` joins
		await configure({ regions, profile: 'demo' });
		report = await api.sync();
		calls = await allCalls(api);
	});

	suiteTeardown(async () => {
		await order({ setRecords: [] });
		await configure({ profile: undefined, regions: undefined });
	});

	test('reports what it did', async () => {
		assert.deepEqual(report.errors, [], JSON.stringify(report));
		assert.equal(report.throttles, 0);
		assert.equal(report.newCalls, records.length);
	});

	test('has every record exactly once, newest first', () => {
		assert.equal(calls.length, records.length);
		assert.deepEqual(new Set(calls.map((call) => call.eventId)), expected.eventIds);
		const times = calls.map((call) => Date.parse(call.eventTime));
		assert.deepEqual(
			times,
			times.toSorted((a, b) => b - a),
		);
	});

	test('counts per ARN and kind as counted apart', async () => {
		const resources = await api.resources();
		const byArn = new Map(resources.map((resource) => [resource.arn, resource.calls]));
		assert.deepEqual(sorted(byArn), sorted(expected.arns));
		const kinds = new Map<string, number>();
		for (const call of calls) {
			for (const kind of new Set(call.touches.map((touch) => kindOf(touch.arn)))) {
				count(kinds, kind);
			}
		}
		assert.deepEqual(sorted(kinds), sorted(expected.kinds));
		const [busiest] = [...expected.arns].sort((a, b) => b[1] - a[1]);
		assert.ok(busiest);
		assert.equal((await allCalls(api, { arn: busiest[0] })).length >= busiest[1], true);
	});

	test('counts per caller and origin as counted apart', async () => {
		const origins = new Map<string, number>();
		const callers = new Map<string, number>();
		for (const call of calls) {
			count(origins, call.origin.kind === 'unknown' ? 'other' : call.origin.kind);
			count(callers, call.caller.name);
		}
		assert.deepEqual(sorted(origins), sorted(expected.origins));
		assert.deepEqual(sorted(callers), sorted(expected.callers));
		for (const [caller, number] of expected.callers) {
			assert.equal((await allCalls(api, { caller })).length, number, caller);
		}
	});

	test('never asked more than twice a second, was never throttled', async () => {
		const state = await standInState();
		assert.ok(state.requests.length > 80, `${state.requests.length} requests`);
		assert.ok(state.maxRequestsPerSecond <= 2, `${state.maxRequestsPerSecond} a second`);
		assert.deepEqual(
			state.requests.filter((request) => request.outcome !== 'ok'),
			[],
		);
	});

	test('says what it has read', async () => {
		const coverage = await api.coverage();
		for (const region of regions) {
			const whole = coverage.find(
				(each) => each.region === region && each.complete === 'all' && each.accountId !== '',
			);
			assert.ok(whole, region);
			assert.ok(Date.parse(whole.from) < Date.now() - 89 * 86_400_000, whole.from);
			assert.ok(Date.parse(whole.to) > Date.now() - 300_000, whole.to);
		}
	});

	test('asks once a Region when there is nothing new', async () => {
		await order({ clearLog: true });
		const again = await api.sync();
		assert.equal(again.newCalls, 0);
		const { requests } = await standInState();
		const lookUps = requests.filter((request) => request.action === 'LookupEvents');
		assert.equal(lookUps.length, regions.length);
	});

	test('shows no row of one profile to another', async () => {
		await configure({ profile: 'other' });
		assert.deepEqual((await api.calls()).calls, []);
		assert.deepEqual(await api.resources(), []);
		await configure({ profile: 'demo' });
		assert.equal((await api.calls({ limit: 10 })).calls.length, 10);
	});
});

function sorted(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
	return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
