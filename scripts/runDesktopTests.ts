import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { startAwsStandIn, writeAwsConfig } from './support/awsStandIn.ts';
import { cacheFolder, inProject, root } from './support/paths.ts';
import { bundleVscodeTests } from './support/vscodeTestBundle.ts';

/**
 * Runs `test/vscode/` in a desktop VS Code, which @vscode/test-electron downloads into
 * `.vscode-test/`; VSCODE_VERSION chooses another than the newest one, such as 1.101.0. Needs the
 * internet once, and a display (on Linux: `xvfb-run -a npm run test:desktop`).
 */
await using cleanup = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), 'ibh-desktop-'));
cleanup.defer(() => rm(folder, { recursive: true, force: true }));
const tests = await bundleVscodeTests();
const workspace = join(folder, 'demo');
await cp(inProject('test', 'workspaces', 'demo'), workspace, { recursive: true });
const home = join(folder, 'ibh-home');
await mkdir(home);
const aws = await startAwsStandIn();
cleanup.defer(() => aws.stop());
try {
	process.exitCode = await runTests({
		cachePath: cacheFolder,
		...(process.env.VSCODE_VERSION && { version: process.env.VSCODE_VERSION }),
		extensionDevelopmentPath: root,
		extensionTestsPath: tests,
		launchArgs: [
			...[workspace, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'],
			...['--user-data-dir', join(folder, 'user')],
		],
		extensionTestsEnv: {
			...(await writeAwsConfig(join(folder, 'aws'), aws.url)),
			HOME: home,
			USERPROFILE: home,
			IBH_PROJECT: root,
			IBH_COLOR: process.stdout.isTTY ? '1' : '0',
		},
	});
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
