import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Command, Setting } from '../../src/contributions.ts';
import { eventually } from './support/eventually.ts';
import { activated, configure } from './support/extension.ts';
import { freshDocument } from './support/freshDocument.ts';

const place = 'arn:aws:imagebuilder:eu-west-1:111122223333';

async function demoFile(name: string): Promise<vscode.TextDocument> {
	const [folder] = vscode.workspace.workspaceFolders ?? [];
	assert.ok(folder);
	return vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
}

async function lensesOf(document: vscode.TextDocument): Promise<readonly vscode.CodeLens[]> {
	const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
		'vscode.executeCodeLensProvider',
		document.uri,
	);
	return lenses.filter(({ command }) => command?.command.startsWith('imageBuilderHistory.'));
}

async function hoverAt(document: vscode.TextDocument, text: string, from = 0): Promise<string> {
	const offset = document.getText().indexOf(text, from);
	assert.ok(offset >= 0, text);
	const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
		'vscode.executeHoverProvider',
		document.uri,
		document.positionAt(offset + 1),
	);
	return hovers
		.flatMap(({ contents }) => contents)
		.map((content) => (typeof content === 'string' ? content : content.value))
		.filter((markdown) => markdown.includes('command:imageBuilderHistory.'))
		.join('\n\n')
		.replace(/&#(\d+);/g, (_entity, code) => String.fromCodePoint(Number(code)));
}

function outsideIn(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
	return vscode.languages
		.getDiagnostics(document.uri)
		.filter(({ code }) => code === 'outside-code');
}

