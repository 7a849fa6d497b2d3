import { globSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '../../scripts/support/paths.ts';
import { installExtension, linkExtension } from '../../scripts/vscodeServer.ts';
import { openVscode } from './support/openVscode.ts';

const vsix = inProject('image-builder-history.vsix');

describe('the package', () => {
	let extensions: string;

	beforeAll(async () => {
		extensions = await mkdtemp(join(tmpdir(), 'ibh-extensions-'));
		await installExtension(vsix, extensions);
	});

	afterAll(async () => {
		await rm(extensions, { recursive: true, force: true });
	});

	it('is within its budget of 2.5 MB', async () => {
		expect((await stat(vsix)).size).toBeLessThan(2_500_000);
	});

	it('holds what is shipped and nothing else', () => {
		const files = globSync('*/**', { cwd: extensions, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name).slice(extensions.length + 1))
			.map((file) => file.replaceAll('\\', '/').replace(/^[^/]+\//, ''));
		const named = ['dist/extension.js', 'dist/engineWorker.js', 'dist/readerWorker.js'];
		expect(files).toEqual(expect.arrayContaining([...named, 'package.json', 'package.nls.json']));
		const allowed =
			/^(dist|media|l10n)\/|^(docs\/permissions\.md|package(\.nls(\.[a-z-]+)?)?\.json|readme\.md|changelog\.md|license(\.txt)?|\.vsixmanifest)$/i;
		expect(files.filter((file) => !allowed.test(file) || file.endsWith('.map'))).toEqual([]);
	});

	it('is activated by a clean VS Code that it was installed into', async () => {
		await using vscode = await openVscode({ extensionsFolder: extensions });
		await vscode.openView('Image Builder History');
		// Said by code that runs: before its activation the view knows nothing of credentials.
		await vscode.welcome.getByText('Select Profile').first().waitFor();
		expect(await vscode.page.title()).not.toContain('Extension Development Host');
		await vscode.screenshot('installed');
	});
});

describe('the VS Code of "npm start"', () => {
	it('shows notifications and the log', async () => {
		const extensions = await mkdtemp(join(tmpdir(), 'ibh-extensions-'));
		try {
			await linkExtension(extensions);
			await using vscode = await openVscode({ extensionsFolder: extensions, smokeTest: false });
			await vscode.openView('Image Builder History');
			await vscode.welcome.getByText('Select Profile').first().waitFor();
			await vscode.runCommand('Image Builder: Copy IAM Policy');
			await vscode.quickItems.first().click();
			const toast = vscode.page.locator('.notification-toast');
			await toast.getByText('The policy is on the clipboard.').waitFor();
			await vscode.runCommand('Image Builder: Show Log');
			await vscode.page.locator('.panel .view-line', { hasText: 'No AWS credentials' }).waitFor();
		} finally {
			await rm(extensions, { recursive: true, force: true });
		}
	});
});
