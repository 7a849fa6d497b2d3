import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/**
 * The module that VS Code runs in its extension host: `run()` runs every test file beside it.
 * The console of the extension host is the only way to the terminal; the marker tells our lines
 * from all the others there.
 */
export async function run(): Promise<void> {
	const marker = process.env.IBH_LINE_MARKER ?? '';
	const write = console.log.bind(console);
	const print = (...args: unknown[]): void => {
		for (const line of format(...args).split('\n')) {
			write(`${marker}${line}`);
		}
	};
	Mocha.reporters.Base.consoleLog = print;
	const mocha = new Mocha({
		ui: 'tdd',
		color: process.env.IBH_COLOR === '1',
		timeout: 20_000,
		slow: 2000,
		forbidOnly: process.env.CI !== undefined,
		...(process.env.IBH_GREP && { grep: process.env.IBH_GREP }),
	});
	const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.test.cjs'))
		.sort();
	// it counts all that the store has, and the others leave their calls there
	const first = files.filter((file) => file === 'sync.test.cjs');
	for (const file of new Set([...first, ...files])) {
		mocha.addFile(join(__dirname, file));
	}
	const counts = { passed: 0, failed: 0, skipped: 0 };
	await new Promise<void>((resolve) => {
		const runner = mocha.run(() => resolve());
		runner.on('pass', () => counts.passed++);
		runner.on('fail', () => counts.failed++);
		runner.on('pending', () => counts.skipped++);
	});
	if (process.env.IBH_RESULTS) {
		writeFileSync(process.env.IBH_RESULTS, JSON.stringify(counts));
	}
	if (counts.failed > 0 || counts.passed === 0) {
		throw new Error(`${counts.failed} of ${counts.failed + counts.passed} tests failed.`);
	}
}
