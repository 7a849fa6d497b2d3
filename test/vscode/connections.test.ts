import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ImageBuilderHistoryApi } from '../../src/api.ts';
import { EditedConnection } from '../../src/commands/editedConnection.ts';
import { Command, Setting } from '../../src/contributions.ts';
import { changeConnection } from '../../src/model/connectionEdits.ts';
import type { FetchReport } from '../../src/model/fetch.ts';
import { readSettings } from '../../src/vscode/settings.ts';
import { buildHistory } from '../builders/history.ts';
import { activated, allCalls, configure } from './support/extension.ts';
import { order, standInState } from './support/standIn.ts';
import { tallyOf } from './support/tally.ts';

const golden = '111122223333';
const sandbox = '444455556666';
const to = new Date(Date.now() - 60_000).toISOString();
const history = (accountId: string, regions: readonly string[], seed: number) =>
	buildHistory({ seed, accountId, regions, count: 60, to, days: 40 });
// Regions that no other suite's calls are of
const records = {
	[golden]: history(golden, ['eu-north-1'], 5100),
	[sandbox]: history(sandbox, ['eu-north-1', 'eu-south-1'], 5200),
};
const demo = { profile: 'demo', regions: ['eu-north-1'] };
const other = { name: 'Sandbox', profile: 'other', regions: ['eu-north-1', 'eu-south-1'] };
const nobody = { name: 'Nobody', profile: 'no-such-profile' };

suite('several connections at once', () => {
	let api: ImageBuilderHistoryApi;

	const idsOf = async (accountId: string, region?: string) => {
		const from = new Date(Date.now() - 41 * 86_400_000).toISOString();
		const calls = await allCalls(api, { accountId, from, ...(region && { region }) });
		return new Set(
			calls
				.filter((call) => /^eu-(?:north|south)-1$/.test(call.region))
				.map((each) => each.eventId),
		);
	};

	suiteSetup(async () => {
		api = await activated();
		await order({ setRecords: [...records[golden], ...records[sandbox]] });
		await order({ clearLog: true });
	});

	suiteTeardown(async () => {
		await configure({ connections: undefined, profile: undefined });
		await order({ setRecords: [] });
		await order({ setLogs: [] });
	});

	test('reads both accounts, each with its profile in its Regions', async function () {
		this.timeout(60_000);
		await configure({ connections: [demo, other] });
		const report = await api.sync();
		assert.deepEqual(report.errors, []);
		assert.deepEqual(await idsOf(golden), tallyOf(records[golden]).eventIds);
		assert.deepEqual(await idsOf(sandbox), tallyOf(records[sandbox]).eventIds);
		const { requests } = await standInState();
		const asked = new Set(
			requests
				.filter(({ action }) => action === 'LookupEvents')
				.map(({ accountId, region }) => `${accountId} ${region}`),
		);
		assert.deepEqual([...asked].toSorted(), [
			`${golden} eu-north-1`,
			`${sandbox} eu-north-1`,
			`${sandbox} eu-south-1`,
		]);
	});

	test('filters by account and Region', async () => {
		const south = records[sandbox].filter(({ awsRegion }) => awsRegion === 'eu-south-1');
		assert.deepEqual(await idsOf(sandbox, 'eu-south-1'), tallyOf(south).eventIds);
		assert.equal((await idsOf(golden, 'eu-south-1')).size, 0);
	});

	test('goes on where one connection cannot be read', async function () {
		this.timeout(60_000);
		await configure({ connections: [demo, nobody] });
		const report = await api.sync();
		const [error, ...more] = report.errors;
		assert.equal(more.length, 0);
		assert.match(error?.message ?? '', /no-such-profile/);
		assert.equal((await idsOf(golden)).size, records[golden].length);
		// what only another connection read is not shown without it
		assert.equal((await idsOf(sandbox)).size, 0);
	});

	test('fetches older history by command without a question', async function () {
		this.timeout(60_000);
		const logGroup = 'aws/cloudtrail/managementevents';
		const old = buildHistory({
			...{ seed: 5300, accountId: golden, regions: ['eu-north-1'], count: 40, days: 20 },
			to: new Date(Date.now() - 300 * 86_400_000).toISOString(),
		});
		await order({ setLogs: old });
		const source = { type: 'cloudwatch-logs', logGroup, region: 'eu-central-1' };
		await configure({ connections: [{ ...demo, sources: ['event-history', source] }] });
		const window = {
			from: new Date(Date.now() - 330 * 86_400_000).toISOString(),
			to: new Date(Date.now() - 299 * 86_400_000).toISOString(),
		};
		const fetched = await vscode.commands.executeCommand<FetchReport | undefined>(Command.fetch, {
			...{ source: `cloudwatch-logs:${logGroup}`, ...window, confirm: false },
		});
		assert.equal(fetched?.newCalls, old.length);
		assert.deepEqual(fetched.gaps, []);
		const calls = await allCalls(api, { ...window, accountId: golden, region: 'eu-north-1' });
		assert.deepEqual(new Set(calls.map(({ eventId }) => eventId)), tallyOf(old).eventIds);
	});

	test('makes one of the list out of the simple settings, which do not bring it back', async () => {
		const profiles = () => readSettings().connections.map(({ profile }) => profile);
		const changed = (profile: string) => (raw: unknown, index: number) =>
			changeConnection(raw, index, { profile });
		await configure({ connections: [nobody], profile: 'demo' });
		const edited = new EditedConnection({ settings: readSettings }, undefined);
		await edited.change(changed('other'));
		assert.deepEqual(profiles(), [nobody.profile, 'other']);
		// one of the list that has the same profile too
		await configure({ connections: [demo], profile: 'demo' });
		await new EditedConnection({ settings: readSettings }, 0).change(changed('other'));
		assert.deepEqual(profiles(), ['other']);
		await configure({ connections: [nobody], profile: 'demo' });
		await new EditedConnection({ settings: readSettings }, undefined).remove();
		assert.deepEqual(profiles(), [nobody.profile]);
	});

	test('leaves a setting that it cannot read as it is', async () => {
		const broken = [demo, { profile: 'other', sources: [{ type: 's3' }] }, 'nonsense'];
		await configure({ connections: broken });
		const report = await api.sync();
		assert.deepEqual(report.errors, []);
		const section = vscode.workspace.getConfiguration(Setting.section);
		assert.deepEqual(section.get(Setting.connections), broken);
	});
});
