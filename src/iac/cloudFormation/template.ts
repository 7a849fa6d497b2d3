import type { CodeContext } from '../codeResource.ts';
import { type ConfigNode, childOf } from '../config/configNode.ts';
import { filledHole } from '../config/templateLines.ts';
import { fillTemplate, hole, type PartialText, starred } from '../partialText.ts';

const maxDepth = 12;

/** What expressions of a template can be worked out from: parameters with defaults, mappings. */
export class Template {
	readonly #root: ConfigNode | undefined;
	readonly #context: CodeContext;

	/** @param root the map that holds `Resources`. */
	constructor(root: ConfigNode | undefined, context: CodeContext) {
		this.#root = root;
		this.#context = context;
	}

	/** The text a value comes down to; holes where only a deployment knows. */
	text(node: ConfigNode | undefined, locals?: ReadonlyMap<string, string>, depth = 0): PartialText {
		if (!node || depth > maxDepth) {
			return hole;
		}
		const call = functionOf(node);
		if (!call) {
			return node.kind === 'scalar' ? node.text.replace(foreignHole, hole) : hole;
		}
		const { name, argument } = call;
		const text = (inner: ConfigNode | undefined): PartialText =>
			this.text(inner, locals, depth + 1);
		switch (name) {
			case 'Ref':
				return this.#ref(argument.text, locals);
			case 'Sub':
				return this.#sub(argument, depth);
			case 'Join': {
				const [delimiter, list] = argument.items;
				return list?.kind === 'list' && functionOf(list) === undefined
					? list.items.map(text).join(delimiter?.text ?? '')
					: hole;
			}
			case 'FindInMap':
				return this.#findInMap(argument.items.map(text));
			case 'Select': {
				const [index, list] = argument.items;
				return list?.kind === 'list' ? text(list.items[Number(index?.text)]) : hole;
			}
			case 'If': {
				const [, yes, no] = argument.items.map(text);
				return yes !== undefined && yes === no ? yes : hole;
			}
			default:
				return hole;
		}
	}

	#ref(name: string, locals?: ReadonlyMap<string, string>): PartialText {
		const local = locals?.get(name);
		if (local !== undefined) {
			return local;
		}
		if (name.startsWith('AWS::')) {
			return this.#pseudoParameter(name);
		}
		const given = this.#context.parameters?.get(name);
		if (given !== undefined) {
			return given;
		}
		const parameter = childOf(childOf(this.#root, 'Parameters'), name);
		const fallback = childOf(parameter, 'Default');
		const isLookedUp = childOf(parameter, 'Type')?.text.startsWith('AWS::SSM::') ?? false;
		return fallback?.kind === 'scalar' && !isLookedUp ? fallback.text : hole;
	}

	#pseudoParameter(name: string): PartialText {
		const { partition, region, accountId, stackName } = this.#context;
		switch (name) {
			case 'AWS::Partition':
				return partition ?? hole;
			case 'AWS::Region':
				return region ?? hole;
			case 'AWS::AccountId':
				return accountId ?? hole;
			case 'AWS::StackName':
				return stackName ?? hole;
			default:
				return hole;
		}
	}

	#sub(argument: ConfigNode, depth: number): PartialText {
		const [template, names] = argument.kind === 'list' ? argument.items : [argument];
		if (template?.kind !== 'scalar') {
			return hole;
		}
		const locals = new Map(
			(names?.entries ?? []).map(({ key, value }) => [key, this.text(value, undefined, depth + 1)]),
		);
		return fillTemplate(template.text.replace(filledHole, hole), /\$\{([^}]*)\}/g, (name) =>
			name.startsWith('!')
				? `\${${name.slice(1)}}`
				: name.includes('.') && !locals.has(name)
					? hole
					: this.#ref(name, locals),
		);
	}

	/** Where a key is unknown, the one value that all keys agree on. */
	#findInMap(names: readonly PartialText[]): PartialText {
		const [map = '', first = '', second = ''] = names;
		const mapping = childOf(childOf(this.#root, 'Mappings'), map);
		const tops = first.includes(hole)
			? (mapping?.entries.map(({ value }) => value) ?? [])
			: [childOf(mapping, first)];
		const values = tops.flatMap((top) =>
			second.includes(hole)
				? (top?.entries.map(({ value }) => value?.text) ?? [])
				: [childOf(top, second)?.text],
		);
		const [one] = new Set(values);
		return one !== undefined && new Set(values).size === 1 ? one : hole;
	}
}

/** Holes of other engines, and of CloudFormation's dynamic references; Image Builder's stay. */
const foreignHole = /\$\{[^}]*\}|\{\{(?!\s*imagebuilder:)[^}]*\}\}|\ue000+/g;

export interface FunctionCall {
	/** `Ref`, `Sub`, `GetAtt`, ... */
	readonly name: string;
	readonly argument: ConfigNode;
}

/** The intrinsic function a value calls, in either spelling. */
export function functionOf(node: ConfigNode): FunctionCall | undefined {
	if (node.tag?.startsWith('!') && !node.tag.startsWith('!!')) {
		return { name: node.tag.slice(1), argument: node };
	}
	const [entry, more] = node.kind === 'map' ? node.entries : [];
	if (!entry || more || !entry.value) {
		return undefined;
	}
	if (entry.key === 'Ref' || entry.key === 'Condition') {
		return { name: entry.key, argument: entry.value };
	}
	return entry.key.startsWith('Fn::') && !entry.key.startsWith('Fn::ForEach')
		? { name: entry.key.slice(4), argument: entry.value }
		: undefined;
}

/** The text with `*` for its holes where it is put together by a function; else undefined. */
export function computedText(node: ConfigNode, template: Template): string | undefined {
	return functionOf(node) ? starred(template.text(node)) : undefined;
}
