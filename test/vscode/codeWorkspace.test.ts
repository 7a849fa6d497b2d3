import * as assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { extensionId } from '../../src/contributions.ts';
import { LiveCodeIndex } from '../../src/editor/codeIndexLive.ts';
import { CodeThread } from '../../src/engine/codeThread.ts';
import { activated } from './support/extension.ts';

const template = (id: string, name: string): string => `Resources:
  ${id}:
    Type: AWS::ImageBuilder::ImagePipeline
    Properties:
      Name: ${name}
`;
const arnOf = (name: string): string =>
	`arn:aws:imagebuilder:eu-west-1:111122223333:image-pipeline/${name}`;

suite('the index of the workspace', () => {
	const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
	const base = join(root, 'index-test');
	const said: string[] = [];
	let reader: CodeThread;
	let index: LiveCodeIndex;

	function write(name: string, text: string): void {
		writeFileSync(join(base, name), text);
	}

	/** Makes a folder and waits until VS Code watches it: it overlooks what comes right after. */
	async function makeFolder(name: string): Promise<void> {
		const folder = name === '' ? base : join(base, name);
		const watcher = vscode.workspace.createFileSystemWatcher('**/*');
		const told = new Promise<void>((resolve) => {
			watcher.onDidCreate(({ fsPath }) => fsPath === folder && resolve());
		});
		mkdirSync(folder);
		await told;
		watcher.dispose();
	}

	suiteSetup(async () => {
		await activated();
		for (const folder of ['', 'hidden', 'deep', 'cdk.out', 'tf']) {
			await makeFolder(folder);
		}
		write('.gitignore', 'hidden/\n*.tfstate\n*.tfvars\n!shown.yaml\n');
		write('a.yaml', template('Alpha', 'alpha'));
		write('hidden/b.yaml', template('Beta', 'beta'));
		write('deep/.gitignore', 'x*.yaml\n');
		write('deep/xc.yaml', template('Gamma', 'gamma'));
		write('deep/d.yaml', template('Delta', 'delta'));
		write('cdk.out/e.template.json', '{"x": "AWS::ImageBuilder::Image"}');
		write('notes.md', `See ${arnOf('alpha')} and ${arnOf('no-code')}.\n`);
		write('big.yaml', `# ${'x'.repeat(1_100_000)}\n${template('Big', 'big')}`);
		const name = ['var.prefix', 'local.tail'].map((value) => `\${${value}}`).join('-');
		write(
			'tf/main.tf',
			`resource "aws_imagebuilder_image_pipeline" "p" {\n  name = "${name}"\n}\n`,
		);
		write(
			'tf/variables.tf',
			'variable "prefix" {\n  default = "none"\n}\nlocals {\n  tail = "tf"\n}\n',
		);
		write('tf/terraform.tfvars', 'prefix = "team"\n');
		const dist = vscode.Uri.joinPath(
			vscode.extensions.getExtension(extensionId)?.extensionUri ?? vscode.Uri.file('/'),
			'dist/',
		);
		const log = Object.assign((message: string | Error) => said.push(String(message)), {});
		reader = new CodeThread({
			worker: new URL(`file://${vscode.Uri.joinPath(dist, 'codeWorker.js').path}`),
			grammars: new URL(`file://${vscode.Uri.joinPath(dist, 'grammars/').path}`),
			log: (_level, message) => log(message),
		});
		index = new LiveCodeIndex({
			reader,
			log: { trace: log, debug: log, info: log, warn: log, error: log, show: () => undefined },
		});
	});

	suiteTeardown(async () => {
		index.dispose();
		await reader.close();
		rmSync(base, { recursive: true, force: true });
	});

	async function defined(): Promise<readonly string[]> {
		return (await index.definitions())
			.filter(({ uri }) => uri.fsPath.startsWith(base))
			.map(
				({ uri, line, resource }) =>
					`${uri.fsPath.slice(base.length + 1)}:${line} ${resource.pattern?.split('/').at(-1)}`,
			);
	}

	/** Waits until the index says so; changes of files are told with some delay. */
	async function until(expected: readonly string[]): Promise<void> {
		let found: readonly string[] = [];
		for (let tries = 0; tries < 60; tries++) {
			found = await defined();
			if (JSON.stringify(found) === JSON.stringify(expected)) {
				return;
			}
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		assert.deepEqual(found, expected, said.join('\n'));
	}

	test('knows nothing before it has read', () => {
		assert.equal(index.isDefined(arnOf('alpha')), undefined);
	});

	test('finds what is not hidden by git, settings or size, with values of neighbours', async () => {
		assert.deepEqual(await defined(), [
			'a.yaml:1 alpha',
			'deep/d.yaml:1 delta',
			'tf/main.tf:0 team-tf',
		]);
		assert.equal(index.isDefined(arnOf('alpha')), true);
		assert.equal(index.isDefined(arnOf('no-code')), false);
		assert.ok(
			said.some((line) => /too large.*big\.yaml/.test(line)),
			said.join('\n'),
		);
	});

	test('finds definitions, then mentions, of an ARN', async () => {
		const places = await index.placesOf(arnOf('alpha'));
		assert.deepEqual(
			places.map(({ uri, line, character, resource: { form } }) => [
				uri.fsPath.slice(base.length + 1),
				...[line, character, form],
			]),
			[
				['a.yaml', 1, 2, 'definition'],
				['notes.md', 0, 4, 'arn'],
			],
		);
	});

	test('follows what is created, changed, renamed and deleted', async () => {
		const rest = ['deep/d.yaml:1 delta', 'tf/main.tf:0 team-tf'];
		write('f.yaml', template('New', 'new'));
		await until(['a.yaml:1 alpha', ...rest.slice(0, 1), 'f.yaml:1 new', ...rest.slice(1)]);
		write('f.yaml', `# more\n${template('New', 'newer')}`);
		await until(['a.yaml:1 alpha', ...rest.slice(0, 1), 'f.yaml:2 newer', ...rest.slice(1)]);
		renameSync(join(base, 'f.yaml'), join(base, 'z.yaml'));
		await until(['a.yaml:1 alpha', ...rest, 'z.yaml:2 newer']);
		rmSync(join(base, 'z.yaml'));
		await until(['a.yaml:1 alpha', ...rest]);
		renameSync(join(base, 'deep'), join(base, 'deeper'));
		await until(['a.yaml:1 alpha', 'deeper/d.yaml:1 delta', 'tf/main.tf:0 team-tf']);
		rmSync(join(base, 'deeper'), { recursive: true });
		await until(['a.yaml:1 alpha', 'tf/main.tf:0 team-tf']);
	});

	test('reads a definition anew when its neighbours change, and the open document too', async () => {
		const uri = vscode.Uri.file(join(base, 'tf/main.tf'));
		const document = await vscode.workspace.openTextDocument(uri);
		assert.equal((await index.resourcesIn(document))[0]?.name, 'team-tf');
		write('tf/terraform.tfvars', 'prefix = "other"\n');
		await until(['a.yaml:1 alpha', 'tf/main.tf:0 other-tf']);
		assert.equal((await index.resourcesIn(document))[0]?.name, 'other-tf');
		const arn = arnOf('from-state');
		write(
			'tf/terraform.tfstate',
			JSON.stringify({
				version: 4,
				resources: [
					{
						...{ mode: 'managed', type: 'aws_imagebuilder_image_pipeline', name: 'p' },
						instances: [{ attributes: { arn } }],
					},
				],
			}),
		);
		await until(['a.yaml:1 alpha', 'tf/main.tf:0 from-state']);
		assert.equal(index.isDefined(arn), true);
		assert.deepEqual(
			(await index.placesOf(arn)).map(({ resource: { form } }) => form),
			['definition'],
		);
	});

	test('goes by what is typed and not saved', async () => {
		const document = await vscode.workspace.openTextDocument(vscode.Uri.file(join(base, 'a.yaml')));
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, new vscode.Position(0, 0), '# typed\n');
		edit.replace(document.uri, new vscode.Range(4, 12, 4, 17), 'typed');
		await vscode.workspace.applyEdit(edit);
		await until(['a.yaml:2 typed', 'tf/main.tf:0 from-state']);
		assert.equal(index.isDefined(arnOf('typed')), true);
		assert.equal(index.isDefined(arnOf('alpha')), false);
		await vscode.window.showTextDocument(document);
		await vscode.commands.executeCommand('workbench.action.files.revert');
		await until(['a.yaml:1 alpha', 'tf/main.tf:0 from-state']);
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
	});

	test('hides and shows with .gitignore and files.exclude', async () => {
		write('.gitignore', 'a.yaml\n');
		await until(['hidden/b.yaml:1 beta', 'tf/main.tf:0 from-state']);
		const files = vscode.workspace.getConfiguration('files');
		await files.update('exclude', { '**/hidden': true }, vscode.ConfigurationTarget.Global);
		await until(['tf/main.tf:0 from-state']);
		await files.update('exclude', undefined, vscode.ConfigurationTarget.Global);
		await until(['hidden/b.yaml:1 beta', 'tf/main.tf:0 from-state']);
	});
});
