import { readFile } from 'node:fs/promises';
import { Grammars } from '../iac/grammars.ts';

/** Grammars of a folder that holds `<name>.wasm` and `<name>.scm`, each read on first need. */
export function grammarsIn(folder: URL): Grammars {
	return new Grammars({
		load: (name) => readFile(new URL(`${name}.wasm`, folder)),
		query: (name) => readFile(new URL(`${name}.scm`, folder), 'utf8'),
	});
}
