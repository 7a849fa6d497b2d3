import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { startAwsStandIn, writeAwsConfig } from './support/awsStandIn.ts';
import { inProject, root } from './support/paths.ts';
import { bundleVscodeTests } from './support/vscodeTestBundle.ts';
import { workbenchUrl } from './support/workbenchUrl.ts';
import { startVscodeServer, type VscodeServer } from './vscodeServer.ts';

/** Tells the tests' own lines from all else that the extension host prints. */
const marker = '@test@ ';
const timeLimit = 8 * 60_000;

/**
 * Runs `test/vscode/` in the extension host of a real VS Code, shown by a Chromium without window.
 * Expects `dist/` to be built. Leaves the counts in `out/results/vscode.json`.
 * @returns the exit code: 0 when there are tests and all of them pass.
 */
async function runVscodeTests({
	grep,
	verbose,
}: {
	readonly grep: string | undefined;
	readonly verbose: boolean;
}): Promise<number> {
	await using cleanup = new AsyncDisposableStack();
	const folder = await mkdtemp(join(tmpdir(), 'ibh-tests-'));
	cleanup.defer(() => rm(folder, { recursive: true, force: true }));
	const tests = await bundleVscodeTests();
	const results = inProject('out', 'results', 'vscode.json');
	await mkdir(join(results, '..'), { recursive: true });
	await rm(results, { force: true });
	// Tests may write into their workspace.
	const workspace = join(folder, 'demo');
	await cp(inProject('test', 'workspaces', 'demo'), workspace, { recursive: true });
	const aws = await startAwsStandIn();
	cleanup.defer(() => aws.stop());
	const server = await startVscodeServer({
		env: {
			...(await writeAwsConfig(join(folder, 'aws'), aws.url)),
			IBH_LINE_MARKER: marker,
			IBH_RESULTS: results,
			IBH_COLOR: process.stdout.isTTY ? '1' : '0',
			IBH_PROJECT: root,
			...(grep && { IBH_GREP: grep }),
			...(process.env.CI && { CI: process.env.CI }),
		},
	});
	cleanup.defer(() => server.stop());
	const browser = await launchChromium();
	cleanup.defer(() => browser.close());
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
	const { ended } = await listen(page, verbose);
	await page.goto(workbenchUrl(server, { workspace, extension: server.extension, tests }));
	const code = await Promise.race([ended, page.waitForEvent('crash', { timeout: 0 }), overdue()]);
	if (typeof code === 'number') {
		return code;
	}
	await explain(code === undefined ? 'The run is stuck' : 'The page crashed', page, server);
	return 1;
}

/** Passes the tests' lines on; `ended` resolves to the exit code that VS Code reports. */
async function listen(page: Page, verbose: boolean): Promise<{ ended: Promise<number> }> {
	await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
		const text = args.map(String).join(' ');
		if (text.startsWith(marker)) {
			console.log(text.slice(marker.length));
		} else if (verbose) {
			console.log(text);
		}
	});
	const { promise, resolve } = Promise.withResolvers<number>();
	await page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
	return { ended: promise };
}

async function overdue(): Promise<undefined> {
	await new Promise((resolve) => setTimeout(resolve, timeLimit).unref());
	return undefined;
}

async function explain(what: string, page: Page, server: VscodeServer): Promise<void> {
	const screenshot = inProject('out', 'screenshots', 'vscode-tests-stuck.png');
	await page.screenshot({ path: screenshot, timeout: 10_000 }).catch(() => undefined);
	console.error(`${what}. Screenshot: out/screenshots/vscode-tests-stuck.png. VS Code's log ends:`);
	console.error(server.process.tail(80));
}

const { values } = parseArgs({
	options: { grep: { type: 'string' }, verbose: { type: 'boolean' } },
});
process.exitCode = await runVscodeTests({ grep: values.grep, verbose: values.verbose ?? false });
