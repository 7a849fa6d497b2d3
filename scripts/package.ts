import { stat } from 'node:fs/promises';
import { build } from './build.ts';
import { runInherited } from './support/childProcess.ts';
import { inProject, root } from './support/paths.ts';

/** Bytes that the package may have. */
const budget = 2_500_000;

/** Builds what is shipped, into `image-builder-history.vsix`. @throws when it is over its budget. */
async function makePackage(): Promise<void> {
	await build({ production: true, watch: false });
	const file = inProject('image-builder-history.vsix');
	const code = await runInherited(
		process.execPath,
		[
			...[inProject('node_modules', '@vscode', 'vsce', 'vsce'), 'package', '--no-dependencies'],
			...['--no-rewrite-relative-links', '--allow-missing-repository', '--out', file],
		],
		{ cwd: root },
	);
	if (code !== 0) {
		throw new Error(`vsce ended with code ${code}.`);
	}
	const { size } = await stat(file);
	const share = `${(size / 1e6).toFixed(2)} MB of ${budget / 1e6} MB`;
	if (size > budget) {
		throw new Error(`The package is too large: ${share}.`);
	}
	console.log(`Package: ${share}.`);
}

try {
	await makePackage();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
