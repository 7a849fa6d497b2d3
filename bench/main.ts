import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { inProject, outFolder } from '../scripts/support/paths.ts';
import { benchActivation } from './activation.ts';
import type { BenchRow } from './benchRow.ts';
import { benchCode } from './code.ts';
import { benchHost } from './host.ts';
import { benchImport } from './import.ts';
import { benchPanel } from './panel.ts';
import { benchS3 } from './s3.ts';
import { benchStore } from './store.ts';
import { benchSync } from './sync.ts';

/** In the order in which they run, each alone on the machine. */
const benches = {
	activation: benchActivation,
	host: benchHost,
	code: benchCode,
	store: () => benchStore(),
	panel: () => benchPanel(),
	import: benchImport,
	s3: benchS3,
	sync: benchSync,
} as const;

/**
 * `npm run bench [-- store import ...]`: measures and holds it against the budgets. The machine
 * decides on absolute times; ratios within one run are what counts.
 */
async function main(): Promise<void> {
	const { positionals } = parseArgs({ allowPositionals: true });
	const rows: BenchRow[] = [];
	for (const [name, bench] of Object.entries(benches)) {
		if (positionals.length === 0 || positionals.includes(name)) {
			console.log(`${name}…`);
			try {
				rows.push(...(await bench()));
			} catch (error) {
				const reason = error instanceof Error ? error.message : String(error);
				rows.push({ what: name, measured: `failed: ${reason}`, budget: '', ok: false });
			}
		}
	}
	const table = markdown(rows);
	console.log(`\n${table}`);
	await mkdir(outFolder, { recursive: true });
	await writeFile(inProject('out', 'bench.md'), table);
}

function markdown(rows: readonly BenchRow[]): string {
	const verdict = (ok: boolean | undefined) => (ok === undefined ? '–' : ok ? 'met' : 'NOT MET');
	return [
		'| what | measured | budget | |',
		'|---|---|---|---|',
		...rows.map((row) => `| ${row.what} | ${row.measured} | ${row.budget} | ${verdict(row.ok)} |`),
		'',
	].join('\n');
}

await main();
