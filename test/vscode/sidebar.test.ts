import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ImageBuilderHistoryApi } from '../../src/api.ts';
import { Command, extensionId } from '../../src/contributions.ts';

const run = (command: string, ...args: unknown[]) =>
	vscode.commands.executeCommand(command, ...args);

const settings = () => vscode.workspace.getConfiguration('imageBuilderHistory');

suite('sidebar and commands', () => {
	let api: ImageBuilderHistoryApi;

	suiteSetup(async () => {
		const extension = vscode.extensions.getExtension<ImageBuilderHistoryApi>(extensionId);
		assert.ok(extension);
		api = await extension.activate();
		await run(Command.openSample);
	});

	suiteTeardown(async () => {
		await run(Command.leaveSample);
		await run('workbench.action.closeAllEditors');
		await settings().update('showReadCalls', undefined, vscode.ConfigurationTarget.Global);
	});

	test('the sample is there after one command and gone after another', async () => {
		const { calls } = await api.calls({ limit: 1 });
		assert.equal(calls.length, 1);
		assert.ok((await api.resources({ kinds: ['image-pipeline'] })).length > 0);
		await run(Command.leaveSample);
		const { calls: others } = await api.calls({ limit: 1 });
		assert.notEqual(others[0]?.eventId, calls[0]?.eventId);
		await run(Command.openSample);
	});

	test('copies an ARN from a text and from a row', async () => {
		const [pipeline] = await api.resources({ kinds: ['image-pipeline'] });
		assert.ok(pipeline);
		await run(Command.copyArn, pipeline.arn);
		assert.equal(await vscode.env.clipboard.readText(), pipeline.arn);
		await vscode.env.clipboard.writeText('');
		await run(Command.copyArn, { type: 'resource', arn: pipeline.arn });
		assert.equal(await vscode.env.clipboard.readText(), pipeline.arn);
	});

	test('compares two calls in a diff, the older one on the left', async () => {
		const eventNames = ['UpdateImagePipeline'];
		const [newer, older] = (await api.calls({ eventNames, limit: 2 })).calls;
		assert.ok(newer && older);
		await run(Command.compareCalls, newer.eventId, older.eventId);
		const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
		assert.ok(input instanceof vscode.TabInputTextDiff);
		assert.equal(input.original.query, older.eventId);
		assert.equal(input.modified.query, newer.eventId);
		const document = await vscode.workspace.openTextDocument(input.modified);
		assert.match(document.getText(), /UpdateImagePipeline/);
	});

	test('takes grouping and filter as arguments', async () => {
		for (const groupBy of ['day', 'caller', 'resource']) {
			await run(Command.groupBy, groupBy);
		}
		await run(Command.filter, { failed: true });
		await run(Command.clearFilter);
	});

	test('shows and hides read calls by the setting', async () => {
		await run(Command.showReadCalls);
		assert.equal(settings().get('showReadCalls'), true);
		await run(Command.hideReadCalls);
		assert.equal(settings().get('showReadCalls'), false);
	});

	test('chooses Regions and profile from arguments', async () => {
		const before = settings().inspect('regions')?.globalValue;
		await run(Command.selectRegions, ['eu-west-1']);
		assert.deepEqual(settings().get('regions'), ['eu-west-1']);
		await settings().update('regions', before, vscode.ConfigurationTarget.Global);
	});

	test('imports a folder and says which files it skipped and why', async () => {
		const folder = vscode.Uri.joinPath(
			vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/'),
			'logs',
		);
		await vscode.workspace.fs.createDirectory(folder);
		await vscode.workspace.fs.writeFile(
			vscode.Uri.joinPath(folder, 'broken.json'),
			new TextEncoder().encode('{"Records":[{'),
		);
		const report = await run(Command.importLogs, [folder]);
		assert.ok(report && typeof report === 'object' && 'skipped' in report);
		const { skipped } = report as { skipped: readonly { file: string; reason: string }[] };
		assert.equal(skipped.length, 1);
		assert.match(skipped[0]?.file ?? '', /broken\.json$/);
		assert.notEqual(skipped[0]?.reason, '');
		await vscode.workspace.fs.delete(folder, { recursive: true });
	});
});
