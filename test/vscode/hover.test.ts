import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Command, extensionId, Setting } from '../../src/contributions.ts';
import { freshDocument } from './support/freshDocument.ts';

const arn = 'arn:aws:imagebuilder:ap-southeast-4:444455556666:image-pipeline/never-seen';
const settings = () => vscode.workspace.getConfiguration(Setting.section);

async function hovers(document: vscode.TextDocument, at: number): Promise<vscode.Hover[]> {
	const found = await vscode.commands.executeCommand<vscode.Hover[]>(
		'vscode.executeHoverProvider',
		document.uri,
		document.positionAt(at),
	);
	return found.filter(({ contents }) =>
		contents.some((content) => markdownOf(content).includes(Command.showHistory)),
	);
}

function markdownOf(content: vscode.MarkdownString | vscode.MarkedString): string {
	return typeof content === 'string' ? content : content.value;
}

suite('the hover', () => {
	suiteSetup(async () => {
		await vscode.extensions.getExtension(extensionId)?.activate();
	});

	teardown(async () => {
		await settings().update(Setting.hoverEnabled, undefined, vscode.ConfigurationTarget.Global);
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
	});

	const content = `# pipeline\npipeline: ${arn}\n`;
	const inside = content.indexOf('image-pipeline');

	test('says of an unknown ARN that nothing is known and why, in any language', async () => {
		for (const language of ['yaml', 'markdown', 'plaintext']) {
			const document = await freshDocument({ language, content });
			const [hover, ...others] = await hovers(document, inside);
			assert.ok(hover, language);
			assert.equal(others.length, 0);
			const markdown = markdownOf(hover.contents[0] ?? '');
			assert.match(markdown, /No calls known/);
			assert.equal(document.getText(hover.range), arn);
		}
	});

	test('lets links run our commands only', async () => {
		const document = await freshDocument({ language: 'yaml', content });
		const [hover] = await hovers(document, inside);
		const [markdown] = hover?.contents ?? [];
		assert.ok(markdown instanceof vscode.MarkdownString);
		assert.notEqual(markdown.supportHtml, true);
		assert.ok(typeof markdown.isTrusted === 'object');
		for (const command of markdown.isTrusted.enabledCommands) {
			assert.match(command, /^imageBuilderHistory\./);
		}
	});

	test('is not there beside the ARN', async () => {
		const document = await freshDocument({ language: 'yaml', content });
		assert.deepEqual(await hovers(document, 2), []);
	});

	test('goes and comes with its setting', async () => {
		const document = await freshDocument({ language: 'yaml', content });
		await settings().update(Setting.hoverEnabled, false, vscode.ConfigurationTarget.Global);
		assert.deepEqual(await hovers(document, inside), []);
		await settings().update(Setting.hoverEnabled, true, vscode.ConfigurationTarget.Global);
		assert.equal((await hovers(document, inside)).length, 1);
	});
});

suite('resourcesIn', () => {
	test('finds the ARNs of a document with their ranges', async () => {
		const api = await vscode.extensions.getExtension(extensionId)?.activate();
		const document = await freshDocument({
			content: `a: ${arn}\nb: arn:aws:imagebuilder:{region}:444455556666:image/golden/1.0.x\n`,
		});
		const found = await api.resourcesIn(document);
		assert.deepEqual(
			found.map(({ kind, form, name, pattern }: Record<string, unknown>) => ({
				...{ kind, form, name, pattern },
			})),
			[
				{ kind: 'image-pipeline', form: 'arn', name: 'never-seen', pattern: arn },
				{
					...{ kind: 'image', form: 'arn', name: 'golden' },
					pattern: 'arn:aws:imagebuilder:*:444455556666:image/golden/1.0.x',
				},
			],
		);
		assert.equal(document.getText(found[0].range), arn);
	});
});
