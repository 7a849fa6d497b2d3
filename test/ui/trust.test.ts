import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inProject } from '../../scripts/support/paths.ts';
import { buildHistory } from '../builders/history.ts';
import { type AwsServer, startAwsServer } from '../servers/awsServer.ts';
import { openVscode } from './support/openVscode.ts';

const mine = { accountId: '111122223333', region: 'eu-central-1' };
/** What the workspace wants: another profile's account, another Region, its own server. */
const wanted = { accountId: '444455556666', region: 'ap-south-1' };

describe('a workspace that brings settings of its own', () => {
	let folder: string;
	let aws: AwsServer;
	let trap: AwsServer;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'ibh-trust-'));
		await cp(inProject('test', 'workspaces', 'demo'), folder, { recursive: true });
		const records = [mine, wanted].flatMap(({ accountId, region }, seed) =>
			buildHistory({ seed, accountId, regions: [region], count: 40, days: 5, to: justNow() }),
		);
		aws = await startAwsServer({ records });
		trap = await startAwsServer({ records });
		await mkdir(join(folder, '.vscode'));
		await writeFile(
			join(folder, '.vscode', 'settings.json'),
			JSON.stringify({
				'imageBuilderHistory.profile': 'other',
				'imageBuilderHistory.regions': [wanted.region],
				'imageBuilderHistory.endpointUrl': trap.url,
			}),
		);
	});

	afterEach(async () => {
		await aws.close();
		await trap.close();
		await rm(folder, { recursive: true, force: true });
	});

	it('is not heard before it is trusted, and redirects no request even then', async () => {
		await using vscode = await openVscode({
			awsUrl: aws.url,
			workspace: folder,
			workspaceTrust: true,
			settings: { 'security.workspace.trust.startupPrompt': 'never' },
		});
		await vscode.openView('Image Builder History');
		await vscode.treeRow('Pipelines').waitFor();
		await vscode.statusBarItem('Restricted Mode').waitFor();
		expect(placesOf(aws)).toEqual([place(mine)]);

		aws.clearLog();
		await vscode.runCommand('Workspaces: Manage Workspace Trust');
		await vscode.page
			.getByRole('button', { name: /^Trust/ })
			.first()
			.click();
		await expect.poll(() => placesOf(aws), { timeout: 30_000 }).toContain(place(wanted));
		await vscode.statusBarItem('Restricted Mode').waitFor({ state: 'detached' });
		await vscode.screenshot('trusted');
		expect(trap.requests()).toEqual([]);
	});
});

describe('a message that quotes hostile text', () => {
	it('has no link of it, which would run a command', async () => {
		await using vscode = await openVscode({
			settings: { 'imageBuilderHistory.profile': '[Sign in](command:workbench.action.quit)' },
		});
		await vscode.runCommand('Image Builder: Refresh');
		// the message is a toast for a moment, then behind the bell
		await vscode.statusBarItem('Image Builder').locator('.codicon-warning').waitFor();
		await vscode.runCommand('Notifications: Show Notifications');
		const message = vscode.page.locator('.notification-list-item-message');
		await message.filter({ hasText: 'There is no AWS profile "[Sign in] (command:' }).waitFor();
		expect(await message.locator('a').count()).toBe(0);
		await vscode.screenshot('hostile-message');
	});
});

function place({ accountId, region }: { accountId?: string; region?: string }): string {
	return `${accountId}/${region}`;
}

/** Whose history of which Region was asked for. */
function placesOf(server: AwsServer): readonly string[] {
	const lookups = server.requests().filter(({ action }) => action === 'LookupEvents');
	return [...new Set(lookups.map(place))];
}

function justNow(): string {
	return new Date(Date.now() - 60_000).toISOString();
}
