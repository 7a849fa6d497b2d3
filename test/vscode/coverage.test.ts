import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ImageBuilderHistoryApi } from '../../src/api.ts';
import { Command } from '../../src/contributions.ts';
import type { FetchReport } from '../../src/model/fetch.ts';
import { permissions } from '../../src/model/permissions.ts';
import { readConnections } from '../../src/model/readConnections.ts';
import { below, coverageRows, type LineRow } from '../../src/sidebar/coverageRows.ts';
import { coverageWords } from '../../src/sidebar/coverageWords.ts';
import { buildHistory } from '../builders/history.ts';
import { copyPrefix, standInBucket } from '../servers/standInBucket.ts';
import { activated, configure } from './support/extension.ts';
import { order, standInState } from './support/standIn.ts';

const day = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * day).toISOString();
/** One that no other suite reads. */
const region = 'ap-south-1';
const history = (seed: number, days: number, to: number) =>
	buildHistory({
		...{ seed, accountId: '111122223333', regions: [region] },
		...{ count: 100, days, to: daysAgo(to) },
	});
const connections = [
	{
		name: 'covered',
		profile: 'demo',
		regions: [region],
		sources: [
			'event-history',
			{ type: 's3', bucket: standInBucket, prefix: copyPrefix, complete: 'all' },
		],
	},
];

suite('what is known, and what fills the rest', () => {
	let api: ImageBuilderHistoryApi;

	/** The lines of the Region as the Coverage view has them. */
	const lines = async (): Promise<readonly LineRow[]> => {
		const settings = readConnections(connections, { profile: '', regions: [] }).connections;
		const rows = coverageRows({
			coverage: (await api.coverage()).filter((each) => each.region === region),
			gaps: [],
			connections: settings.map((each) => ({ settings: each, regions: each.regions })),
			lookBackDays: 90,
			now: Date.now(),
		});
		return rows
			.flatMap((account) => below(account))
			.flatMap((place) => below(place))
			.filter((row) => row.type === 'line');
	};
	const labels = async () =>
		(await lines()).map((line) => {
			const { label, description } = coverageWords(line, { now: Date.now(), locale: 'en' });
			return `${label}; ${description}`;
		});
	const lineOf = async (kind: 'refresh' | 'fetch') => {
		const line = (await lines()).find(({ filling }) => filling?.kind === kind);
		assert.ok(line?.filling, (await labels()).join('\n'));
		return { ...line, filling: line.filling };
	};

	suiteSetup(async () => {
		api = await activated();
		await order({ setRecords: history(7701, 60, 0.1) });
		await order({ setLogs: history(7702, 20, 95) });
		await configure({ lookBackDays: 30, connections });
		await api.sync();
	});

	suiteTeardown(async () => {
		await configure({ lookBackDays: undefined, connections: undefined });
		await order({ setRecords: [] });
		await order({ setLogs: [] });
	});

	test('says since when everything is known, and what could be read', async () => {
		const [known, recent, old, ...others] = await labels();
		assert.match(known ?? '', /^Everything since .*; Event history$/);
		assert.match(recent ?? '', /^Not read: .* – .*; read it now$/);
		assert.match(old ?? '', /^Not read: before .*; fetch from S3 bucket /);
		assert.deepEqual(others, []);
	});

	test('shows the view', async () => {
		await vscode.commands.executeCommand(Command.showCoverage);
	});

	test('reads now what Event history still has', async () => {
		await configure({ lookBackDays: 90 });
		await vscode.commands.executeCommand(Command.fetchGap, await lineOf('refresh'));
		const [known, old, ...others] = await labels();
		assert.match(known ?? '', /^Everything since /);
		assert.match(old ?? '', /^Not read: before /);
		assert.deepEqual(others, []);
	});

	test('fetches what is older from where the row says', async () => {
		const { filling, to = 0 } = await lineOf('fetch');
		assert.equal(filling.kind, 'fetch');
		const report = await vscode.commands.executeCommand<FetchReport | undefined>(Command.fetchGap, {
			...filling,
			from: daysAgo(120),
			to: new Date(to).toISOString(),
			confirm: false,
		});
		assert.equal(report?.newCalls, 100);
		assert.ok(
			(await labels()).some((label) => label.includes(`S3 bucket ${standInBucket}/${copyPrefix}`)),
		);
	});

	test('copies the policy of a source with its names', async () => {
		const id = `s3://${standInBucket}/${copyPrefix}`;
		const text = await vscode.commands.executeCommand<string>(Command.copyPolicy, id);
		assert.equal(await vscode.env.clipboard.readText(), text);
		assert.ok(text.includes(`"arn:aws:s3:::${standInBucket}"`));
	});

	test('sends only what the table of permissions lists', async () => {
		const listed = Object.values(permissions).flatMap((rows) =>
			rows.flatMap(({ request }) => request?.[1] ?? []),
		);
		const { requests } = await standInState();
		const sent = new Set(requests.map(({ action }) => action));
		assert.ok(sent.has('LookupEvents'), [...sent].join());
		assert.deepEqual(
			[...sent].filter((action) => !listed.includes(action)),
			[],
		);
	});
});
