import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	Command,
	ContextKey,
	extensionId,
	RowContext,
	Setting,
	View,
} from '../../src/contributions.ts';

interface MenuItem {
	readonly command?: string;
	readonly when?: string;
}

interface Manifest {
	readonly name: string;
	readonly publisher: string;
	readonly license: string;
	readonly type: string;
	readonly icon?: string;
	readonly engines: { readonly vscode: string };
	readonly devDependencies: Readonly<Record<string, string>>;
	readonly capabilities?: {
		readonly untrustedWorkspaces?: {
			readonly supported: boolean | 'limited';
			readonly restrictedConfigurations?: readonly string[];
		};
	};
	readonly contributes: {
		readonly commands: readonly {
			readonly command: string;
			readonly title: string;
			readonly category?: string;
		}[];
		readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
		readonly viewsContainers: {
			readonly activitybar: readonly { readonly id: string; readonly icon: string }[];
		};
		readonly viewsWelcome: readonly { readonly view: string; readonly when?: string }[];
		readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
		readonly keybindings?: readonly { readonly command: string; readonly when?: string }[];
		readonly configuration:
			| { readonly properties: Readonly<Record<string, SettingSchema>> }
			| readonly { readonly properties: Readonly<Record<string, SettingSchema>> }[];
	};
}

interface SettingSchema {
	readonly default?: unknown;
	readonly scope?: string;
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;
const prefix = 'imageBuilderHistory';

function sorted(values: Iterable<string>): readonly string[] {
	return [...values].sort();
}

function settings(): Readonly<Record<string, SettingSchema>> {
	const parts = [contributes.configuration].flat();
	return Object.assign({}, ...parts.map(({ properties }) => properties));
}

/** Every `when` clause of the manifest, with what it stands at. */
function whenClauses(): readonly string[] {
	return [
		...Object.values(contributes.menus).flat(),
		...(contributes.keybindings ?? []),
		...contributes.viewsWelcome,
	].flatMap(({ when }) => (when === undefined ? [] : [when]));
}

describe('the contract', () => {
	it('has the identity that others rely on', () => {
		expect(`${manifest.publisher}.${manifest.name}`).toBe(
			'image-builder-history.image-builder-history',
		);
		expect(extensionId).toBe(`${manifest.publisher}.${manifest.name}`);
		expect(manifest.license).toBe('MIT');
		expect(manifest.engines.vscode).toBe('^1.101.0');
		expect(manifest.devDependencies['@types/vscode']).toMatch(/^1\.101\./);
	});

	it.each([
		...['refresh', 'showHistory', 'lookUp', 'showCall', 'compareCalls', 'importLogs'],
		...['exportCalls', 'selectProfile', 'selectRegions', 'groupBy', 'filter', 'openSample'],
		...['revealInCode', 'openInConsole', 'copyArn', 'showLog'],
	])('has the command %s', (name) => {
		const commands = contributes.commands.map(({ command }) => command);
		expect(commands).toContain(`${prefix}.${name}`);
	});

	it.each([
		['profile', ''],
		['regions', []],
		['lookBackDays', 90],
		['autoRefreshMinutes', 5],
		['showReadCalls', false],
		['codeLens.enabled', true],
		['hover.enabled', true],
	])('has the setting %s with its default', (name, value) => {
		expect(settings()[`${prefix}.${name}`]?.default).toEqual(value);
	});

	it('takes the endpoint from the machine only', () => {
		expect(settings()[`${prefix}.endpointUrl`]?.scope).toBe('machine');
	});

	it('reads no setting of an untrusted workspace', () => {
		const { supported, restrictedConfigurations } =
			manifest.capabilities?.untrustedWorkspaces ?? {};
		expect(supported).toBe('limited');
		expect(sorted(restrictedConfigurations ?? [])).toEqual(sorted(Object.keys(settings())));
	});

	it('has the view in its container in the activity bar', () => {
		expect(contributes.viewsContainers.activitybar.map(({ id }) => id)).toContain(prefix);
		expect(contributes.views[prefix]?.map(({ id }) => id)).toContain(`${prefix}.resources`);
	});
});

describe('manifest and code agree', () => {
	it('on commands', () => {
		expect(sorted(contributes.commands.map(({ command }) => command))).toEqual(
			sorted(Object.values(Command)),
		);
	});

	it('on views', () => {
		expect(
			sorted(Object.values(contributes.views).flatMap((views) => views.map(({ id }) => id))),
		).toEqual(sorted([View.resources, View.coverage]));
		expect(sorted(Object.keys(contributes.views))).toEqual([View.container]);
	});

	it('on settings', () => {
		const { section, ...names } = Setting;
		expect(sorted(Object.keys(settings()))).toEqual(
			sorted(Object.values(names).map((name) => `${section}.${name}`)),
		);
	});

	it('on context keys: each one of a when clause is set by the code', () => {
		const used = whenClauses().flatMap((when) =>
			[...when.matchAll(/imageBuilderHistory\.\w+/g)].map(([key]) => key),
		);
		const known: readonly string[] = [...Object.values(ContextKey), ...Object.values(View)];
		expect(used.length).toBeGreaterThan(0);
		expect(used.filter((key) => !known.includes(key))).toEqual([]);
	});

	it('on rows: each viewItem of a when clause is a row of the tree', () => {
		const known: readonly string[] = Object.values(RowContext);
		const used = whenClauses().flatMap((when) => [
			...[...when.matchAll(/viewItem\s*==\s*'?([\w-]+)'?/g)].map(([, row = '']) => row),
			...[...when.matchAll(/viewItem\s*=~\s*\/\^?\(?([\w|-]+)\)?/g)].flatMap(([, rows = '']) =>
				rows.split('|'),
			),
		]);
		expect(used.length).toBeGreaterThan(0);
		expect(used.filter((row) => !known.includes(row))).toEqual([]);
	});
});

describe('the manifest in itself', () => {
	it('names only its own commands in menus and keybindings', () => {
		const own = new Set(contributes.commands.map(({ command }) => command));
		const used = [
			...Object.values(contributes.menus).flat(),
			...(contributes.keybindings ?? []),
		].flatMap(({ command }) => (command?.startsWith(prefix) ? [command] : []));
		expect(used.filter((command) => !own.has(command))).toEqual([]);
	});

	it('puts every command into the category Image Builder', () => {
		const nls = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
		const categories = contributes.commands.map(
			({ category = '' }) => nls[category.replace(/^%|%$/g, '')] ?? category,
		);
		expect(new Set(categories)).toEqual(new Set(['Image Builder']));
	});

	it('has a text for every key, and a key for every text', () => {
		const used = new Set([...text.matchAll(/"%([\w.-]+)%"/g)].map(([, key = '']) => key));
		const files = globSync('package.nls*.json');
		expect(files).toContain('package.nls.json');
		for (const file of files) {
			const keys = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object);
			if (file === 'package.nls.json') {
				expect(sorted(keys), file).toEqual(sorted(used));
			} else {
				// what waits for its translation is shown in English; see test/unit/texts.test.ts
				expect(
					keys.filter((key) => !used.has(key)),
					file,
				).toEqual([]);
			}
		}
	});

	it('points to icons that exist', () => {
		const icons = [...text.matchAll(/"(media\/[^"]+\.(?:svg|png))"/g)].map(([, icon = '']) => icon);
		expect(icons.length).toBeGreaterThan(0);
		expect(icons.filter((icon) => !existsSync(icon))).toEqual([]);
	});
});
