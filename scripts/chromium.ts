import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { runInherited } from './support/childProcess.ts';
import { cacheFolder, inProject } from './support/paths.ts';

/** Names and places where Chromium or Chrome sits. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const places = [
	'/usr/bin/chromium',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Flags with which it runs without a network and reaches nothing but this machine. */
const flags = [
	...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
	...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

// Playwright's own browsers go into the project's cache, not into the home folder.
process.env.PLAYWRIGHT_BROWSERS_PATH ??= join(cacheFolder, 'browsers');

/** Chromium's executable; installed where there is none. @throws Error that says what to do. */
export async function ensureChromium(): Promise<string> {
	const found = findChromium();
	if (found) {
		return found;
	}
	console.log('No Chromium or Chrome found. Installing Chromium for the tests.');
	const playwright = inProject('node_modules', 'playwright-core', 'cli.js');
	await runInherited(process.execPath, [playwright, 'install', 'chromium']);
	const downloaded = findChromium();
	if (downloaded && starts(downloaded)) {
		return downloaded;
	}
	await installWithApt();
	const installed = findChromium();
	if (installed && starts(installed)) {
		return installed;
	}
	throw new Error(
		'Chromium is needed to run VS Code in the tests and could not be installed. Install Chromium or Chrome, or set CHROMIUM_PATH to one.',
	);
}

/** Starts Chromium without a window. */
export async function launchChromium(): Promise<Browser> {
	return await chromium.launch({ executablePath: await ensureChromium(), args: flags });
}

function findChromium(): string | undefined {
	const wanted = process.env.CHROMIUM_PATH;
	if (wanted) {
		if (!executable(wanted)) {
			throw new Error(`CHROMIUM_PATH is ${wanted}, which cannot be run.`);
		}
		return wanted;
	}
	const folders = (process.env.PATH ?? '').split(delimiter);
	const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [...onPath, ...places, chromium.executablePath()].find(executable);
}

function executable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** A download may lack the system's libraries. */
function starts(file: string): boolean {
	return spawnSync(file, ['--version'], { timeout: 30_000 }).status === 0;
}

async function installWithApt(): Promise<void> {
	if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) {
		return;
	}
	const asRoot = process.getuid?.() === 0;
	if (!asRoot && spawnSync('sudo', ['-n', 'true']).status !== 0) {
		console.log('Not root, and sudo would ask: apt-get is left alone.');
		return;
	}
	for (const args of [
		['apt-get', 'update', '-q'],
		['apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium'],
	]) {
		const [command = '', ...rest] = asRoot ? args : ['sudo', '-n', ...args];
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		if ((await runInherited(command, rest, { env })) !== 0) {
			return;
		}
	}
}
