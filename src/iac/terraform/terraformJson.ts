import type { CodeContext, CodeResource } from '../codeResource.ts';
import { type ConfigEntry, type ConfigNode, childOf, pathTo } from '../config/configNode.ts';
import { type FoundDefinition, finishDefinitions } from '../definition.ts';
import { camelCase, kindOfTerraformType } from '../definitionKinds.ts';
import { fillTemplate, hole, type PartialText } from '../partialText.ts';
import type { Value, ValueEntry } from '../value.ts';
import { terraformReferences } from './terraformReferences.ts';

/** Image Builder resources in Terraform's JSON syntax (`.tf.json`, also what CDKTF makes). */
export function terraformJsonResources(
	roots: readonly ConfigNode[],
	text: string,
	context: CodeContext,
): readonly CodeResource[] {
	return roots.flatMap((root) => {
		const resolve = resolver(root, context);
		const definitions = typesOf(childOf(root, 'resource'))
			.flatMap((type) => labelsOf(type).map((label) => definitionOf(type.key, label, resolve)))
			.filter((definition) => definition !== undefined);
		const finished = finishDefinitions(definitions, context);
		const references = terraformReferences(text, finished, (offset) => {
			const node = pathTo(roots, offset).at(-1)?.node;
			const before = node?.kind === 'scalar' ? text.slice(node.start, offset) : '';
			return before.lastIndexOf('${') > before.lastIndexOf('}');
		});
		return childOf(root, 'resource') || childOf(root, 'data') ? [...finished, ...references] : [];
	});
}

/** A map, or a list of maps that come together. */
function typesOf(node: ConfigNode | undefined): readonly ConfigEntry[] {
	return (node?.kind === 'list' ? node.items : node ? [node] : []).flatMap(
		({ entries }) => entries,
	);
}

function labelsOf(type: ConfigEntry): readonly ConfigEntry[] {
	return kindOfTerraformType(type.key) ? typesOf(type.value) : [];
}

function definitionOf(
	type: string,
	label: ConfigEntry,
	resolve: Resolver,
): FoundDefinition | undefined {
	const kind = kindOfTerraformType(type);
	const body = label.value?.kind === 'list' ? label.value.items[0] : label.value;
	const address = `${type}.${label.key}`;
	return kind
		? {
				start: label.start,
				end: label.end,
				bodyStart: label.outerStart,
				bodyEnd: label.outerEnd,
				tool: 'terraform',
				kind,
				logicalId: label.key,
				address,
				symbol: address,
				body: body && new TerraformJsonValue(body, resolve),
			}
		: undefined;
}

type Resolver = (expression: string) => PartialText;

function resolver(root: ConfigNode, context: CodeContext): Resolver {
	const resolve = (expression: string, depth: number): PartialText => {
		const [scope, name, more] = expression.split('.');
		if (name === undefined || more !== undefined || depth > 8) {
			return hole;
		}
		const text = (node: ConfigNode | undefined): PartialText =>
			node?.kind === 'scalar' ? filled(node.text, (inner) => resolve(inner, depth + 1)) : hole;
		if (scope === 'var') {
			const given = context.terraform?.variables.get(name);
			const variable = typesOf(childOf(root, 'variable')).find(({ key }) => key === name);
			return given ?? text(childOf(variable?.value, 'default'));
		}
		if (scope === 'local') {
			const own = typesOf(childOf(root, 'locals')).find(({ key }) => key === name);
			return own ? text(own.value) : (context.terraform?.locals.get(name) ?? hole);
		}
		return hole;
	};
	return (expression) => resolve(expression, 0);
}

function filled(text: string, resolve: Resolver): PartialText {
	return fillTemplate(text, /\$\{([^}]*)\}/g, resolve);
}

class TerraformJsonValue implements Value {
	readonly start: number;
	readonly end: number;
	readonly kind: Value['kind'];
	readonly text: PartialText;
	readonly target?: string;
	readonly #node: ConfigNode;
	readonly #resolve: Resolver;

	constructor(node: ConfigNode, resolve: Resolver) {
		this.#node = node;
		this.#resolve = resolve;
		this.start = node.outerStart;
		this.end = node.outerEnd;
		this.kind = node.kind === 'scalar' ? 'text' : node.kind;
		this.text = node.kind === 'scalar' ? filled(node.text, resolve) : hole;
		const target = /^\$\{((?:data\.)?aws(?:cc)?_imagebuilder_\w+\.[\w-]+)/.exec(node.text)?.[1];
		if (target !== undefined) {
			this.target = target;
		}
	}

	get entries(): readonly ValueEntry[] {
		return this.#node.entries.flatMap(({ key, start, end, value }) =>
			value && !key.startsWith('//')
				? [
						{
							name: camelCase(key),
							start,
							end,
							value: new TerraformJsonValue(value, this.#resolve),
						},
					]
				: [],
		);
	}

	get items(): readonly Value[] {
		return this.#node.items.map((item) => new TerraformJsonValue(item, this.#resolve));
	}
}
