import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
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
		const { violations } = await new AxeBuilder({ page: vscode.page })
			.include(['iframe.webview.ready', 'iframe#active-frame', 'body'])
			.analyze();
		expect(
			violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.failureSummary)]),
		).toEqual([]);
	});

	it('shows all columns in one line where there is room', async () => {
		const { panel, page } = vscode;
		await page.keyboard.press('ControlOrMeta+B');
		await panel.getByRole('button', { name: 'Close the detail' }).click();
		await panel.getByRole('columnheader', { name: 'Outcome' }).waitFor();
		expect(await panel.getByRole('columnheader').count()).toBe(7);
		await panel.getByRole('checkbox', { name: 'Show reads' }).click();
		await panel
			.getByText(/\d+ reads/)
			.first()
			.waitFor();
		await vscode.screenshot('panel-wide');
		await panel.getByRole('checkbox', { name: 'Show reads' }).click();
	});

	it('keeps a filter under a name', async () => {
		const { panel, page, quickInput } = vscode;
		await panel.getByRole('combobox').fill('op:Update*');
		await panel.getByRole('combobox').press('Enter');
		await expect
			.poll(() => panel.locator('.body .row .operation').allInnerTexts())
			.toSatisfy((names: string[]) => names.every((name) => name.startsWith('Update')));
		await panel.getByRole('button', { name: 'Named filters' }).click();
		await panel.getByRole('button', { name: 'Keep This Filter' }).click();
		await quickInput.waitFor();
		await quickInput.locator('input').fill('updates');
		await page.keyboard.press('Enter');
		await panel.getByRole('button', { name: 'Named filters' }).waitFor();
		await panel.getByRole('button', { name: 'Clear filter', exact: true }).click();
		await panel.getByRole('button', { name: 'Named filters' }).click();
		await panel.locator('filter-bar').getByText('updates').click();
		await expect.poll(() => panel.getByRole('combobox').inputValue()).toBe('op:Update*');
	});

	it('copies a cell and filters by it from its menu', async () => {
		const { panel, page } = vscode;
		const query = panel.getByRole('combobox');
		const cell = panel.locator('.body .row .operation', { hasText: 'UpdateImagePipeline' }).first();
		const choose = async (title: string) => {
			await cell.click({ button: 'right' });
			const item = page.locator('.context-view').getByText(title, { exact: true });
			await item.waitFor();
			// a menu takes no click for its first moment: it may be the end of the one that opened it
			await page.waitForTimeout(300);
			await item.click();
			await item.waitFor({ state: 'hidden' });
		};
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		// completions would cover the rows
		const filter = async (text: string) => {
			await query.fill(text);
			await query.press('Enter');
		};
		await filter('');
		await choose('Copy Cell');
		await query.click();
		await query.press('ControlOrMeta+V');
		await expect.poll(() => query.inputValue()).toBe('UpdateImagePipeline');
		await filter('who:*');
		await choose('Filter by This Value');
		await expect.poll(() => query.inputValue()).toBe('who:* op:UpdateImagePipeline');
		await cell.click({ button: 'right' });
		await vscode.screenshot('panel-menu');
		await page.keyboard.press('Escape');
		await filter('');
	});

	it('exports what it lists, from its title and as the command', async () => {
		const { panel, page, quickInput } = vscode;
		await panel.getByRole('combobox').fill('op:Update*');
		await panel.getByRole('combobox').press('Enter');
		const inTitle = page.locator('.editor-actions').getByRole('button', { name: 'Export Calls' });
		const file = join(vscode.workspace, 'image-builder-history.json');
		for (const start of [
			() => inTitle.click(),
			() => vscode.runCommand('Image Builder: Export Calls'),
		]) {
			await rm(file, { force: true });
			await start();
			await vscode.quickItems.filter({ hasText: 'JSON' }).click();
			await quickInput.getByText('Take out of the export').waitFor();
			await page.keyboard.press('Enter');
			const path = quickInput.locator('input[type=text]').first();
			await expect.poll(() => path.inputValue(), { timeout: 10_000 }).toBe(file);
			await quickInput.getByRole('button', { name: 'OK' }).click();
			await expect.poll(() => existsSync(file), { timeout: 10_000 }).toBe(true);
			const { Records: records } = JSON.parse(await readFile(file, 'utf8')) as {
				Records: { eventName: string }[];
			};
			const status = panel.getByRole('status').first();
			await expect.poll(() => status.innerText()).toContain(`${records.length} of `);
			expect(records.every(({ eventName }) => eventName.startsWith('Update'))).toBe(true);
		}
		await panel.getByRole('combobox').fill('');
		await panel.getByRole('combobox').press('Enter');
	});

	it('shows what a call changed, in the page and in the diff editor', async () => {
		const { panel, page } = vscode;
		await panel.locator('.body .row', { hasText: 'UpdateImagePipeline' }).first().click();
		await panel.getByRole('heading', { name: 'What changed' }).waitFor();
		await vscode.screenshot('panel-changes');
		await panel.getByRole('button', { name: 'Compare in the Editor' }).click();
		await page.locator('.monaco-diff-editor').first().waitFor();
		await vscode.screenshot('panel-compare');
		await page.keyboard.press('ControlOrMeta+W');
		await panel.getByRole('button', { name: 'State at This Time' }).click();
		await page.locator('.tab.active', { hasNotText: 'History:' }).waitFor();
		await vscode.screenshot('panel-state');
		await page.keyboard.press('ControlOrMeta+W');
	});

	it('opens the whole record in a read-only editor', async () => {
		// the page behind the diff editor of before may still be going
		const pages = vscode.page.locator('iframe.webview.ready >> visible=true');
		await expect.poll(() => pages.count(), { timeout: 10_000 }).toBe(1);
		await vscode.panel.locator('.body .row').first().click();
		await vscode.panel.getByRole('button', { name: 'Open as JSON' }).click();
		await vscode.page.locator('.tab.active', { hasText: '.json' }).waitFor();
		await vscode.page.locator('.view-line', { hasText: 'eventVersion' }).first().waitFor();
	});

	it('stays as it is once pinned, and opens others beside it', async () => {
		const { panel, page } = vscode;
		await page.locator('.tab', { hasText: 'History: golden-ami' }).click();
		await panel.getByRole('button', { name: 'Keep this panel' }).click();
		await page.locator('.tab', { hasText: 'golden-ami (pinned)' }).waitFor();
		await vscode.openView('Image Builder History');
		await vscode.treeRow('web-node').click();
		await page.locator('.tab', { hasText: 'History: web-node' }).waitFor();
		await page.locator('.tab', { hasText: 'golden-ami (pinned)' }).waitFor();
		await vscode.screenshot('panel-pinned');
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
		await vscode.panel.getByRole('combobox').fill('op:Update*');
		await vscode.panel.getByRole('combobox').press('Enter');
		await vscode.panel.getByRole('button', { name: 'Keep this panel' }).click();
		await vscode.page.locator('.tab', { hasText: '(pinned)' }).waitFor();
		// VS Code writes what the page keeps a little later
		await vscode.page.waitForTimeout(1500);
		await vscode.page.evaluate(() => Object.assign(window, { before: true }));
		await vscode.runCommand('Developer: Reload Window');
		await vscode.page.waitForFunction(() => !('before' in window));
		await vscode.panel.getByRole('heading', { name: 'golden-ami' }).waitFor({ timeout: 60_000 });
		await vscode.page.locator('.tab', { hasText: 'golden-ami (pinned)' }).waitFor();
		expect(await vscode.panel.getByRole('combobox').inputValue()).toBe('op:Update*');
	});
});
