import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsStandIn, startAwsStandIn } from '../../scripts/support/awsStandIn.ts';
import { buildHistory } from '../builders/history.ts';
import { openVscode } from './support/openVscode.ts';
import type { VscodePage } from './support/vscodePage.ts';

const sandbox = buildHistory({
	...{ seed: 9, accountId: '444455556666', regions: ['us-east-1'], count: 60, days: 40 },
	to: new Date(Date.now() - 60_000).toISOString(),
});
/** Older than Event history. */
const old = buildHistory({
	...{ seed: 10, accountId: '111122223333', regions: ['eu-central-1'], count: 30, days: 20 },
	to: new Date(Date.now() - 93 * 86_400_000).toISOString(),
});
const connections = [
	{
		profile: 'demo',
		regions: ['eu-central-1'],
		sources: [
			'event-history',
			{ type: 's3', bucket: 'trail-logs', prefix: 'org' },
			{ type: 'cloudwatch-logs', logGroup: 'aws/cloudtrail/managementevents' },
		],
	},
	{ name: 'Sandbox', profile: 'other', regions: ['us-east-1'] },
	{ name: 'Retired', profile: 'no-such-profile' },
];

describe('several connections', () => {
	let aws: AwsStandIn;
	let vscode: VscodePage;

	beforeAll(async () => {
		aws = await startAwsStandIn({ demo: true });
		for (const order of [{ addRecords: sandbox }, { setLogs: old }]) {
			const body = JSON.stringify(order);
			expect((await fetch(`${aws.url}/__control`, { method: 'POST', body })).ok).toBe(true);
		}
		vscode = await openVscode({
			awsUrl: aws.url,
			settings: { 'imageBuilderHistory.connections': connections },
		});
		await vscode.openView('Image Builder History');
	});

	afterAll(async () => {
		await vscode?.close();
		await aws?.stop();
	});

	it('call accounts by their names, and tell which one failed', async () => {
		await vscode.treeRow('Golden Images · eu-central-1').waitFor();
		await vscode.treeRow('Sandbox · us-east-1').waitFor();
		await vscode.treeRow('Retired: ').waitFor();
		const [first] = await vscode.treeRows();
		expect(first?.text).toMatch(/^Retired: .*choose connections$/);
		await vscode.statusBarItem(/Image Builder: \d+ changes?|Image Builder$/).hover();
		await vscode.page.getByText('3 connections').first().waitFor();
		await vscode.screenshot('connections-tree');
	});

	it('are told apart in the list of all calls', async () => {
		await vscode.runCommand('Image Builder: Show All Calls');
		const frame = await vscode.panelFrame();
		const cell = frame.getByRole('gridcell', { name: 'Sandbox us-east-1' });
		await cell.first().waitFor();
		await frame.getByRole('columnheader', { name: 'Place' }).waitFor();
		await vscode.screenshot('connections-panel');
		await vscode.runCommand('View: Close All Editors');
	});

	it('are filtered by account', async () => {
		await vscode.runCommand('Image Builder: Filter Calls…');
		await vscode.quickItems.filter({ hasText: 'Account and Region' }).first().click();
		await vscode.quickItems.filter({ hasText: 'Golden Images' }).first().waitFor();
		await vscode.screenshot('connections-filter');
		await vscode.quickItems.filter({ hasText: 'Sandbox' }).first().click();
		await vscode.quickItems.filter({ hasText: 'Clear all filters' }).first().waitFor();
		await vscode.page.keyboard.press('Escape');
		await vscode.sidebar.getByText('Filter: Sandbox (444455556666)').waitFor();
		await vscode.treeRow('Golden Images').waitFor({ state: 'detached' });
		await vscode.treeRow('Sandbox · us-east-1').waitFor();
		await vscode.runCommand('Image Builder: Clear Filter');
	});

	it('are chosen in lists, and written to the settings', async () => {
		await vscode.runCommand('Image Builder: Choose Connections…');
		await vscode.quickItems.filter({ hasText: 'Retired' }).first().waitFor();
		await vscode.screenshot('connections-choose');
		await vscode.quickItems.filter({ hasText: 'Sandbox' }).first().click();
		await vscode.quickItems.filter({ hasText: 'Add a source…' }).first().waitFor();
		await vscode.screenshot('connections-edit');
		await vscode.quickItems.filter({ hasText: 'Add a source…' }).first().click();
		await vscode.screenshot('connections-source');
		await vscode.quickItems.filter({ hasText: 'Athena table' }).first().click();
		// typed earlier it would go to the list before
		await vscode.quickInput.getByPlaceholder('database.table').waitFor();
		await vscode.page.keyboard.type('audit.cloudtrail_logs');
		await vscode.page.keyboard.press('Enter');
		await vscode.quickItems.filter({ hasText: 'only when asked' }).first().click();
		const table = vscode.quickItems.filter({ hasText: 'Athena table audit.cloudtrail_logs' });
		await table.first().waitFor();
		// one list back, and take the one away that cannot work
		await vscode.page.keyboard.press('Escape');
		await vscode.quickItems.filter({ hasText: 'Retired' }).first().click();
		await vscode.quickItems.filter({ hasText: 'Remove this connection' }).first().click();
		await vscode.quickItems.filter({ hasText: 'Retired' }).first().waitFor({ state: 'detached' });
		await vscode.page.keyboard.press('Escape');
		await vscode.treeRow('Retired: ').waitFor({ state: 'detached' });
	});

	it('have Regions of their own: the command for the setting of one leads to them', async () => {
		await vscode.runCommand('Image Builder: Select Regions…');
		await vscode.quickItems.filter({ hasText: 'Add connections…' }).first().waitFor();
		await vscode.page.keyboard.press('Escape');
	});

	it('offer their archives to fetch from, say what it takes, and fetch', async () => {
		await vscode.runCommand('Image Builder: Fetch Older History…');
		await vscode.quickItems.filter({ hasText: 'S3 bucket trail-logs/org' }).first().waitFor();
		const table = vscode.quickItems.filter({ hasText: 'Athena table audit.cloudtrail_logs' });
		await table.first().waitFor();
		await vscode.screenshot('fetch-source');
		// what Enter takes is an archive; asking AWS for more is one row, the last
		const archives = ['S3 bucket', 'log group', 'Athena table'];
		const ways = ['Import log files', 'Choose connections', 'Look for more in AWS'];
		expect(await vscode.quickItems.allInnerTexts()).toEqual(
			[...archives, ...ways].map((text) => expect.stringContaining(text)),
		);
		expect(
			await vscode.quickItems.locator('xpath=self::*[contains(@class, "focused")]').innerText(),
		).toContain('S3 bucket');
		await vscode.quickItems.filter({ hasText: 'Look for more in AWS' }).click();
		await vscode.quickInput.getByPlaceholder('Look in AWS with which connection?').waitFor();
		expect(await vscode.quickItems.allInnerTexts()).toEqual(['demo', 'Sandbox']);
		await vscode.screenshot('fetch-look');
		await vscode.page.keyboard.press('Escape');
		await vscode.quickItems.filter({ hasText: 'log group aws/cloudtrail' }).first().click();
		await vscode.quickItems.filter({ hasText: '30 days before what is read' }).first().waitFor();
		await vscode.screenshot('fetch-time');
		await vscode.quickItems.filter({ hasText: '30 days before what is read' }).first().click();
		const dialog = vscode.page.locator('.monaco-dialog-box');
		await dialog.getByText('from log group aws/cloudtrail/managementevents?').waitFor();
		await vscode.screenshot('fetch-confirm');
		await dialog.getByRole('button', { name: 'Open the Query' }).click();
		await vscode.page.locator('.tab.active', { hasText: 'Logs Insights query' }).waitFor();
		const go = vscode.quickItems.filter({ hasText: 'It scans about' }).first();
		await go.waitFor();
		await vscode.screenshot('fetch-query');
		await go.click();
		// the message is a toast for a moment, then behind the bell
		await vscode.runCommand('Notifications: Show Notifications');
		const done = vscode.page.locator('.notification-list-item', {
			hasText: `${old.length} new calls of Image Builder`,
		});
		await done.waitFor();
		await vscode.screenshot('fetch-done');
		await done.getByRole('button', { name: 'Show Coverage' }).click();
		await vscode.sidebar.getByText('eu-central-1').nth(1).waitFor();
	});
});
