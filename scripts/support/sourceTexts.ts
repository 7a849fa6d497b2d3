import { globSync, readFileSync } from 'node:fs';
import { inProject } from './paths.ts';

/** A call of `t` or `l10n.t`, whatever object it is on, and what stands first in its brackets. */
const call = /(?<![\w$.])(?:[\w.]+\.)?t\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`$\\]*`)?/g;

/**
 * The texts that people see, in the order of the files: what is given to `vscode.l10n.t` or to a
 * `Translate`. `@vscode/l10n-dev` only sees the former, and not where it goes by a name of its own.
 */
export function sourceTexts(): readonly string[] {
	const texts = new Set<string>();
	for (const file of globSync('src/**/*.ts', { cwd: inProject() }).sort()) {
		const source = readFileSync(inProject(file), 'utf8');
		for (const [, literal] of source.matchAll(call)) {
			if (literal !== undefined) {
				texts.add(unquoted(literal));
			}
		}
	}
	return [...texts];
}

/** The value of a string literal of this code base: of its escapes, those of JSON and of quotes. */
function unquoted(literal: string): string {
	const inner = literal
		.slice(1, -1)
		.replaceAll(/\\['`]/g, (escaped) => escaped.slice(1))
		.replaceAll(/(?<!\\)"/g, '\\"');
	return String(JSON.parse(`"${inner}"`));
}
