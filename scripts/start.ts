import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { startAwsStandIn, writeAwsConfig } from './support/awsStandIn.ts';
import { type Child, startProcess } from './support/childProcess.ts';
import { demoSettings } from './support/demoSettings.ts';
import { inProject, root } from './support/paths.ts';
import { workbenchUrl } from './support/workbenchUrl.ts';
import { linkExtension, startVscodeServer } from './vscodeServer.ts';

const usage = `npm start [-- options]
  --desktop    opens the desktop VS Code ("code" on the PATH) in place of the browser
  --port N     port of VS Code in the browser; a free one if not given
  --no-open    prints the address only`;

/** Shows the extension in a real VS Code on a demo workspace, until Ctrl-C or SIGTERM. */
async function start(): Promise<void> {
	const { values } = parseArgs({
		options: {
			desktop: { type: 'boolean', default: false },
			port: { type: 'string', default: '0' },
			open: { type: 'boolean', default: true },
			help: { type: 'boolean', default: false },
		},
		allowNegative: true,
	});
	if (values.help) {
		console.log(usage);
		return;
	}
	// From the first moment on: what was started is stopped, whenever the signal comes.
	const stopped = Promise.withResolvers<void>();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => stopped.resolve());
	}
	stopWithParent(() => stopped.resolve());
	await using cleanup = new AsyncDisposableStack();
	const started = open(cleanup, { desktop: values.desktop, port: Number(values.port) });
	const opened = await Promise.race([started, stopped.promise]);
	if (opened) {
		console.log(opened.message);
		if (values.open && opened.url) {
			openBrowser(opened.url);
		}
		const code = await Promise.race([opened.vscode.exited, stopped.promise]);
		if (code !== undefined && code !== 0) {
			console.error(`VS Code ended with code ${code}:\n${opened.vscode.tail()}`);
			process.exitCode = 1;
		}
	}
	console.log('\nStopping.');
}

/** npm passes SIGTERM to a shell between it and us, which ends without passing it on. */
function stopWithParent(stop: () => void): void {
	const parent = process.ppid;
	setInterval(() => {
		if (process.ppid !== parent) {
			stop();
		}
	}, 500).unref();
}

interface Opened {
	readonly vscode: Child;
	readonly message: string;
	/** In the browser only. */
	readonly url?: string;
}

async function open(
	cleanup: AsyncDisposableStack,
	{ desktop, port }: { readonly desktop: boolean; readonly port: number },
): Promise<Opened> {
	await build({ production: false, watch: false });
	const folder = await mkdtemp(join(tmpdir(), 'ibh-demo-'));
	cleanup.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
	// A copy: what is tried out in the demo leaves no mark in the project.
	const workspace = join(folder, 'demo');
	await cp(inProject('test', 'workspaces', 'demo'), workspace, { recursive: true });
	await mkdir(join(workspace, '.vscode'));
	await writeFile(
		join(workspace, '.vscode', 'settings.json'),
		`${JSON.stringify(demoSettings, undefined, '\t')}\n`,
	);
	const aws = await startAwsStandIn({ demo: true });
	cleanup.defer(() => aws.stop());
	const env = await writeAwsConfig(join(folder, 'aws'), aws.url);
	const hint = [
		'Open the view "Image Builder History" in the activity bar. Its two connections read from a made-up',
		'CloudTrail and a made-up trail bucket on this machine; .vscode/settings.json of the demo names them.',
		'Ctrl-C stops all of it.',
	].join('\n');
	if (desktop && hasDesktopVscode()) {
		const vscode = startDesktop(folder, workspace, env);
		cleanup.defer(() => vscode.stop());
		return { vscode, message: `\nVS Code opens in a window of its own.\n${hint}` };
	}
	const note = desktop ? 'There is no "code" on the PATH, so here is the browser version.\n' : '';
	// Installed, as people have it: run from its folder, VS Code in the browser hides notifications.
	const extensionsFolder = join(folder, 'extensions');
	await linkExtension(extensionsFolder);
	const server = await startVscodeServer({ env, port, extensionsFolder, smokeTest: false });
	cleanup.defer(() => server.stop());
	const url = workbenchUrl(server, { workspace });
	return { vscode: server.process, url, message: `\n${note}VS Code: ${url}\n\n${hint}` };
}

function hasDesktopVscode(): boolean {
	return spawnSync('code', ['--version'], { shell: process.platform === 'win32' }).status === 0;
}

function startDesktop(folder: string, workspace: string, env: NodeJS.ProcessEnv): Child {
	return startProcess(
		'code',
		[
			...['--new-window', '--wait', '--disable-workspace-trust', '--skip-welcome'],
			...['--user-data-dir', join(folder, 'user'), '--extensions-dir', join(folder, 'extensions')],
			`--extensionDevelopmentPath=${root}`,
			workspace,
		],
		{ env: { ...process.env, ...env } },
	);
}

/** Opens the system's browser where there is a display; the printed address does otherwise. */
function openBrowser(url: string): void {
	const commands: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
		darwin: ['open', url],
		win32: ['rundll32', 'url.dll,FileProtocolHandler', url],
	};
	const display = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
	const [command, ...args] = commands[process.platform] ?? ['xdg-open', url];
	if (process.platform === 'linux' && !display) {
		return;
	}
	const child = spawn(command, args, { stdio: 'ignore', detached: true });
	// No such command: the address has been printed.
	child.on('error', () => undefined);
	child.unref();
}

await start();
