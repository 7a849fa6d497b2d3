import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Command, extensionId, View } from '../../src/contributions.ts';
import { freshDocument } from './support/freshDocument.ts';

const arn = 'arn:aws:imagebuilder:ap-southeast-4:444455556666:image-pipeline/never-seen';

function panels(): readonly vscode.Tab[] {
	return vscode.window.tabGroups.all
		.flatMap((group) => group.tabs)
		.filter(
			({ input }) =>
				input instanceof vscode.TabInputWebview && input.viewType.endsWith(View.history),
		);
}

/** Tabs are told to the extension host a little later than the command ends. */
async function eventually(condition: () => boolean, what: () => unknown): Promise<void> {
	const end = Date.now() + 10_000;
	while (!condition()) {
		assert.ok(Date.now() < end, `still: ${JSON.stringify(what())}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

const labels = () => panels().map(({ label }) => label);
const shows = (label: string) =>
	eventually(() => labels().length === 1 && labels()[0] === label, labels);

suite('the history panel', () => {
	suiteSetup(async () => {
		await vscode.extensions.getExtension(extensionId)?.activate();
	});

	teardown(async () => {
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
	});

	test('opens on an ARN, a pattern, a row, a caller and everything, one panel for all', async () => {
		await vscode.commands.executeCommand(Command.showHistory, arn);
		await shows('History: never-seen');
		await vscode.commands.executeCommand(
			Command.showHistory,
			'arn:aws:imagebuilder:*:*:image-recipe/golden-ami/1.x.x',
		);
		await shows('History: golden-ami 1.x.x');
		await vscode.commands.executeCommand(Command.showHistory, { type: 'resource', arn });
		await shows('History: never-seen');
		await vscode.commands.executeCommand(Command.showHistory, { caller: 'alice' });
		await shows('History: alice');
		await vscode.commands.executeCommand(Command.showHistory, { kind: 'all' });
		await shows('History: All calls');
	});

	test('opens on the ARN at the cursor', async () => {
		const content = `pipeline: ${arn}\n`;
		const document = await freshDocument({ content });
		const position = document.positionAt(content.indexOf('image-pipeline'));
		await vscode.window.showTextDocument(document, {
			selection: new vscode.Range(position, position),
		});
		await vscode.commands.executeCommand(Command.showHistory);
		await shows('History: never-seen');
	});

	test('can be closed and opened again', async () => {
		await vscode.commands.executeCommand(Command.showHistory, arn);
		await shows('History: never-seen');
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
		await eventually(() => panels().length === 0, labels);
		await vscode.commands.executeCommand(Command.showHistory, arn);
		await shows('History: never-seen');
	});
});

suite('revealInCode', () => {
	teardown(async () => {
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
	});

	test('opens the place in the workspace that names the resource', async () => {
		const [folder] = vscode.workspace.workspaceFolders ?? [];
		assert.ok(folder);
		const uri = vscode.Uri.joinPath(folder.uri, 'reveal.tf');
		await vscode.workspace.fs.writeFile(uri, Buffer.from(`# first line\n  arn = "${arn}"\n`));
		try {
			// VS Code tells of a new file when it pleases
			const end = Date.now() + 10_000;
			while (!vscode.window.activeTextEditor && Date.now() < end) {
				await vscode.commands.executeCommand(Command.revealInCode, arn);
				await new Promise((resolve) => setTimeout(resolve, 200));
			}
			const editor = vscode.window.activeTextEditor;
			assert.equal(editor?.document.uri.path, uri.path);
			assert.equal(editor?.document.getText(editor.selection), arn);
		} finally {
			await vscode.commands.executeCommand('workbench.action.closeAllEditors');
			await vscode.workspace.fs.delete(uri);
		}
	});

	test('prefers what is typed to what is saved', async () => {
		const document = await vscode.workspace.openTextDocument({ content: `x: ${arn}/1.0.0\n` });
		await vscode.commands.executeCommand(Command.revealInCode, arn);
		const editor = vscode.window.activeTextEditor;
		assert.equal(editor?.document.uri.toString(), document.uri.toString());
		assert.equal(editor?.document.getText(editor.selection), `${arn}/1.0.0`);
	});
});
