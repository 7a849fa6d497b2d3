import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { extensionId } from '../src/contributions.ts';
import { CallStore } from '../src/store/callStore.ts';
import { openVscode } from '../test/ui/support/openVscode.ts';
import type { BenchRow } from './benchRow.ts';
import { manyCalls } from './manyCalls.ts';

/** The panel of a real VS Code over a store of a million calls. */
export async function benchPanel(count = 1_000_000): Promise<BenchRow[]> {
	await using vscode = await openVscode();
	await vscode.page.setViewportSize({ width: 1600, height: 1000 });
	const folder = join(vscode.server.dataFolder, 'data', 'User', 'globalStorage', extensionId);
	await mkdir(folder, { recursive: true });
	const store = CallStore.open({ folder });
	for (const calls of manyCalls(count)) {
		store.save({ calls, source: 'logs', imported: true });
		await new Promise((resolve) => setImmediate(resolve));
	}
	store.close();
	await vscode.openView('Image Builder History');
	await vscode.treeRow('Pipelines').waitFor();
	const row = vscode.sidebar.locator('[role="treeitem"][aria-level="3"]').first();
	await row.click();
	await vscode.panel.getByRole('grid').waitFor();
	await vscode.runCommand('View: Close All Editors');
	const begun = performance.now();
	await row.click();
	await vscode.panel.getByRole('gridcell').first().waitFor();
	const open = performance.now() - begun;
	await vscode.runCommand('Image Builder: Show All Calls');
	const frame = await vscode.panelFrame();
	await frame.getByRole('gridcell').first().waitFor();
	const keystrokes = [];
	for (const text of ['a', 'bob', 'dave', 'op:Update*', 'golden']) {
		keystrokes.push(await keystroke(frame, text));
	}
	keystrokes.push(await keystroke(frame, ''));
	const scroll = await longestFrame(frame);
	return [
		rowOf(`panel, ${count} calls: click in the tree to first rows`, open, 300),
		rowOf('panel: filter keystroke to rows, slowest of 6', Math.max(...keystrokes), 100),
		rowOf('panel: longest frame while scrolling 600 frames', scroll, 50),
	];
}

/** Sets the filter's text as typing would. @returns ms until the status says other counts. */
function keystroke(frame: Frame, text: string): Promise<number> {
	return frame.getByRole('combobox').evaluate(async (element, value) => {
		const input = element as HTMLInputElement;
		const root = input.getRootNode() as ShadowRoot;
		const status = () => root.querySelector('output')?.textContent;
		const before = status();
		const start = performance.now();
		input.value = value;
		input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
		while (status() === before && performance.now() - start < 10_000) {
			await new Promise((resolve) => requestAnimationFrame(resolve));
		}
		return performance.now() - start;
	}, text);
}

function longestFrame(frame: Frame): Promise<number> {
	return frame.getByRole('rowgroup').evaluate(async (element) => {
		let scroller: Element | null = element;
		while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1) {
			scroller = scroller.parentElement;
		}
		let longest = 0;
		let last = await new Promise<number>(requestAnimationFrame);
		for (let step = 0; step < 600; step++) {
			scroller?.scrollBy(0, step % 60 === 0 ? 20_000 : 60);
			const now = await new Promise<number>(requestAnimationFrame);
			longest = Math.max(longest, now - last);
			last = now;
		}
		return longest;
	});
}

function rowOf(what: string, ms: number, budget: number): BenchRow {
	return { what, measured: `${ms.toFixed(0)} ms`, budget: `${budget} ms`, ok: ms <= budget };
}
