import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsStandIn, startAwsStandIn } from '../../scripts/support/awsStandIn.ts';
import { standInBucket } from '../servers/standInBucket.ts';
import { openVscode, themes } from './support/openVscode.ts';
import type { VscodePage } from './support/vscodePage.ts';

const connections = [
	{
		name: 'demo',
		profile: 'demo',
		sources: ['event-history', { type: 's3', bucket: standInBucket }],
	},
];

describe('the Coverage view', () => {
	let aws: AwsStandIn;
	let vscode: VscodePage;

	beforeAll(async () => {
		aws = await startAwsStandIn({ demo: true });
		vscode = await openVscode({
			awsUrl: aws.url,
			settings: { 'imageBuilderHistory.connections': connections },
		});
		await vscode.openView('Image Builder History');
		await vscode.treeRow('golden-ami').waitFor({ timeout: 60_000 });
	});

	afterAll(async () => {
		await vscode?.close();
		await aws?.stop();
	});

	it('says what was read, and what would read the rest', async () => {
		await vscode.runCommand('Image Builder: Show Coverage');
		await vscode.treeRow('Everything since').waitFor();
		// while it reads, there is something between
		const between = vscode.sidebar.getByText(/^Not read: .* – /);
		await between.first().waitFor({ state: 'detached', timeout: 60_000 });
		expect(await vscode.treeRow('Everything since').innerText()).toContain('Event history');
		expect(await vscode.treeRow('Not read: before').innerText()).toContain(
			`fetch from S3 bucket ${standInBucket}`,
		);
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
		await vscode.treeRow('Not read: before').hover();
		await vscode.screenshot(`coverage-${theme}`);
	});

	it('fetches what a row lacks: asks only how far back', async () => {
		const row = vscode.treeRow('Not read: before');
		await row.hover();
		await row.getByRole('button', { name: 'Fetch What Is Missing' }).click();
		await vscode.quickInput.waitFor();
		await vscode.quickInput.getByText(`Fetch from S3 bucket ${standInBucket}`).waitFor();
		await vscode.screenshot('coverage-fetch');
		await vscode.page.keyboard.press('Escape');
	});

	it('remembers of which time a bucket has nothing, and asks nobody whether to read that', async () => {
		const row = vscode.treeRow('Not read: before');
		await row.hover();
		await row.getByRole('button', { name: 'Fetch What Is Missing' }).click();
		await vscode.quickItems.filter({ hasText: 'From … to …' }).click();
		const time = vscode.quickInput.getByPlaceholder('2026-01-01 2026-03-31');
		await time.fill('2014-03-01 2014-03-31');
		await vscode.page.keyboard.press('Enter');
		const none = vscode.treeRow('No log files');
		await none.waitFor({ timeout: 30_000 });
		expect(await none.innerText()).toContain('2014');
		expect(await none.innerText()).toContain(`S3 bucket ${standInBucket} was asked`);
		await vscode.screenshot('coverage-no-log-files');
	});

	it('copies the policy that a source needs', async () => {
		await vscode.runCommand('Image Builder: Copy IAM Policy');
		await vscode.quickItems
			.filter({ hasText: `S3 bucket ${standInBucket}` })
			.first()
			.click();
		await expect
			.poll(() => vscode.page.evaluate(() => navigator.clipboard.readText()))
			.toContain(`arn:aws:s3:::${standInBucket}/AWSLogs/*`);
	});
});
