import { openVscode } from '../test/ui/support/openVscode.ts';
import type { BenchRow } from './benchRow.ts';

const budget = 50;

/** What VS Code itself says of our activation: *Developer: Show Running Extensions*. */
export async function benchActivation(): Promise<BenchRow[]> {
	await using vscode = await openVscode();
	// the list draws what is in sight only, the slowest first
	await vscode.page.setViewportSize({ width: 1280, height: 3000 });
	await vscode.openView('Image Builder History');
	await vscode.runCommand('Developer: Show Running Extensions');
	const extension = vscode.page
		.locator('.runtime-extensions-editor .extension')
		.filter({ hasText: /image.builder.history/i });
	await extension.waitFor();
	const text = (await extension.locator('.activation-time').textContent()) ?? '';
	const ms = Number(/(\d+)\s*ms/.exec(text)?.[1] ?? Number.NaN);
	return [
		{
			what: 'activation, as VS Code measures it',
			measured: Number.isNaN(ms) ? `not shown: "${text}"` : `${ms} ms`,
			budget: `${budget} ms`,
			ok: Number.isNaN(ms) ? undefined : ms <= budget,
		},
	];
}
