import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVscode, themes } from './support/openVscode.ts';
import type { VscodePage } from './support/vscodePage.ts';

describe('the view in the activity bar', () => {
	let vscode: VscodePage;

	beforeAll(async () => {
		vscode = await openVscode();
	});

	afterAll(async () => {
		await vscode?.close();
	});

	it('opens and offers the ways to a history while there are no AWS credentials', async () => {
		await vscode.openView('Image Builder History');
		for (const offer of ['Select Profile', 'Sign In', 'Explore the Sample History']) {
			await vscode.welcome.getByText(offer).first().waitFor();
		}
	});

	it('is in the palette', async () => {
		await vscode.page.keyboard.press('F1');
		await vscode.page.keyboard.type('Image Builder: ');
		const items = vscode.quickItems.filter({ hasText: 'Image Builder: ' });
		await items.first().waitFor();
		expect(await items.count()).toBeGreaterThan(3);
		await vscode.page.keyboard.press('Escape');
	});
});

describe.each(Object.keys(themes) as (keyof typeof themes)[])('in the theme %s', (theme) => {
	it('leaves a screenshot of the view', async () => {
		await using vscode = await openVscode({ theme });
		await vscode.openView('Image Builder History');
		await vscode.welcome.getByText('Select Profile').first().waitFor();
		await vscode.screenshot(`welcome-${theme}`);
		expect(await vscode.page.locator(`.monaco-workbench.${themes[theme].kind}`).count()).toBe(1);
	});
});
