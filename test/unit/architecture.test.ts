import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What a part of `src/` may reach. Written down for people in `docs/architecture.md`. */
interface House {
	/** Other parts, besides itself. A part with `: types` only by `import type`. */
	readonly parts: readonly string[];
	readonly vscode: boolean;
	readonly aws: boolean;
	readonly node: boolean;
}

const pure = { vscode: false, aws: false, node: false };
const composition = [
	...['contributions', 'model', 'engine', 'sources', 'store', 'sync', 'iac', 'vscode', 'protocol'],
	...['sidebar', 'panel', 'editor', 'commands', 'api'],
];
// Views read through `History` of the model: store and sync live in threads of their own.
const surface: House = {
	parts: [
		...['api: types', 'contributions', 'model', 'iac', 'vscode', 'protocol'],
		...['sidebar', 'panel', 'editor'],
	],
	...{ vscode: true, aws: false, node: false },
};

const house: Readonly<Record<string, House>> = {
	extension: { parts: composition, vscode: true, aws: false, node: true },
	api: { parts: ['model: types'], vscode: true, aws: false, node: false },
	contributions: { parts: ['model: types'], ...pure },
	model: { parts: [], ...pure },
	sources: { parts: ['model'], vscode: false, aws: true, node: true },
	store: { parts: ['model'], vscode: false, aws: false, node: true },
	sync: { parts: ['model', 'sources', 'store'], ...pure },
	engine: {
		parts: ['model', 'sources', 'store', 'sync', 'iac'],
		...{ vscode: false, aws: false, node: true },
	},
	iac: { parts: ['model'], ...pure },
	vscode: { parts: ['model', 'contributions'], vscode: true, aws: false, node: true },
	sidebar: surface,
	panel: surface,
	editor: surface,
	commands: surface,
	protocol: { parts: ['model: types'], ...pure },
	webview: { parts: ['protocol', 'model'], ...pure },
};

interface Import {
	readonly specifier: string;
	readonly typeOnly: boolean;
}

const sources = globSync('src/**/*.ts');
const importPattern =
	/\b(?:(import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?|import\s*\(\s*)(['"])([^'"\n]+)\3/g;

/** Every import, static and dynamic, whatever a lint comment beside it says. */
function importsOf(code: string): readonly Import[] {
	const withoutComments = code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
	return [...withoutComments.matchAll(importPattern)].map(([, , type, , specifier = '']) => ({
		specifier,
		typeOnly: type !== undefined,
	}));
}

function partOf(file: string): string {
	return file.replaceAll('\\', '/').split('/')[1]?.replace(/\.ts$/, '') ?? '';
}

/** Why the file may not import this; undefined where it may. */
function objection(file: string, { specifier, typeOnly }: Import): string | undefined {
	const part = partOf(file);
	const rules = house[part];
	if (!rules) {
		return 'its folder is not in the table of this test';
	}
	if (specifier.startsWith('.')) {
		const target = partOf(normalize(join(dirname(file), specifier)));
		const allowed =
			target === part ||
			rules.parts.includes(target) ||
			(typeOnly && rules.parts.includes(`${target}: types`));
		return allowed ? undefined : `${part} may not reach ${target}`;
	}
	if (specifier === 'vscode') {
		return rules.vscode ? undefined : `${part} may not use VS Code`;
	}
	if (/^@(aws-sdk|smithy)\//.test(specifier)) {
		return rules.aws ? undefined : `${part} may not use the AWS SDK`;
	}
	if (specifier.startsWith('node:')) {
		return rules.node ? undefined : `${part} may not use Node's modules`;
	}
	return builtinModules.includes(specifier) ? "Node's modules are written with node:" : undefined;
}

describe('the house', () => {
	it('has no import across its walls', () => {
		expect(sources.length).toBeGreaterThan(10);
		const broken = sources.flatMap((file) =>
			importsOf(readFileSync(file, 'utf8')).flatMap((found) => {
				const reason = objection(file, found);
				return reason ? [`${file} imports ${found.specifier}: ${reason}`] : [];
			}),
		);
		expect(broken).toEqual([]);
	});

	it('knows every folder', () => {
		expect([...new Set(sources.map(partOf))].filter((part) => !(part in house))).toEqual([]);
	});
});

describe('the reading of imports', () => {
	it.each([
		["import { a } from 'x';", 'x', false],
		["import type { A } from 'x';", 'x', true],
		["import 'x';", 'x', false],
		["import * as a from 'x';", 'x', false],
		["import a, { type B } from 'x';", 'x', false],
		["import {\n\ta,\n\tb,\n} from 'x';", 'x', false],
		["export { a } from 'x';", 'x', false],
		["export * from 'x';", 'x', false],
		["export type { A } from 'x';", 'x', true],
		["const a = await import('x');", 'x', false],
		["// biome-ignore lint: no\nimport { a } from 'x';", 'x', false],
	])('sees %j', (code, specifier, typeOnly) => {
		expect(importsOf(code)).toEqual([{ specifier, typeOnly }]);
	});

	it('does not take a comment for an import', () => {
		expect(importsOf("/** import { a } from 'x' */\n// import 'y'\n")).toEqual([]);
	});
});

describe('the walls', () => {
	it.each([
		['src/model/a.ts', 'node:fs'],
		['src/model/a.ts', '../store/callStore.ts'],
		['src/store/a.ts', 'vscode'],
		['src/store/a.ts', '@aws-sdk/client-cloudtrail'],
		['src/sync/a.ts', 'node:timers'],
		['src/engine/a.ts', '@aws-sdk/client-sts'],
		['src/engine/a.ts', 'vscode'],
		['src/sidebar/a.ts', '../sources/x.ts'],
		['src/sidebar/a.ts', '../store/x.ts'],
		['src/webview/a.ts', '../panel/x.ts'],
		['src/protocol/a.ts', '../model/call.ts'],
		['src/sources/aws/a.ts', '../../store/x.ts'],
		['src/extension.ts', './webview/main.ts'],
		['src/vscode/a.ts', 'fs'],
		['src/unknown/a.ts', './b.ts'],
	])('%s may not import %s', (file, specifier) => {
		expect(objection(file, { specifier, typeOnly: false })).toBeDefined();
	});

	it('lets types through where only types may pass', () => {
		const specifier = '../model/call.ts';
		expect(objection('src/protocol/a.ts', { specifier, typeOnly: true })).toBeUndefined();
	});
});
