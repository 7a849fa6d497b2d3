import * as assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ImageBuilderHistoryApi } from '../../src/api.ts';
import { Command, extensionId } from '../../src/contributions.ts';

const run = (command: string, ...args: unknown[]) =>
	vscode.commands.executeCommand(command, ...args);

suite('states of resources and what can be taken away', () => {
	let api: ImageBuilderHistoryApi;

	suiteSetup(async () => {
		const extension = vscode.extensions.getExtension<ImageBuilderHistoryApi>(extensionId);
		assert.ok(extension);
		api = await extension.activate();
		await run(Command.openSample);
	});

	suiteTeardown(async () => {
		await run('workbench.action.closeAllEditors');
		await run(Command.leaveSample);
	});

	/** The latest update of a pipeline that did not fail, and its pipeline. */
	async function latestUpdate() {
		const eventNames = ['UpdateImagePipeline'];
		const [call] = (await api.calls({ eventNames, failed: false, limit: 1 })).calls;
		const arn = call?.touches.find(({ role }) => role === 'subject')?.arn;
		assert.ok(call && arn);
		return { call, arn };
	}

	test('shows the state of a resource with the call that set each property', async () => {
		const { call, arn } = await latestUpdate();
		await run(Command.showState, arn, call.eventTime);
		const document = vscode.window.activeTextEditor?.document;
		assert.equal(document?.languageId, 'jsonc');
		assert.equal(document?.uri.scheme, 'image-builder-state');
		assert.ok(document?.getText().includes(`// ${arn}`));
		assert.match(document?.getText() ?? '', /"\w+": .* \/\/ (?:Create|Update)ImagePipeline \d{4}-/);
	});

	test('takes a row for the state', async () => {
		const { call } = await latestUpdate();
		await run(Command.showState, { type: 'call', eventId: call.eventId, call });
		const document = vscode.window.activeTextEditor?.document;
		assert.ok(document?.getText().includes(call.eventTime));
	});

	test('lays two states side by side, the older one on the left', async () => {
		const { call, arn } = await latestUpdate();
		const before = new Date(Date.parse(call.eventTime) - 1000).toISOString();
		await run(Command.compareStates, arn, call.eventTime, before);
		const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
		assert.ok(input instanceof vscode.TabInputTextDiff);
		assert.ok(input.modified.query.includes(encodeURIComponent(call.eventTime)));
	});

	test('compares a call with the one before it', async () => {
		const { call } = await latestUpdate();
		await run(Command.compareWithPrevious, call.eventId);
		const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
		assert.ok(input instanceof vscode.TabInputTextDiff);
		assert.equal(input.modified.query, call.eventId);
		assert.notEqual(input.original.query, call.eventId);
	});

	test('exports calls without a question, and leaves out what shall not leave', async () => {
		const { call } = await latestUpdate();
		const folder = await mkdtemp(join(tmpdir(), 'image-builder-history-export-'));
		try {
			const uri = vscode.Uri.file(join(folder, 'calls.json'));
			const redact = { accounts: true };
			const filter = { filter: { eventNames: [call.eventName] } };
			await run(Command.exportCalls, filter, { uri, format: 'json', redact });
			const text = await readFile(uri.fsPath, 'utf8');
			const { Records } = JSON.parse(text) as { Records: { eventID: string }[] };
			assert.ok(Records.some(({ eventID }) => eventID === call.eventId));
			assert.ok(!text.includes(call.accountId));
			assert.deepEqual(await readdir(folder), ['calls.json']);
			const other = vscode.Uri.file(join(folder, 'other.json'));
			for (const wrong of [{ redact: { account: true } }, { redact: true }, { format: 'xml' }]) {
				void run(Command.exportCalls, filter, { uri: other, ...wrong }).then(
					undefined,
					() => undefined,
				);
			}
			await run(Command.exportCalls, filter, { uri, format: 'csv' });
			assert.deepEqual(await readdir(folder), ['calls.json'], 'nothing is written by mistake');
		} finally {
			await rm(folder, { recursive: true });
		}
	});

	test('copies the command that finds an event, and an incident card', async () => {
		const { call } = await latestUpdate();
		await run(Command.copyEventCommand, { eventId: call.eventId });
		assert.match(
			await vscode.env.clipboard.readText(),
			new RegExp(`^aws cloudtrail lookup-events .*AttributeValue=${call.eventId} --region`),
		);
		await run(Command.copyIncidentCard, call.eventId);
		const card = await vscode.env.clipboard.readText();
		assert.match(card, /^## `UpdateImagePipeline`/);
		assert.match(card, /### What changed/);
	});
});
