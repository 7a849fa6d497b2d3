import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Child, runInherited, startProcess } from './support/childProcess.ts';
import { cacheFolder, inProject, root } from './support/paths.ts';

/**
 * The npm package that carries VS Code's server and workbench, as one download from the registry
 * that the development packages come from. 4.139.1 is VS Code 1.139.1.
 */
const version = '4.139.1';

const installFolder = join(cacheFolder, `code-server-${version}`);
const vscodeFolder = join(installFolder, 'node_modules', 'code-server', 'lib', 'vscode');
const stamp = join(installFolder, '.complete');

/** Settings of every run: nothing that greets, asks, updates or reports. */
const quietSettings = {
	'telemetry.telemetryLevel': 'off',
	'update.mode': 'none',
	'extensions.autoUpdate': false,
	'extensions.autoCheckUpdates': false,
	'extensions.ignoreRecommendations': true,
	'workbench.startupEditor': 'none',
	'workbench.tips.enabled': false,
	'workbench.enableExperiments': false,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'chat.disableAIFeatures': true,
	'git.enabled': false,
	'npm.autoDetect': 'off',
	'security.workspace.trust.banner': 'never',
	'window.menuBarVisibility': 'classic',
};

export interface VscodeServerOptions {
	/** User settings, on top of those that keep VS Code quiet. */
	readonly settings?: Readonly<Record<string, unknown>>;
	/** Environment of VS Code and the extension host; nothing of ours is passed but this. */
	readonly env?: NodeJS.ProcessEnv;
	/** Installed extensions; a folder of its own that is empty if not given. */
	readonly extensionsFolder?: string;
	/**
	 * VS Code's switch for its own tests: it runs extensions from their folders, calls the tests'
	 * functions in the page, and shows no notification but behind the bell. Off for people.
	 */
	readonly smokeTest?: boolean;
	/** Lets Workspace Trust ask, as it does for people. */
	readonly workspaceTrust?: boolean;
	/** A free one if not given. */
	readonly port?: number;
}

export interface VscodeServer {
	readonly port: number;
	readonly url: string;
	/** Log files, machine settings, global storage. */
	readonly dataFolder: string;
	/**
	 * The project's folder under another name. VS Code takes every theme below the folder of an
	 * extension under development for that extension's own and shows it: from the project's real
	 * folder that would be the first one of the VS Code in `.vscode-test/`.
	 */
	readonly extension: string;
	readonly process: Child;
	/** Changes settings while VS Code runs. */
	changeSettings(settings: Readonly<Record<string, unknown>>): Promise<void>;
	/** Stops VS Code and deletes its data. */
	stop(): Promise<void>;
}

/** The server's own script; installed into the cache folder first where it is not there. */
export async function installVscodeServer(): Promise<string> {
	const main = join(vscodeFolder, 'out', 'server-main.js');
	if (!existsSync(stamp) || !existsSync(main)) {
		await downloadVscodeServer(main);
	}
	await writeLogFiles();
	return main;
}

async function downloadVscodeServer(main: string): Promise<void> {
	console.log(`Installing VS Code (code-server ${version}) into .vscode-test, about a minute.`);
	await mkdir(installFolder, { recursive: true });
	await writeFile(join(installFolder, 'package.json'), '{ "private": true }\n');
	// Its install scripts build native modules that no test needs; the packages inside lib/vscode
	// are what those scripts would install. Each step does nothing when it was done before.
	const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	await npm(installFolder, ['install', `code-server@${version}`, '--save-exact', ...quiet]);
	await npm(vscodeFolder, ['install', '--omit=dev', ...quiet]);
	await npm(join(vscodeFolder, 'extensions'), ['install', '--omit=dev', ...quiet]);
	if (!existsSync(main)) {
		throw new Error(`code-server ${version} was installed, but ${main} is not there.`);
	}
	await writeFile(stamp, `${new Date().toISOString()}\n`);
}

/** Lets VS Code write its log files, which output channels are shown from, without native code. */
async function writeLogFiles(): Promise<void> {
	const module = join(vscodeFolder, 'node_modules', '@vscode', 'spdlog');
	const about = { name: '@vscode/spdlog', version: '0.0.0', type: 'module', main: 'index.js' };
	const files = {
		'index.js': await readFile(inProject('scripts', 'support', 'logFiles.mjs'), 'utf8'),
		'package.json': JSON.stringify(about),
	};
	for (const [name, text] of Object.entries(files)) {
		const file = join(module, name);
		// another VS Code may be reading it
		if ((await readFile(file, 'utf8').catch(() => undefined)) !== text) {
			await mkdir(module, { recursive: true });
			await writeFile(file, text);
		}
	}
}

