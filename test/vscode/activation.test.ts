import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Command, extensionId, View } from '../../src/contributions.ts';

suite('activation', () => {
	test('the extension is installed and returns its API', async () => {
		const extension = vscode.extensions.getExtension(extensionId);
		assert.ok(extension, `${extensionId} is not known to VS Code`);
		const api = (await extension.activate()) as Record<string, unknown>;
		assert.equal(extension.isActive, true);
		assert.equal(api.version, 1);
		for (const method of ['calls', 'resources', 'sync', 'importLogs', 'coverage', 'resourcesIn']) {
			assert.equal(typeof api[method], 'function', method);
		}
		assert.equal(typeof api.onDidChange, 'function');
	});

	test('every command is registered', async () => {
		await vscode.extensions.getExtension(extensionId)?.activate();
		const registered = new Set(await vscode.commands.getCommands(true));
		const missing = Object.values(Command).filter((command) => !registered.has(command));
		assert.deepEqual(missing, []);
	});

	test('the view opens', async () => {
		await vscode.commands.executeCommand(`${View.resources}.focus`);
	});

	test('reads nothing of this machine’s AWS configuration', () => {
		assert.match(process.env.AWS_CONFIG_FILE ?? '', /ibh-/);
		assert.match(process.env.HOME ?? process.env.USERPROFILE ?? '', /ibh-/);
	});
});
