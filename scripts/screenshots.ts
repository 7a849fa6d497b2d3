import { copyFile, mkdir } from 'node:fs/promises';
import { openVscode } from '../test/ui/support/openVscode.ts';
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
	await vscode.openFile('main.tf');
	await vscode.page.locator('.codelens-decoration').first().waitFor();
	await keep('lens');
	const hover = await vscode.hoverText('aws_imagebuilder_image_pipeline');
	await hover.waitFor();
	await keep('hover');
}

async function openPanel(vscode: VscodePage): Promise<void> {
	await vscode.expand('golden-ami');
	await vscode.treeRow('golden-ami').first().click();
	const frame = await vscode.panelFrame();
	await frame.getByRole('row').nth(3).click();
	await frame.getByRole('button', { name: 'Open as JSON' }).waitFor();
}

await takeScreenshots();
