import { mkdir, rm } from 'node:fs/promises';
import { styleText } from 'node:util';
import { runInherited } from './support/childProcess.ts';
import { inProject, outFolder, root } from './support/paths.ts';
import {
	addCounts,
	noTests,
	readMochaCounts,
	readVitestCounts,
	type TestCounts,
} from './support/testCounts.ts';

interface Stage {
	readonly name: string;
	/** One after the other; each a program in `node_modules` or a script of ours. */
	readonly commands: readonly (readonly string[])[];
	/** For stages that run tests. */
	readonly counts?: () => Promise<TestCounts | undefined>;
}

interface Outcome {
	readonly name: string;
	readonly ok: boolean;
	readonly seconds: number;
	readonly counts: TestCounts | undefined;
}

const unitResults = inProject('out', 'results', 'unit.json');
const vscodeResults = inProject('out', 'results', 'vscode.json');
const uiResults = inProject('out', 'results', 'ui.json');

const stages: readonly Stage[] = [
	{ name: 'lint', commands: [bin('@biomejs/biome/bin/biome', 'ci', '.'), bin('knip/bin/knip.js')] },
	{
		name: 'types',
		commands: ['.', 'src/webview', 'test/ui'].map((project) =>
			bin('typescript/bin/tsc', '-p', project),
		),
	},
	{ name: 'unit', commands: [vitest(unitResults)], counts: () => readVitestCounts(unitResults) },
	// The suites below run what is shipped.
	{ name: 'package', commands: [['scripts/package.ts']] },
	{
		name: 'VS Code',
		commands: [['scripts/runVscodeTests.ts']],
		counts: () => readMochaCounts(vscodeResults),
	},
	{
		name: 'UI',
		commands: [vitest(uiResults, '--config', 'vitest.ui.config.ts')],
		counts: () => readVitestCounts(uiResults),
	},
];

/** Runs every stage, also after one failed, and sums up. @returns the exit code. */
async function testAll(): Promise<number> {
	await mkdir(outFolder, { recursive: true });
	await rm(inProject('out', 'results'), { recursive: true, force: true });
	const outcomes: Outcome[] = [];
	for (const stage of stages) {
		console.log(styleText('bold', `\n── ${stage.name} ──`));
		outcomes.push(await runStage(stage));
	}
	console.log(`\n${outcomes.map(line).join('\n')}\n`);
	const sum = outcomes.map(({ counts }) => counts ?? noTests).reduce(addCounts, noTests);
	// What failed outside a test must not hide behind "0 failed".
	const others = outcomes.filter(({ ok, counts }) => !ok && (counts?.failed ?? 0) === 0).length;
	console.log(`${sum.passed} passed, ${sum.failed + others} failed, ${sum.skipped} skipped`);
	return outcomes.every(({ ok }) => ok) ? 0 : 1;
}

async function runStage({ name, commands, counts: readCounts }: Stage): Promise<Outcome> {
	const begin = performance.now();
	let ok = true;
	for (const args of commands) {
		const code = await runInherited(process.execPath, args, { cwd: root });
		ok &&= code === 0;
	}
	const counts = await readCounts?.();
	const tested = readCounts === undefined || (counts !== undefined && counts.passed > 0);
	return {
		name,
		ok: ok && tested,
		seconds: (performance.now() - begin) / 1000,
		counts,
	};
}

function line({ name, ok, seconds, counts }: Outcome): string {
	const mark = ok ? styleText('green', 'ok    ') : styleText('red', 'FAILED');
	const numbers = counts
		? `  ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`
		: '';
	return `${mark} ${name.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s${numbers}`;
}

function bin(program: string, ...args: readonly string[]): readonly string[] {
	return [inProject('node_modules', program), ...args];
}

function vitest(results: string, ...args: readonly string[]): readonly string[] {
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
	return bin('vitest/vitest.mjs', 'run', ...reporters, ...args);
}

process.exitCode = await testAll();
