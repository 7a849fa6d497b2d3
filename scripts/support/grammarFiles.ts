import { copyFile, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject } from './paths.ts';

/** What `src/engine/codeGrammars.ts` expects in one folder, and where it comes from. */
const grammarFiles: Readonly<Record<string, string>> = {
	'tree-sitter.wasm': 'node_modules/web-tree-sitter/web-tree-sitter.wasm',
	'hcl.wasm': 'node_modules/@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
	'python.wasm': 'node_modules/tree-sitter-python/tree-sitter-python.wasm',
	'typescript.wasm': 'node_modules/tree-sitter-typescript/tree-sitter-typescript.wasm',
	'yaml.wasm': 'node_modules/@tree-sitter-grammars/tree-sitter-yaml/tree-sitter-yaml.wasm',
	'hcl.scm': 'src/iac/queries/hcl.scm',
	'python.scm': 'src/iac/queries/python.scm',
	'typescript.scm': 'src/iac/queries/typescript.scm',
};

/** Copies grammars and queries into a folder. @returns the size of each file in bytes. */
export async function copyGrammars(folder: string): Promise<ReadonlyMap<string, number>> {
	await mkdir(folder, { recursive: true });
	return new Map(
		await Promise.all(
			Object.entries(grammarFiles).map(async ([name, source]) => {
				await copyFile(inProject(source), join(folder, name));
				return [name, (await stat(inProject(source))).size] as const;
			}),
		),
	);
}
