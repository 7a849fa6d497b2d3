import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inProject } from './support/paths.ts';
import { sourceTexts } from './support/sourceTexts.ts';

/**
 * Brings `l10n/` up to date with the code: writes all texts to `bundle.l10n.json`, takes texts that
 * are gone out of the translations, and lists those that wait for one. VS Code shows English there.
 */
function extractTexts(): void {
	const texts = [...sourceTexts()].sort();
	mkdirSync(inProject('l10n'), { recursive: true });
	write('l10n/bundle.l10n.json', Object.fromEntries(texts.map((text) => [text, text])));
	for (const file of globSync('l10n/bundle.l10n.*.json', { cwd: inProject() })) {
		const known = read(file);
		const kept = texts.flatMap((text) => {
			const translation = known[text];
			return translation === undefined ? [] : [[text, translation] as const];
		});
		write(file, Object.fromEntries(kept));
		report(
			file,
			texts.filter((text) => known[text] === undefined),
		);
	}
	const manifest = read('package.nls.json');
	for (const file of globSync('package.nls.*.json', { cwd: inProject() })) {
		const known = read(file);
		report(
			file,
			Object.keys(manifest).filter((key) => known[key] === undefined),
		);
	}
}

function report(file: string, missing: readonly string[]): void {
	console.log(`${file}: ${missing.length} without a translation`);
	for (const text of missing) {
		console.log(`\t${JSON.stringify(text)}`);
	}
}

function read(file: string): Readonly<Record<string, string>> {
	const path = inProject(file);
	return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
}

function write(file: string, texts: Readonly<Record<string, string>>): void {
	writeFileSync(inProject(file), `${JSON.stringify(texts, undefined, '\t')}\n`);
}

extractTexts();
