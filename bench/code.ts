import { CodeDocument } from '../src/iac/codeDocument.ts';
import { detectResources } from '../src/iac/detect.ts';
import { grammars } from '../test/unit/iac/support.ts';
import type { BenchRow } from './benchRow.ts';
import { codeSamples, ordinaryFile } from './codeSamples.ts';

const keystrokes = 40;
const budgetMs = 20;

/** Finding resources in code: a keystroke in large documents, and a workspace read at once. */
export async function benchCode(): Promise<BenchRow[]> {
	const rows: BenchRow[] = [];
	for (const { language, fileName, text } of codeSamples(5000)) {
		rows.push(await benchKeystroke(language, fileName, text));
	}
	rows.push(await benchWorkspace());
	return rows;
}

/** Types into the middle of a resource; the median counts, the worst is told. */
async function benchKeystroke(language: string, fileName: string, text: string): Promise<BenchRow> {
	const document = new CodeDocument(grammars, { fileName, text });
	const expected = (await document.resources()).length;
	const at = text.indexOf('weekly-', text.length / 2) + 'weekly'.length;
	const times: number[] = [];
	for (let key = 0; key < keystrokes; key++) {
		const start = performance.now();
		document.update([{ start: at + key, end: at + key, text: 'x' }]);
		const found = await document.resources();
		times.push(performance.now() - start);
		if (found.length !== expected) {
			throw new Error(`${language}: ${found.length} resources in place of ${expected}`);
		}
	}
	document.dispose();
	times.sort((one, other) => one - other);
	const median = times[Math.floor(times.length / 2)] ?? Number.NaN;
	const worst = times.at(-1) ?? Number.NaN;
	return {
		what: `keystroke in ${text.split('\n').length.toLocaleString('en')} lines of ${language}, ${expected} resources`,
		measured: `${median.toFixed(1)} ms (worst ${worst.toFixed(1)} ms)`,
		budget: `${budgetMs} ms`,
		ok: median <= budgetMs,
	};
}

/** 2,000 files of which 20 mention Image Builder, against looking at every file for the word. */
async function benchWorkspace(): Promise<BenchRow> {
	const samples = codeSamples(200);
	const files = Array.from({ length: 2000 }, (_, index) => {
		const sample = index % 100 === 0 ? samples[(index / 100) % samples.length] : undefined;
		return sample ?? { fileName: `src/file${index}.ts`, text: ordinaryFile(index) };
	});
	const start = performance.now();
	let found = 0;
	let longest = 0;
	for (const file of files) {
		const before = performance.now();
		found += (await detectResources(grammars, file)).length;
		longest = Math.max(longest, performance.now() - before);
	}
	const took = performance.now() - start;
	const megabytes = files.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
	return {
		what: `workspace of 2,000 files (${megabytes.toFixed(0)} MB), 20 of Image Builder, ${found} resources`,
		measured: `${took.toFixed(0)} ms (longest file ${longest.toFixed(0)} ms)`,
		budget: '-',
		ok: undefined,
	};
}
