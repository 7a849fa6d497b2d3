import * as assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import type { ImageBuilderHistoryApi } from '../../src/api.ts';
import { Command } from '../../src/contributions.ts';
import type { CloudTrailRecord } from '../../src/model/record.ts';
import { buildHistory } from '../builders/history.ts';
import { activated, allCalls, configure } from './support/extension.ts';
import { newQueue } from './support/queue.ts';

const accountId = '444455556666';
const records = buildHistory({
	seed: 4711,
	accountId,
	regions: ['eu-central-1'],
	count: 30,
	to: new Date(Date.now() - 60_000).toISOString(),
});

/** Other suites leave calls of their own. */
const known = new Set(records.map(({ eventID }) => eventID));

suite('live sources', () => {
	let api: ImageBuilderHistoryApi;
	let folder: string;
	let queue: Awaited<ReturnType<typeof newQueue>>;

	suiteSetup(async () => {
		api = await activated();
		folder = await mkdtemp(join(tmpdir(), 'ibh-live-'));
		await mkdir(join(folder, 'logs'));
		await put('old.json.gz', records.slice(0, 10));
		queue = await newQueue('live-test');
	});

	suiteTeardown(async () => {
		await configure({ connections: undefined });
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
		await rm(folder, { recursive: true, force: true });
	});

	async function put(name: string, some: readonly CloudTrailRecord[]): Promise<void> {
		await writeFile(join(folder, 'logs', name), gzipSync(JSON.stringify({ Records: some })));
	}

	/** Waits until just these of the records are shown, without asking for a sync. */
	async function shows(some: readonly CloudTrailRecord[]): Promise<void> {
		const wanted = some.map(({ eventID }) => eventID).toSorted();
		const end = Date.now() + 15_000;
		for (;;) {
			const calls = await allCalls(api);
			const ids = calls
				.map(({ eventId }) => eventId)
				.filter((id) => known.has(id))
				.toSorted();
			if (ids.join() === wanted.join()) {
				return;
			}
			assert.ok(Date.now() < end, `${ids.length} calls in place of ${wanted.length}`);
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}

	test('the settings bring what lies in a folder, and all that comes', async () => {
		const sources = [
			{ type: 'sqs', queueUrl: queue.url },
			{ type: 'folder', path: join(folder, 'logs') },
		];
		await configure({ connections: [{ name: 'Live', profile: 'demo', sources }] });
		const { errors } = await api.sync();
		assert.deepEqual(errors, []);
		await shows(records.slice(0, 10));
		await put('new.json.gz', records.slice(10, 20));
		await shows(records.slice(0, 20));
		for (const detail of records.slice(20)) {
			await queue.send({ 'detail-type': 'AWS API Call via CloudTrail', detail });
		}
		await shows(records);
	}).timeout(60_000);

	test('calls say where they came from, and nothing is said to be complete', async () => {
		const [first, last] = [records[0], records.at(-1)];
		const calls = new Map((await allCalls(api)).map((call) => [call.eventId, call]));
		assert.deepEqual(calls.get(first?.eventID ?? '')?.sources, ['logs']);
		assert.deepEqual(calls.get(last?.eventID ?? '')?.sources, ['sqs:live-test']);
		const claimed = (await api.coverage()).filter(({ source }) => /^(?:sqs:|logs$)/.test(source));
		assert.deepEqual(claimed, []);
		assert.ok((await api.resources()).length > 0);
	});

	test('the messages are gone once their calls are stored', async () => {
		const end = Date.now() + 10_000;
		while ((await queue.left()) > 0) {
			assert.ok(Date.now() < end, 'messages are left');
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	});

	test('the setup of live updates is shown with the names of the settings', async () => {
		const text = await vscode.commands.executeCommand(Command.showLiveSetup, 'Live');
		const shown = vscode.window.activeTextEditor?.document;
		assert.equal(shown?.getText(), text);
		assert.match(String(text), /--profile demo/);
		assert.match(String(text), /QueueName: live-test\n/);
		assert.equal(shown?.uri.scheme, 'image-builder-live');
	});
});
