import { copyFile, mkdir } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { openVscode, themes } from '../test/ui/support/openVscode.ts';
import type { VscodePage } from '../test/ui/support/vscodePage.ts';
import { inProject } from './support/paths.ts';

/** Takes the README's pictures of the built extension, over its sample history. */
async function takeScreenshots(): Promise<void> {
	await mkdir(inProject('media', 'readme'), { recursive: true });
	await using vscode = await openVscode({ theme: 'dark' });
	const keep = async (name: string) => {
		const picture = await vscode.screenshot(`readme-${name}`);
		await copyFile(picture, inProject('media', 'readme', `${name}.png`));
	};
	await vscode.openView('Image Builder History');
	await vscode.welcome.getByRole('button', { name: 'Explore the Sample History' }).click();
	await vscode.treeRow('Pipelines').waitFor();
	await openPanel(vscode);
	await keep('panel');
	const editor = vscode.page.locator('.part.editor');
	for (const [theme, name] of [
		['light', 'panel-light'],
		['highContrast', 'panel-high-contrast'],
	] as const) {
		await changeTheme(vscode, theme);
		await editor.screenshot({ path: inProject('media', 'readme', `${name}.png`) });
	}
	await changeTheme(vscode, 'dark');
	await vscode.openFile('main.tf');
	await vscode.page.locator('.codelens-decoration').first().waitFor();
	await keep('lens');
	const hover = await vscode.hoverText('aws_imagebuilder_image_pipeline');
	await hover.waitFor();
	// it fades in
	await vscode.page.waitForTimeout(600);
	await keep('hover');
}

async function openPanel(vscode: VscodePage): Promise<void> {
	await vscode.expand('golden-ami');
	await vscode.treeRow('golden-ami').first().click();
	const frame = await vscode.panelFrame();
	await frame.locator('.body .row', { hasText: 'UpdateImagePipeline' }).first().click();
	await frame.getByRole('button', { name: 'Open as JSON' }).waitFor();
	// over nothing that would tell what it is
	await vscode.page.mouse.move(640, 790);
}

/** Waits until the webview has the colours of the theme too. */
async function changeTheme(vscode: VscodePage, theme: keyof typeof themes): Promise<void> {
	const { name, kind } = themes[theme];
	await vscode.server.changeSettings({ 'workbench.colorTheme': name });
	const workbench = vscode.page.locator(`.monaco-workbench.${kind}`);
	await workbench.waitFor();
	const wanted = await background(workbench);
	while ((await background(vscode.panel.locator('body'))) !== wanted) {
		await vscode.page.waitForTimeout(100);
	}
}

function background(where: Locator): Promise<string> {
	return where.evaluate((element) =>
		getComputedStyle(element).getPropertyValue('--vscode-editor-background').trim(),
	);
}

await takeScreenshots();
