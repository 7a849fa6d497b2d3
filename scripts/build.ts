import { existsSync, globSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { checkActivation, sizeTable } from './support/bundleReport.ts';
import { copyGrammars } from './support/grammarFiles.ts';
import { inProject, outFolder, root } from './support/paths.ts';

/** The extension host's entry, and the threads it starts. */
const nodeEntries = {
	extension: 'src/extension.ts',
	engineWorker: 'src/engine/engineWorker.ts',
	readerWorker: 'src/engine/readerWorker.ts',
	codeWorker: 'src/engine/codeWorker.ts',
	logWorker: 'src/sources/logWorker.ts',
};

const pageEntries = { webview: 'src/webview/main.ts' };

const shared: esbuild.BuildOptions = {
	absWorkingDir: root,
	outdir: 'dist',
	bundle: true,
	format: 'esm',
	metafile: true,
	logLevel: 'warning',
	legalComments: 'none',
	treeShaking: true,
};

interface BuildFlags {
	readonly production: boolean;
	readonly watch: boolean;
}

/** Builds `dist/`; with `watch` it goes on until the process ends. @throws when a check fails. */
export async function build({ production, watch }: BuildFlags): Promise<void> {
	const configurations = [nodeOptions(production), pageOptions(production)].filter(
		(options) => Object.keys(options.entryPoints ?? {}).length > 0,
	);
	const grammars = await copyGrammars(inProject('dist', 'grammars'));
	if (watch) {
		await watchAll(configurations);
		return;
	}
	const results = await Promise.all(configurations.map((options) => esbuild.build(options)));
	const outputs = Object.assign({}, ...results.map((result) => result.metafile?.outputs));
	for (const [name, bytes] of grammars) {
		outputs[`dist/grammars/${name}`] = { bytes, inputs: {}, imports: [], exports: [] };
	}
	await removeLeftovers(new Set(Object.keys(outputs)));
	await mkdir(outFolder, { recursive: true });
	await writeFile(inProject('out', 'metafile.json'), JSON.stringify({ outputs }));
	console.log(sizeTable(outputs));
	const problems = checkActivation(outputs);
	if (problems.length > 0) {
		throw new Error(
			`dist/extension.js loads at activation what it must not:\n${problems.join('\n')}`,
		);
	}
}

/** Files of earlier builds; after the build, because a running VS Code may be loading the others. */
async function removeLeftovers(outputs: ReadonlySet<string>): Promise<void> {
	for (const file of globSync('dist/**/*.*', { cwd: root })) {
		if (!outputs.has(file.replaceAll('\\', '/'))) {
			await rm(inProject(file), { recursive: true, force: true });
		}
	}
}

function nodeOptions(production: boolean): esbuild.BuildOptions {
	return {
		...shared,
		entryPoints: existing(nodeEntries),
		platform: 'node',
		// VS Code 1.101, the oldest one that engines.vscode allows, runs Node 22.15.
		target: 'node22.15',
		splitting: true,
		chunkNames: 'chunks/[name]-[hash]',
		mainFields: ['module', 'main'],
		external: ['vscode'],
		minify: production,
		keepNames: production,
		sourcemap: production ? false : 'linked',
		// Packages that are still CommonJS ask for Node's modules by `require`.
		banner: {
			js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
		},
	};
}

function pageOptions(production: boolean): esbuild.BuildOptions {
	return {
		...shared,
		entryPoints: existing(pageEntries),
		platform: 'browser',
		target: 'es2022',
		tsconfig: 'src/webview/tsconfig.json',
		minify: true,
		sourcemap: production ? false : 'linked',
	};
}

function existing(entries: Readonly<Record<string, string>>): Record<string, string> {
	const found = Object.entries(entries).filter(([, file]) => {
		const exists = existsSync(inProject(file));
		if (!exists) {
			console.warn(`NOTICE: ${file} does not exist, so it is left out of the build.`);
		}
		return exists;
	});
	return Object.fromEntries(found);
}

async function watchAll(configurations: readonly esbuild.BuildOptions[]): Promise<void> {
	const plugin: esbuild.Plugin = {
		name: 'tell',
		setup(hooks) {
			// The words that the problem matcher of .vscode/tasks.json waits for.
			hooks.onStart(() => console.log('[watch] build started'));
			hooks.onEnd((result) => {
				for (const { text, location } of result.errors) {
					console.error(`✘ [ERROR] ${text}`);
					console.error(`    ${location?.file}:${location?.line}:${location?.column}:`);
				}
				console.log('[watch] build finished');
			});
		},
	};
	for (const options of configurations) {
		const context = await esbuild.context({ ...options, logLevel: 'silent', plugins: [plugin] });
		await context.watch();
	}
}

if (process.argv[1] === import.meta.filename) {
	const { values } = parseArgs({
		options: { watch: { type: 'boolean' }, production: { type: 'boolean' } },
	});
	try {
		await build({ production: values.production ?? false, watch: values.watch ?? false });
	} catch (error) {
		// esbuild has told its own errors already.
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