suite('history in code', () => {
	suiteSetup(async () => {
		await activated();
		await vscode.commands.executeCommand(Command.openSample);
	});

	teardown(async () => {
		await configure({
			[Setting.codeEnabled]: undefined,
			[Setting.codeLensEnabled]: undefined,
			[Setting.hoverEnabled]: undefined,
			[Setting.diagnosticsEnabled]: undefined,
			[Setting.allowedOrigins]: undefined,
		});
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
	});

	suiteTeardown(async () => {
		await vscode.commands.executeCommand(Command.leaveSample);
	});

	suite('the lens', () => {
		test('says who changed a definition last, with what, how often, and that it was outside code', async () => {
			const document = await demoFile('main.tf');
			const lenses = await lensesOf(document);
			const lens = lenses.find(({ range }) =>
				document.lineAt(range.start.line).text.includes('image_pipeline'),
			);
			assert.match(
				lens?.command?.title ?? '',
				/^changed \S+ \S+ ago by alice@example\.com · console ⚠ outside code · \d+ changes in 90 d · sample$/,
			);
			assert.equal(lens?.command?.command, Command.showHistory);
			assert.deepEqual(lens?.command?.arguments, [`${place}:image-pipeline/golden-ami`]);
			assert.equal(lenses.length, 4);
		});

		test('is silent of what was deployed last by the owning tool, of the unknown, and in prose', async () => {
			const recipe = (await lensesOf(await demoFile('main.tf')))[0]?.command?.title ?? '';
			assert.match(recipe, /^changed .* by GitHubActions · Terraform · 1 change in 90 d/);
			const unknown = await freshDocument({
				language: 'yaml',
				content:
					'Resources:\n  Never:\n    Type: AWS::ImageBuilder::ImagePipeline\n    Properties:\n      Name: never-seen\n',
			});
			assert.deepEqual(await lensesOf(unknown), []);
			assert.deepEqual(await lensesOf(await demoFile('README.md')), []);
		});

		test('goes and comes with one command, and with everything in code', async () => {
			const document = await demoFile('template.yaml');
			assert.ok((await lensesOf(document)).length > 0);
			await vscode.commands.executeCommand(Command.toggleCodeLens);
			assert.deepEqual(await lensesOf(document), []);
			await vscode.commands.executeCommand(Command.toggleCodeLens);
			assert.ok((await lensesOf(document)).length > 0);
			await configure({ [Setting.codeEnabled]: false });
			assert.deepEqual(await lensesOf(document), []);
			assert.equal(await hoverAt(document, 'WebPipeline'), '');
		});

		test('offers the choice where several resources fit, and keeps what was chosen', async () => {
			const document = await freshDocument({
				language: 'yaml',
				content:
					"Resources:\n  Some:\n    Type: AWS::ImageBuilder::ImagePipeline\n    Properties:\n      Name: !Join ['', [!Ref Prefix, golden-ami]]\n",
			});
			const [lens] = await lensesOf(document);
			assert.match(lens?.command?.title ?? '', /^2 known resources fit/);
			assert.equal(lens?.command?.command, Command.chooseResource);
			assert.match(await hoverAt(document, 'Some'), /my-golden-ami/);
			try {
				const args = lens?.command?.arguments ?? [];
				const chosen = vscode.commands.executeCommand(Command.chooseResource, ...args);
				await new Promise((resolve) => setTimeout(resolve, 500));
				await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
				await chosen;
				const [after] = await lensesOf(document);
				assert.match(after?.command?.title ?? '', /^changed /);
				assert.match(String(after?.command?.arguments?.[0]), /image-pipeline\/(?:my-)?golden-ami$/);
			} finally {
				const section = vscode.workspace.getConfiguration(Setting.section);
				const target = vscode.ConfigurationTarget.Workspace;
				await section.update(Setting.codeResources, undefined, target);
			}
		});
	});

	suite('the hover', () => {
		test('tells of a definition the changes outside code, and why', async () => {
			const document = await demoFile('main.tf');
			for (const at of [
				'"golden" {\n  name                             =',
				'aws_imagebuilder_image_pipeline',
			]) {
				const hover = await hoverAt(document, at);
				assert.match(hover, /\*\*Outside code\*\*/);
				assert.match(hover, /changed-since-deploy/);
				assert.match(hover, /sessionCredentialFromConsole/);
				assert.match(hover, /Matched by name and kind/);
				assert.match(hover, /The code says `cron\(0 4 \* \* \? \*\)`/);
			}
		});

		test('tells of a property who set it, to what, and what it was', async () => {
			const document = await demoFile('main.tf');
			const hover = await hoverAt(document, 'schedule_expression');
			assert.match(hover, /`schedule\.scheduleExpression` was last set/);
			assert.match(hover, /alice@example\.com/);
			assert.match(hover, /`cron\(0 9 \* \* \? \*\)`, before that `cron\(0 4 \* \* \? \*\)`/);
			assert.match(hover, /The code says `cron\(0 4 \* \* \? \*\)`/);
			const types = await hoverAt(document, 'instance_types');
			assert.match(types, /`\["t3\.nano"\]`, before that `\["m7i\.large"\]`/);
		});

		test('tells of a reference what it refers to, and who set it', async () => {
			const document = await demoFile('template.yaml');
			const hover = await hoverAt(document, 'WebRecipe', document.getText().indexOf('!Ref'));
			assert.match(hover, /web-node 1\.3\.0/);
			assert.match(hover, /`imageRecipeArn` was last set/);
		});

		test('shows the versions of a recipe as a ladder', async () => {
			const hover = await hoverAt(await demoFile('main.tf'), '"golden" {');
			assert.match(hover, /Newest version known: \*\*1\.4\.0\*\*/);
			assert.match(hover, /- \[1\.0\.0\]\(command:/);
		});

		test('gathers the versions of a wildcard', async () => {
			const document = await freshDocument({
				content: `parent: ${place}:image-recipe/web-node/1.x.x\n`,
			});
			const hover = await hoverAt(document, 'image-recipe');
			assert.match(hover, /Newest version known: \*\*1\.3\.0\*\*/);
			assert.match(hover, /- \[1\.2\.0\]/);
		});

		test('tells where an image build comes from', async () => {
			const document = await freshDocument({
				content: `ami: ${place}:image/golden-ami/1.4.0/2\n`,
			});
			const hover = await hoverAt(document, 'golden-ami');
			assert.match(hover, /Image build started .* by \*\*imagebuilder\.amazonaws\.com\*\*/);
			assert.match(hover, /by pipeline \[golden-ami\]/);
			assert.match(hover, /of recipe \[golden-ami 1\.4\.0\]/);
		});
	});

	suite('commands in code', () => {
		const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

		test('showHistory knows the definition at the cursor', async () => {
			const document = await demoFile('main.tf');
			const position = document.positionAt(
				document.getText().indexOf('aws_imagebuilder_infrastructure_configuration') + 3,
			);
			const selection = new vscode.Range(position, position);
			await vscode.window.showTextDocument(document, { selection });
			await vscode.commands.executeCommand(Command.showHistory);
			await eventually(() => tabs().some(({ label }) => label === 'History: golden-ami'));
		});

		test('revealInCode goes from a call to the definition of what it is about', async () => {
			const api = await activated();
			const { calls } = await api.calls({
				arn: `${place}:image-pipeline/golden-ami`,
				eventNames: ['StartImagePipelineExecution'],
				limit: 1,
			});
			assert.equal(calls.length, 1);
			await vscode.commands.executeCommand(Command.revealInCode, { type: 'call', call: calls[0] });
			const editor = vscode.window.activeTextEditor;
			assert.match(editor?.document.uri.path ?? '', /main\.tf$/);
			const line = editor?.document.lineAt(editor.selection.start.line).text;
			assert.equal(line, 'resource "aws_imagebuilder_image_pipeline" "golden" {');
		});
	});

	suite('diagnostics', () => {
		test('report what was changed outside code, only where that is wanted', async () => {
			const document = await demoFile('main.tf');
			await vscode.window.showTextDocument(document);
			assert.deepEqual(outsideIn(document), []);
			await configure({ [Setting.diagnosticsEnabled]: true });
			await eventually(() => outsideIn(document).length > 0);
			const diagnostics = outsideIn(document);
			const [pipeline] = diagnostics.slice(-1);
			assert.equal(pipeline?.severity, vscode.DiagnosticSeverity.Information);
			assert.match(pipeline?.message ?? '', /^Changed outside code .* by alice@example\.com/);
			assert.match(document.getText(pipeline?.range), /golden/);
			await configure({ [Setting.diagnosticsEnabled]: false });
			assert.deepEqual(outsideIn(document), []);
		});

		test('leave out what the workspace allows', async () => {
			const document = await demoFile('main.tf');
			await vscode.window.showTextDocument(document);
			await configure({ [Setting.diagnosticsEnabled]: true });
			await eventually(() => outsideIn(document).length > 0);
			await configure({
				[Setting.allowedOrigins]: [
					{ caller: '*@example.com', origin: 'console', reason: 'on call' },
					{ origin: 'ansible', reason: 'rollout' },
					{ origin: 'cdk', reason: 'trial' },
				],
			});
			await eventually(() => outsideIn(document).length === 0);
			assert.match(
				await hoverAt(document, 'aws_imagebuilder_image_pipeline'),
				/Allowed: .*\(on call\)/,
			);
		});
	});
});
