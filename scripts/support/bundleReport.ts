import { builtinModules } from 'node:module';
import type { Metafile } from 'esbuild';

type Outputs = Metafile['outputs'];

const extensionBundle = 'dist/extension.js';

/** What must not be loaded before it is needed. */
const lateFolders = [
	/node_modules\/@aws-sdk\//,
	/node_modules\/@smithy\//,
	/node_modules\/(jsonc-parser|yaml|web-tree-sitter|tree-sitter-[a-z]+|@tree-sitter-grammars)\//,
];

/**
 * What a static import reaches from the extension's bundle, and must not.
 * @returns one line a finding; empty if all is well or there is no such bundle.
 */
export function checkActivation(outputs: Outputs): readonly string[] {
	const problems: string[] = [];
	for (const file of staticallyLoaded(outputs, extensionBundle)) {
		const output = outputs[file];
		for (const input of Object.keys(output?.inputs ?? {})) {
			if (lateFolders.some((folder) => folder.test(input))) {
				problems.push(`${file} holds ${input}`);
			}
		}
		for (const { path, external, kind } of output?.imports ?? []) {
			if (!external || kind === 'dynamic-import' || path === 'vscode') {
				continue;
			}
			if (path === 'node:sqlite') {
				problems.push(`${file} imports ${path}`);
			} else if (!path.startsWith('node:') && !builtinModules.includes(path)) {
				problems.push(`${file} imports ${path}, which is not in the package`);
			}
		}
	}
	return problems;
}

/** Files and sizes in KB: what is loaded at activation, then the rest. */
export function sizeTable(outputs: Outputs): string {
	const early = staticallyLoaded(outputs, extensionBundle);
	const rows = Object.entries(outputs)
		.filter(([file]) => !file.endsWith('.map'))
		.sort(
			([a, one], [b, other]) =>
				Number(early.has(b)) - Number(early.has(a)) || other.bytes - one.bytes,
		)
		.map(([file, { bytes }]) => [
			file,
			(bytes / 1024).toFixed(1).padStart(8),
			early.has(file) ? 'at activation' : '',
		]);
	const total = [...rows].length;
	const sum = Object.entries(outputs)
		.filter(([file]) => !file.endsWith('.map'))
		.reduce((bytes, [, output]) => bytes + output.bytes, 0);
	const width = Math.max(5, ...rows.map(([file]) => file?.length ?? 0));
	return [
		...rows.map(([file = '', size, when]) => `${file.padEnd(width)} ${size} KB  ${when}`.trimEnd()),
		`${`${total} files`.padEnd(width)} ${(sum / 1024).toFixed(1).padStart(8)} KB`,
	].join('\n');
}

function staticallyLoaded(outputs: Outputs, entry: string): ReadonlySet<string> {
	const seen = new Set<string>();
	const waiting = entry in outputs ? [entry] : [];
	for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
		seen.add(file);
		for (const { path, kind, external } of outputs[file]?.imports ?? []) {
			if (kind === 'import-statement' && !external && !seen.has(path)) {
				waiting.push(path);
			}
		}
	}
	return seen;
}
