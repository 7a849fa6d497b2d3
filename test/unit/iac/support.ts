import { readFile } from 'node:fs/promises';
import type { CodeContext, CodeForm, CodeResource } from '../../../src/iac/codeResource.ts';
import { detectResources } from '../../../src/iac/detect.ts';
import { Grammars, type WasmName } from '../../../src/iac/grammars.ts';

const root = new URL('../../../', import.meta.url);

const wasm: Readonly<Record<WasmName, string>> = {
	'tree-sitter': 'web-tree-sitter/web-tree-sitter.wasm',
	hcl: '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
	python: 'tree-sitter-python/tree-sitter-python.wasm',
	typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
	yaml: '@tree-sitter-grammars/tree-sitter-yaml/tree-sitter-yaml.wasm',
};

/** Grammars from `node_modules`, queries from the source. */
export const grammars = new Grammars({
	load: (name) => readFile(new URL(`node_modules/${wasm[name]}`, root)),
	query: (name) => readFile(new URL(`src/iac/queries/${name}.scm`, root), 'utf8'),
});

/** A fixture as a document; `.txt` behind code keeps compilers away from it. */
export async function fixture(name: string): Promise<{ fileName: string; text: string }> {
	const text = await readFile(new URL(`test/fixtures/iac/${name}`, root), 'utf8');
	return { fileName: name.replace(/\.txt$/, ''), text };
}

export async function detect(
	fileName: string,
	text: string,
	context?: CodeContext,
): Promise<readonly CodeResource[]> {
	return detectResources(grammars, { fileName, text }, context);
}

/**
 * `line text | kind | pattern` of each of a form: what a range covers proves the range. A hole
 * `${x}` is listed as `<x>`.
 */
export function listed(
	text: string,
	found: readonly CodeResource[],
	...forms: readonly CodeForm[]
): readonly string[] {
	return found
		.filter(({ form }) => forms.length === 0 || forms.includes(form))
		.map(({ start, end, kind, pattern }) => {
			const line = text.slice(0, start).split('\n').length;
			const covered = text
				.slice(start, end)
				.replace(/\s+/g, ' ')
				.replace(/\$\{([^}]*)\}/g, '<$1>');
			return `${line} ${covered} | ${kind} | ${pattern?.replace('arn:*:imagebuilder:*:*:', '') ?? '-'}`;
		});
}
