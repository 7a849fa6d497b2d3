/** What one command of one environment of a `samconfig.toml` is told. */
export interface SamSettings {
	readonly parameters: ReadonlyMap<string, string>;
	readonly region?: string;
	readonly stackName?: string;
	readonly templateFile?: string;
}

interface Section {
	readonly environment: string;
	readonly values: Map<string, readonly string[]>;
}

/**
 * Reads the deployments of a `samconfig.toml`, one for each environment. Of TOML it knows what that
 * file needs: tables, texts and lists of texts; it passes over all else.
 */
export function readSamConfig(text: string): readonly SamSettings[] {
	const environments = new Map<string, Map<string, readonly string[]>>();
	for (const { environment, values } of sectionsOf(text)) {
		const known = environments.get(environment) ?? new Map<string, readonly string[]>();
		environments.set(environment, new Map([...known, ...values]));
	}
	return [...environments.values()].map((values) => {
		const [region] = values.get('region') ?? [];
		const [stackName] = values.get('stack_name') ?? [];
		const [templateFile] = values.get('template_file') ?? values.get('template') ?? [];
		return {
			parameters: overrides(values.get('parameter_overrides') ?? []),
			...(region !== undefined && { region }),
			...(stackName !== undefined && { stackName }),
			...(templateFile !== undefined && { templateFile }),
		};
	});
}

/** Tables such as `[default.deploy.parameters]`; what is for all commands counts too. */
function sectionsOf(text: string): readonly Section[] {
	const sections: Section[] = [];
	const pieces = text.split(/^[ \t]*\[([^[\]\n"']+)\][ \t]*(?:#.*)?$/m);
	for (let at = 1; at < pieces.length; at += 2) {
		const [environment, command, table] = (pieces[at] ?? '').trim().split('.');
		const isDeployment = command === 'deploy' || command === 'global';
		if (environment !== undefined && isDeployment && table === 'parameters') {
			sections.push({ environment, values: valuesOf(pieces[at + 1] ?? '') });
		}
	}
	return sections;
}

const quoted = /"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'/g;

function valuesOf(text: string): Map<string, readonly string[]> {
	const values = new Map<string, readonly string[]>();
	const entry = /^[ \t]*([\w-]+)[ \t]*=[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\[[^\]]*\])/gm;
	for (const [, name = '', value = ''] of text.matchAll(entry)) {
		values.set(
			name,
			[...value.matchAll(quoted)].map(([, basic, literal = '']) =>
				basic === undefined ? literal : basic.replace(/\\(["\\])/g, '$1'),
			),
		);
	}
	return values;
}

/** `Key=Value Other="a b"`, in one text or one each. */
function overrides(texts: readonly string[]): ReadonlyMap<string, string> {
	const pair = /(\w+)=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S*))/g;
	const parameters = new Map<string, string>();
	for (const text of texts) {
		for (const [, name = '', double, single, bare = ''] of text.matchAll(pair)) {
			parameters.set(name, double?.replace(/\\(["\\])/g, '$1') ?? single ?? bare);
		}
	}
	return parameters;
}
