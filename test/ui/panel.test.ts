import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsStandIn, startAwsStandIn } from '../../scripts/support/awsStandIn.ts';
import { openVscode, themes } from './support/openVscode.ts';
import type { VscodePage } from './support/vscodePage.ts';

const arn = 'arn:aws:imagebuilder:eu-central-1:111122223333:image-pipeline/golden-ami';

describe('the panel and the hover over a history', () => {
	let aws: AwsStandIn;
	let vscode: VscodePage;

	beforeAll(async () => {
		aws = await startAwsStandIn({ demo: true });
		vscode = await openVscode({ awsUrl: aws.url });
		await writeFile(join(vscode.workspace, 'arns.yaml'), `pipeline: ${arn}\n`);
		await vscode.openView('Image Builder History');
		await vscode.treeRow('golden-ami').waitFor({ timeout: 60_000 });
		await vscode.openFile('arns.yaml');
	});

	afterAll(async () => {
		await vscode?.close();
		await aws?.stop();
	});

	it('hovers over an ARN with its last calls, and leads to the whole history', async () => {
		const hover = await vscode.hoverText(arn);
		await hover.getByText('Last changed').waitFor();
		expect(await hover.locator('table tr').count()).toBeGreaterThan(1);
		await vscode.screenshot('hover');
		await hover.getByText('Full History').click();
		await vscode.panel.getByRole('heading', { name: 'golden-ami' }).waitFor();
		await vscode.panel.getByRole('grid').waitFor();
	});

	it('shows a call with its request and answer', async () => {
		const { panel } = vscode;
		await panel.locator('.body .row').first().click();
		const detail = panel.getByRole('region', { name: 'Detail of a call' });
		await detail.getByText('Request', { exact: true }).waitFor();
	});

	it.each(Object.keys(themes) as (keyof typeof themes)[])('follows the theme %s', async (theme) => {
		const { name, kind } = themes[theme];
		const folder = join(vscode.workspace, '.vscode');
		await mkdir(folder, { recursive: true });
		await writeFile(
			join(folder, 'settings.json'),
			JSON.stringify({ 'workbench.colorTheme': name }),
		);
		await vscode.page.locator(`.monaco-workbench.${kind}`).waitFor();
		const workbench = vscode.page.locator('.monaco-workbench');
		const background = (where: Locator) =>
			where.evaluate((element) =>
				getComputedStyle(element).getPropertyValue('--vscode-editor-background').trim(),
			);
		const wanted = await background(workbench);
		await expect
			.poll(() => background(vscode.panel.locator('body')), { timeout: 20_000 })
			.toBe(wanted);
		await vscode.screenshot(`panel-${theme}`);
	});

	it('opens the whole record in a read-only editor', async () => {
		await vscode.panel.getByRole('button', { name: 'Open as JSON' }).click();
		await vscode.page.locator('.tab.active', { hasText: '.json' }).waitFor();
		await vscode.page.locator('.view-line', { hasText: 'eventVersion' }).first().waitFor();
	});
});

describe('the panel', () => {
	it('comes back after the window was reloaded', async () => {
		await using vscode = await openVscode();
		await writeFile(join(vscode.workspace, 'arns.yaml'), `pipeline: ${arn}\n`);
		await vscode.openFile('arns.yaml');
		await vscode.clickText('golden-ami');
		await vscode.runCommand('Image Builder: Show History');
		await vscode.panel.getByRole('heading', { name: 'golden-ami' }).waitFor();
		await vscode.panel.getByRole('button', { name: 'Select Profile' }).waitFor();
		await vscode.screenshot('panel-empty');
		await vscode.page.evaluate(() => Object.assign(window, { before: true }));
		await vscode.runCommand('Developer: Reload Window');
		await vscode.page.waitForFunction(() => !('before' in window));
		await vscode.panel.getByRole('heading', { name: 'golden-ami' }).waitFor({ timeout: 60_000 });
	});
});
