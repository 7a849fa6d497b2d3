import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extensionId } from '../src/contributions.ts';
import { CallStore } from '../src/store/callStore.ts';
import { openVscode } from '../test/ui/support/openVscode.ts';
import type { VscodePage } from '../test/ui/support/vscodePage.ts';
import type { BenchRow } from './benchRow.ts';
import { manyCalls } from './manyCalls.ts';
import { installEmptyExtension, openEmpty } from './panelBaseline.ts';
import {
	clickedAt,
	keystroke,
	longestFrame,
	type Opening,
	openingOf,
	otherRows,
	watchClick,
	watchPages,
} from './panelMoments.ts';

const opens = 5;
const texts = ['a', 'bob', 'dave', 'op:Update*', 'golden', 'g', ''];

export interface PanelBenchOptions {
	readonly count?: number;
	/** A database that is there already, copied; else one of `count` calls is made. */
	readonly database?: string;
}

/**
 * The panel of a real VS Code over a store of a million calls, as somebody sees it: from the click or
 * the key to the frame that shows rows. What VS Code needs by itself to make a webview is told beside it,
 * because nobody can be faster. Medians, as the machine may be shared.
 */
export async function benchPanel(options: PanelBenchOptions = {}): Promise<BenchRow[]> {
	const { count = 1_000_000 } = options;
	const besides = await mkdtemp(join(tmpdir(), 'ibh-empty-'));
	await using cleanup = new AsyncDisposableStack();
	cleanup.defer(() => rm(besides, { recursive: true, force: true }));
	await using vscode = await openVscode({
		besides: await installEmptyExtension(besides),
		async prepare(globalStorage) {
			const folder = join(globalStorage, extensionId);
			await mkdir(folder, { recursive: true });
			if (options.database === undefined) {
				await fill(folder, count);
			} else {
				await cp(options.database, join(folder, 'history.db'));
			}
		},
	});
	await vscode.page.setViewportSize({ width: 1600, height: 1000 });
	await watchPages(vscode.page);
	await vscode.openView('Image Builder History');
	await vscode.treeRow('Pipelines').waitFor();
	// the first one starts what the others find running
	await openNew(vscode);
	const fresh: Opening[] = [];
	const empty: Opening[] = [];
	// in turn, as the machine is not always equally busy
	for (let turn = 0; turn < opens; turn++) {
		fresh.push(await openNew(vscode));
		await closeAll(vscode);
		empty.push(await openEmpty(vscode));
	}
	await openNew(vscode);
	const reused = await repeated(opens, (index) => openOther(vscode, index + 1));
	await vscode.runCommand('Image Builder: Show All Calls');
	await vscode.panel.getByRole('heading', { name: 'All calls' }).waitFor();
	const frame = await vscode.panelFrame();
	await rest();
	const keys = await repeated(texts.length, (index) => keystroke(frame, texts[index] ?? ''));
	const still = await longestFrame(frame, 0);
	const scroll = await longestFrame(frame, 1);
	const rows = keys.map((key) => key.rows);
	return [
		rowOf(
			`panel, ${count} calls: click in the tree to first rows, median of ${opens}`,
			median(fresh.map((each) => each.rows - each.clicked)),
			300,
		),
		rowOf(
			'panel: of it, from the moment that VS Code has opened the panel',
			median(fresh.map((each) => each.rows - each.opened)),
			300,
		),
		rowOf(
			'panel: of it, until VS Code has made the webview and given it its script',
			median(fresh.map((each) => each.script - each.clicked)),
		),
		rowOf(
			'panel: the same click where the page is one line of script, which nobody can beat',
			median(empty.map((each) => each.rows - each.clicked)),
		),
		rowOf(
			`panel: click in the tree to first rows where a panel is open, median of ${opens}`,
			median(reused),
			300,
		),
		rowOf(`panel: filter keystroke to rows, median of ${texts.length}`, median(rows), 100),
		rowOf(`panel: filter keystroke to rows, slowest of ${texts.length}`, Math.max(...rows), 100),
		rowOf(
			`panel: filter keystroke to the count, slowest of ${texts.length}`,
			Math.max(...keys.map((key) => key.counted)),
		),
		rowOf('panel: longest frame while scrolling 600 frames', scroll.longest, 50),
		rowOf('panel: of them, the 99th of 100', scroll.p99, 50),
		rowOf('panel: longest of 600 frames in which nothing moves', still.longest),
	];
}

/** Clicks the first resource of the tree with no panel open. */
async function openNew(vscode: VscodePage): Promise<Opening> {
	await closeAll(vscode);
	await watchClick(vscode.page);
	await resource(vscode, 0).click();
	return await openingOf(vscode);
}

async function closeAll(vscode: VscodePage): Promise<void> {
	await vscode.runCommand('View: Close All Editors');
	await rest();
}

/** Clicks another resource while the panel shows one. @returns ms */
async function openOther(vscode: VscodePage, index: number): Promise<number> {
	await watchClick(vscode.page);
	const rows = await otherRows(await vscode.panelFrame());
	await resource(vscode, index).click();
	const drawn = await rows();
	return drawn - (await clickedAt(vscode.page));
}

function resource(vscode: VscodePage, index: number) {
	return vscode.sidebar.locator('[role="treeitem"][aria-level="3"]').nth(index);
}

async function repeated<T>(times: number, action: (index: number) => Promise<T>): Promise<T[]> {
	const results: T[] = [];
	for (let index = 0; index < times; index++) {
		results.push(await action(index));
		await rest();
	}
	return results;
}

/** Lets what follows rows be done: counts, timeline, rows ahead. */
function rest(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 1500));
}

function median(values: readonly number[]): number {
	return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

function rowOf(what: string, ms: number, budget?: number): BenchRow {
	return {
		what,
		measured: `${ms.toFixed(0)} ms`,
		budget: budget === undefined ? '-' : `${budget} ms`,
		ok: budget === undefined ? undefined : ms <= budget,
	};
}

async function fill(folder: string, count: number): Promise<void> {
	const store = CallStore.open({ folder });
	for (const calls of manyCalls(count)) {
		store.save({ calls, source: 'logs', imported: true });
		await new Promise((resolve) => setImmediate(resolve));
	}
	store.close();
}

if (import.meta.main) {
	// another run with the database of an earlier one: `node bench/panel.ts /path/to/history.db`
	const [, , database] = process.argv;
	console.table(await benchPanel(database === undefined ? {} : { database }));
}