/** Runs VS Code's server on a free port of this machine, with data of its own. */
export async function startVscodeServer(options: VscodeServerOptions = {}): Promise<VscodeServer> {
	const main = await installVscodeServer();
	const dataFolder = await mkdtemp(join(tmpdir(), 'ibh-vscode-'));
	const settingsFile = join(dataFolder, 'data', 'Machine', 'settings.json');
	const settings: Record<string, unknown> = { ...quietSettings };
	const changeSettings: VscodeServer['changeSettings'] = async (changes) => {
		Object.assign(settings, changes);
		await writeFile(settingsFile, JSON.stringify(settings, undefined, '\t'));
	};
	await mkdir(dirname(settingsFile), { recursive: true });
	await mkdir(join(dataFolder, 'home'), { recursive: true });
	await changeSettings(options.settings ?? {});
	const extension = join(dataFolder, 'project');
	await symlink(root, extension, 'junction');
	const args = [
		...[main, '--host', '127.0.0.1', '--port', `${options.port ?? 0}`],
		'--without-connection-token',
		...['--accept-server-license-terms', '--telemetry-level', 'off'],
		...(options.smokeTest === false ? [] : ['--enable-smoke-test-driver']),
		...['--server-data-dir', dataFolder],
		...['--extensions-dir', options.extensionsFolder ?? join(dataFolder, 'extensions')],
		...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
	];
	const child = startProcess(process.execPath, args, {
		env: serverEnvironment(join(dataFolder, 'home'), options.env),
	});
	try {
		const [, port] = await child.waitForLine(/Extension host agent listening on (\d+)/, 60_000);
		return {
			port: Number(port),
			url: `http://localhost:${port}`,
			dataFolder,
			extension,
			process: child,
			changeSettings,
			async stop() {
				await child.stop();
				await removeFolder(dataFolder);
			},
		};
	} catch (error) {
		await child.stop();
		await removeFolder(dataFolder);
		throw error;
	}
}

/** Makes a folder of extensions in which the project is the only one that is installed. */
export async function linkExtension(extensionsFolder: string): Promise<void> {
	await mkdir(extensionsFolder, { recursive: true });
	await symlink(root, join(extensionsFolder, 'image-builder-history'), 'junction');
}

/** Installs a `.vsix` into an extensions folder, as `code --install-extension` does. */
export async function installExtension(vsix: string, extensionsFolder: string): Promise<string> {
	const main = await installVscodeServer();
	const dataFolder = await mkdtemp(join(tmpdir(), 'ibh-vscode-'));
	const lines: string[] = [];
	const child = startProcess(
		process.execPath,
		[
			...[main, '--install-extension', vsix, '--extensions-dir', extensionsFolder],
			...['--server-data-dir', dataFolder, '--accept-server-license-terms'],
		],
		{ env: serverEnvironment(dataFolder), onLine: (line) => lines.push(line) },
	);
	try {
		const code = await child.exited;
		if (code !== 0) {
			throw new Error(`Installing ${vsix} ended with code ${code}:\n${child.tail()}`);
		}
		return lines.join('\n');
	} finally {
		await removeFolder(dataFolder);
	}
}

/**
 * What VS Code gets of this machine's environment: enough to run, and nothing that would let a
 * test read this machine's AWS configuration or reach an extension gallery.
 */
function serverEnvironment(home: string, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const kept = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'SystemRoot', 'ComSpec', 'TEMP', 'TMP'];
	const env: NodeJS.ProcessEnv = {};
	for (const name of kept) {
		if (process.env[name] !== undefined) {
			env[name] = process.env[name];
		}
	}
	return {
		...env,
		HOME: home,
		USERPROFILE: home,
		AWS_EC2_METADATA_DISABLED: 'true',
		EXTENSIONS_GALLERY: '{"serviceUrl":"http://127.0.0.1:9"}',
		...extra,
	};
}

async function npm(cwd: string, args: readonly string[]): Promise<void> {
	const cli = process.env.npm_execpath;
	const byNode = cli?.endsWith('.js') === true;
	const [command, before] = byNode ? [process.execPath, [cli]] : ['npm', []];
	const code = await runInherited(command, [...before, ...args], { cwd });
	if (code !== 0) {
		throw new Error(
			`"npm ${args.join(' ')}" failed with code ${code}. Is there a connection to the package registry?`,
		);
	}
}

async function removeFolder(folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
