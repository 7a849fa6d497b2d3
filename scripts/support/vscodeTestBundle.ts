import { globSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { inProject, root } from './paths.ts';

/**
 * Bundles every file of `test/vscode/` for the extension host, found by glob.
 * @returns the module that VS Code shall run.
 */
export async function bundleVscodeTests(): Promise<string> {
	const outdir = inProject('out', 'vscodeTests');
	await rm(outdir, { recursive: true, force: true });
	const tests = globSync('test/vscode/**/*.test.ts', { cwd: root });
	await esbuild.build({
		absWorkingDir: root,
		entryPoints: ['test/vscode/index.ts', ...tests],
		outbase: 'test/vscode',
		outdir,
		bundle: true,
		platform: 'node',
		target: 'node22.15',
		// VS Code loads a test module by `require`.
		format: 'cjs',
		outExtension: { '.js': '.cjs' },
		external: ['vscode', 'mocha', 'esbuild', 'playwright-core'],
		sourcemap: 'inline',
		logLevel: 'warning',
	});
	return join(outdir, 'index.cjs');
}
