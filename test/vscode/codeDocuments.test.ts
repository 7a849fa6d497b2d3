import * as assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { DocumentResource, ImageBuilderHistoryApi } from '../../src/api.ts';
import { activated } from './support/extension.ts';
import { freshDocument } from './support/freshDocument.ts';

const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/weekly';
const template = `Resources:
  Weekly:
    Type: AWS::ImageBuilder::ImagePipeline
    Properties:
      Name: weekly
  Recipe:
    Type: AWS::ImageBuilder::ImageRecipe
    Properties:
      Name: golden
`;

const opened = { language: 'yaml', content: template };

/** Definitions in the fixtures; `.txt` behind code keeps compilers away from it. */
const fixtures: Readonly<Record<string, number>> = {
	'goldenAmi.yaml': 6,
	'synthesised.template.json': 2,
	'main.tf': 6,
	'main.tf.json': 2,
	'terraform.tfstate': 0,
	'cdkStack.ts.txt': 6,
	'cdkConstructs.ts.txt': 4,
	'cdkStack.js.txt': 3,
	'cdkStack.py.txt': 5,
	'pulumi.ts.txt': 3,
	'pulumi.py.txt': 3,
	'Pulumi.yaml': 3,
	'serverless.yml': 1,
	'streams.yaml': 3,
	'pipeline.yml.tpl': 2,
	'plan.json': 0,
};

function summary(document: vscode.TextDocument, found: readonly DocumentResource[]): string[] {
	return found.map(
		({ range, form, kind }) => `${range.start.line} ${document.getText(range)} ${form} ${kind}`,
	);
}

suite('resources of a document', () => {
	let api: ImageBuilderHistoryApi;

	let folder: string;

	suiteSetup(async () => {
		folder = mkdtempSync(join(tmpdir(), 'ibh-documents-'));
		api = await activated();
	});

	suiteTeardown(() => rmSync(folder, { recursive: true, force: true }));

	async function edited(
		document: vscode.TextDocument,
		change: (edit: vscode.WorkspaceEdit) => void,
	): Promise<void> {
		const edit = new vscode.WorkspaceEdit();
		change(edit);
		assert.ok(await vscode.workspace.applyEdit(edit));
		assert.ok(document.isDirty || document.isUntitled);
	}

	for (const [name, definitions] of Object.entries(fixtures)) {
		test(`finds what ${name} defines, as a file`, async () => {
			const file = join(folder, name.replace(/\.txt$/, ''));
			copyFileSync(join(process.env.IBH_PROJECT ?? '', 'test', 'fixtures', 'iac', name), file);
			const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
			const found = await api.resourcesIn(document);
			const defined = found.filter(({ form }) => form === 'definition');
			assert.equal(defined.length, definitions);
			for (const { range, logicalId = '' } of defined) {
				const covered = document.getText(range).replace(/^(["'])(.*)\1$/, '$2');
				assert.ok(covered.includes(logicalId), `${covered} is not ${logicalId}`);
			}
		});
	}

	test('follows edits: ranges move, what is added is found, what is gone is not', async () => {
		const document = await vscode.workspace.openTextDocument(opened);
		assert.deepEqual(summary(document, await api.resourcesIn(document)), [
			'1 Weekly definition image-pipeline',
			'5 Recipe definition image-recipe',
		]);
		await edited(document, (edit) => {
			edit.insert(document.uri, new vscode.Position(0, 0), '# first\n');
			edit.insert(document.uri, new vscode.Position(5, 0), `    Metadata: ${arn}\n`);
		});
		assert.deepEqual(summary(document, await api.resourcesIn(document)), [
			'2 Weekly definition image-pipeline',
			`6 ${arn} arn image-pipeline`,
			'7 Recipe definition image-recipe',
		]);
		await edited(document, (edit) => {
			edit.delete(document.uri, new vscode.Range(2, 0, 7, 0));
		});
		assert.deepEqual(summary(document, await api.resourcesIn(document)), [
			'2 Recipe definition image-recipe',
		]);
	});

	test('keeps what is known while somebody types', async () => {
		const document = await vscode.workspace.openTextDocument(opened);
		await api.resourcesIn(document);
		await edited(document, (edit) => {
			edit.insert(document.uri, new vscode.Position(5, 0), '      Schedule: {Expression: "\n');
		});
		const found = summary(document, await api.resourcesIn(document));
		assert.ok(found.includes('1 Weekly definition image-pipeline'), found.join());
		assert.ok(found.includes('6 Recipe definition image-recipe'), found.join());
	});

	test('answers for the text as it is, however fast it changes', async () => {
		const document = await vscode.workspace.openTextDocument(opened);
		const asked: Promise<readonly DocumentResource[]>[] = [];
		for (let line = 0; line < 10; line++) {
			asked.push(api.resourcesIn(document));
			await edited(document, (edit) => {
				edit.insert(document.uri, new vscode.Position(0, 0), '# one more\n');
			});
		}
		await Promise.all(asked);
		assert.deepEqual(summary(document, await api.resourcesIn(document)), [
			'11 Weekly definition image-pipeline',
			'15 Recipe definition image-recipe',
		]);
	});

	test('sees the first mention that is typed into a document that had none', async () => {
		const document = await freshDocument({
			language: 'yaml',
			content: 'Resources:\n  A:\n    Type: AWS::Image\n',
		});
		assert.deepEqual(await api.resourcesIn(document), []);
		await edited(document, (edit) => {
			edit.insert(document.uri, new vscode.Position(2, 20), 'Builder::Component');
		});
		assert.deepEqual(summary(document, await api.resourcesIn(document)), [
			'1 A definition component',
		]);
	});

	test('stays right when line ends change', async () => {
		const document = await vscode.workspace.openTextDocument(opened);
		await api.resourcesIn(document);
		const editor = await vscode.window.showTextDocument(document);
		await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
		await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# first\n'));
		assert.deepEqual(summary(document, await api.resourcesIn(document)), [
			'2 Weekly definition image-pipeline',
			'6 Recipe definition image-recipe',
		]);
	});

	test('takes odd documents as they come', async () => {
		for (const content of [
			'',
			'\ufeffimagebuilder',
			'imagebuilder: [[[{{{',
			'\u0000imagebuilder',
		]) {
			for (const language of ['yaml', 'json', 'typescript', 'python', 'plaintext']) {
				const document = await vscode.workspace.openTextDocument({ language, content });
				assert.deepEqual(await api.resourcesIn(document), [], JSON.stringify(content));
			}
		}
	});
});
