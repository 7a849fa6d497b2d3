import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsStandIn, startAwsStandIn } from '../../scripts/support/awsStandIn.ts';
import { openVscode } from './support/openVscode.ts';
import type { VscodePage } from './support/vscodePage.ts';

describe('the tree over a history', () => {
	let aws: AwsStandIn;
	let vscode: VscodePage;

	beforeAll(async () => {
		aws = await startAwsStandIn({ demo: true });
		vscode = await openVscode({ awsUrl: aws.url });
		await vscode.openView('Image Builder History');
		await vscode.treeRow('Pipelines').waitFor();
	});

	afterAll(async () => {
		await vscode?.close();
		await aws?.stop();
	});

	it('shows groups, resources with who was last, and calls below', async () => {
		const resource = (await vscode.treeRows()).find(({ level }) => level === 2);
		expect(resource?.text).toMatch(/^\S+.* by .+ · \d+ changes?/);
		await vscode.expand((resource?.text ?? '').split(' ')[0] ?? '');
		await expect
			.poll(async () => (await vscode.treeRows()).filter(({ level }) => level === 3).length, {
				timeout: 15_000,
			})
			.toBeGreaterThan(0);
		await vscode.screenshot('tree');
	});

	it('keeps what is open while more is read', async () => {
		await vscode.statusBarItem(/Image Builder: \d+ changes?|Image Builder$/).waitFor({
			timeout: 60_000,
		});
		const rows = await vscode.treeRows();
		expect(rows.some(({ level }) => level === 3)).toBe(true);
		await vscode.screenshot('tree-synced');
	});

	it('groups by day', async () => {
		await vscode.runCommand('Image Builder: Group Calls By…');
		await vscode.quickItems.filter({ hasText: 'Day' }).first().click();
		await vscode.treeRow('Yesterday').waitFor();
		await vscode.screenshot('tree-by-day');
		await vscode.runCommand('Image Builder: Group Calls By…');
		await vscode.quickItems.filter({ hasText: 'Resource' }).first().click();
		await vscode.treeRow('Pipelines').waitFor();
	});

	it('filters, says so, and clears the filter with one click', async () => {
		await vscode.runCommand('Image Builder: Filter Calls…');
		await vscode.quickItems.filter({ hasText: 'Outcome' }).first().click();
		await vscode.quickItems.filter({ hasText: 'Failed' }).first().click();
		await vscode.quickItems.filter({ hasText: 'Clear all filters' }).first().waitFor();
		await vscode.screenshot('tree-filter');
		await vscode.page.keyboard.press('Escape');
		const message = vscode.sidebar.getByText('Filter: failed');
		await message.waitFor();
		await vscode.screenshot('tree-filtered');
		await vscode.sidebar.locator('a.action-label[aria-label^="Clear Filter"]').first().click();
		await message.waitFor({ state: 'detached' });
	});

	it('takes the filter of a panel, also that there is none', async () => {
		const { sidebar, panel } = vscode;
		await vscode.runCommand('Image Builder: Show All Calls');
		const operations = panel.locator('.body .row .operation');
		const share = async (query: string, isUpdatesOnly: boolean) => {
			await panel.getByRole('combobox').fill(query);
			await panel.getByRole('combobox').press('Enter');
			await expect
				.poll(
					async () => (await operations.allInnerTexts()).every((name) => /^Update/.test(name)),
					{ timeout: 10_000 },
				)
				.toBe(isUpdatesOnly);
			const menu = panel.getByRole('button', { name: 'Named filters' });
			const tree = panel.getByRole('button', { name: 'Filter the Tree Too' });
			// VS Code may give the focus to a new panel once more, which closes a menu
			await expect
				.poll(
					async () => {
						if ((await menu.getAttribute('aria-expanded')) === 'false') {
							await menu.click();
						}
						return await tree.click({ timeout: 1000 }).then(
							() => true,
							() => false,
						);
					},
					{ timeout: 15_000 },
				)
				.toBe(true);
		};
		await share('op:Update* since:14d', true);
		await vscode.statusBarItem('The tree is filtered too').waitFor();
		const message = sidebar.getByText('Filter: Last 14 days · Update*');
		await message.waitFor();
		await vscode.screenshot('tree-shared');
		await share('', false);
		await vscode.statusBarItem("The tree's filter is cleared").waitFor();
		await message.waitFor({ state: 'detached' });
		expect(await vscode.quickInput.isVisible()).toBe(false);
		await vscode.screenshot('tree-shared-none');
		await vscode.runCommand('View: Close All Editors');
	});

	it('looks up what is pasted', async () => {
		await vscode.runCommand('Image Builder: Look Up in History…');
		await vscode.quickItems.filter({ hasText: 'golden-ami' }).first().waitFor();
		await vscode.page.keyboard.type('no such thing');
		await vscode.quickItems
			.filter({ hasText: "Search all calls for 'no such thing'" })
			.first()
			.waitFor();
		await vscode.screenshot('look-up');
		await vscode.page.keyboard.press('Escape');
	});
});

describe('the view without AWS credentials', () => {
	it('leads from the welcome view to the sample and back', async () => {
		await using vscode = await openVscode();
		await vscode.openView('Image Builder History');
		const explore = vscode.welcome.getByText('Explore the Sample History').first();
		await vscode.welcome.getByText('No usable AWS credentials').waitFor();
		await vscode.screenshot('welcome-no-credentials');
		await explore.click();
		await vscode.treeRow('golden-ami').waitFor();
		await vscode.sidebar.getByText('Sample history, not your account.').waitFor();
		await vscode.statusBarItem('sample').waitFor();
		// the narrowest that people work with
		await vscode.expand('golden-ami');
		await vscode.page.mouse.move(349, 600);
		await vscode.page.mouse.down();
		await vscode.page.mouse.move(299, 600, { steps: 5 });
		await vscode.page.mouse.up();
		await vscode.screenshot('sample');
		await vscode.runCommand('Image Builder: Leave Sample History');
		await vscode.welcome.getByText('No usable AWS credentials').waitFor();
	});
});
