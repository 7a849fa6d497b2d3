import { describe, expect, it } from 'vitest';
import { openVscode } from './support/openVscode.ts';

describe.each(['dark', 'light'] as const)('history in code, %s', (theme) => {
	it('shows lens, hover, outside code and blame', async () => {
		await using vscode = await openVscode({
			theme,
			settings: {
				'imageBuilderHistory.blame.enabled': true,
				'imageBuilderHistory.diagnostics.enabled': true,
			},
		});
		await vscode.openView('Image Builder History');
		await vscode.welcome.getByRole('button', { name: 'Explore the Sample History' }).click();
		await vscode.treeRow('Pipelines').waitFor();
		await vscode.openFile('main.tf');
		const lens = vscode.page.locator('.codelens-decoration a', { hasText: 'outside code' });
		await lens.first().waitFor();
		expect(await lens.first().innerText()).toMatch(
			/^changed .+ by .+ · .+ ⚠ outside code · \d+ change/,
		);
		await vscode.screenshot(`code-lens-${theme}`);

		const definition = await vscode.hoverText('aws_imagebuilder_infrastructure_configuration');
		await definition.getByText('Outside code').waitFor();
		await vscode.screenshot(`code-hover-definition-${theme}`);

		await vscode.clickText('instance_types');
		// the end of a line is drawn by a style sheet: no element holds its text
		await vscode.page.waitForFunction(() =>
			[...document.querySelectorAll('.monaco-editor .view-line span')].some((span) =>
				getComputedStyle(span, '::after').content.includes('set to'),
			),
		);
		await vscode.screenshot(`code-blame-${theme}`);
		const property = await vscode.hoverText('m7i.large');
		await property.getByText('was last set').waitFor();
		await vscode.screenshot(`code-hover-property-${theme}`);

		await vscode.page.keyboard.press('Escape');
		await lens.first().click();
		await vscode.page.locator('.tab', { hasText: 'History: golden-ami' }).waitFor();
	});
});
