// Runs before `npm start` and `npm test`, on whatever Node the machine has (20 or newer) and with
// nothing installed: brings node_modules in line with package-lock.json.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';

if (Number(process.versions.node.split('.')[0]) < 20) {
	fail(`Node.js 20 or newer is needed, this is ${process.version}. See https://nodejs.org`);
}

const missing = firstDifference();
if (missing) {
	console.log(`Installing the development packages (${missing}). This takes about a minute.`);
	// Of all install scripts only the one of the package `node` is needed, see below.
	npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}
if (bundledNodeMajor() !== 24) {
	// Without its install script the package `node` has no binary, and the scripts would silently
	// run on the machine's own Node.
	console.log('Fetching Node.js 24 for the scripts of this project.');
	npm(['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts']);
	if (bundledNodeMajor() !== 24) {
		fail(
			'node_modules/.bin/node is not Node.js 24. Delete node_modules and run the command again.',
		);
	}
}

/**
 * What differs between the lock file and npm's own note of what it installed. The note is the last
 * thing an install writes, so an interrupted install has none.
 * @returns {string | undefined}
 */
function firstDifference() {
	const wanted = packagesOf(join(root, 'package-lock.json'));
	const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
	if (!wanted) {
		fail(
			'package-lock.json is missing or damaged: restore it with "git checkout package-lock.json".',
		);
	}
	if (!installed) {
		return 'nothing is installed yet';
	}
	for (const [path, { version, optional, devOptional, link }] of Object.entries(wanted)) {
		if (path === '' || link) {
			continue;
		}
		const found = installed[path];
		if (!found && !optional && !devOptional) {
			return `${path} is missing`;
		}
		if (found && found.version !== version) {
			return `${path} is ${found.version}, wanted ${version}`;
		}
	}
	return undefined;
}

function packagesOf(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8')).packages;
	} catch {
		return undefined;
	}
}

function bundledNodeMajor() {
	const file = join(root, 'node_modules', '.bin', windows ? 'node.cmd' : 'node');
	const answer = spawnSync(file, ['--version'], { encoding: 'utf8', shell: windows });
	return Number(/^v(\d+)\./.exec(answer.stdout ?? '')?.[1]);
}

function npm(args) {
	try {
		// Run by npm itself: use that very npm.
		const cli = process.env.npm_execpath;
		if (cli?.endsWith('.js')) {
			execFileSync(process.execPath, [cli, ...args], { cwd: root, stdio: 'inherit' });
		} else {
			execFileSync('npm', args, { cwd: root, stdio: 'inherit', shell: windows });
		}
	} catch {
		fail(
			`"npm ${args.join(' ')}" failed, see above. Is there a connection to the package registry?`,
		);
	}
}

/** @returns {never} */
function fail(message) {
	console.error(`\n${message}`);
	process.exit(1);
}
