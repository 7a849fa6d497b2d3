import type { Node } from 'web-tree-sitter';
import { camelCase } from '../definitionKinds.ts';
import { hole, type PartialText } from '../partialText.ts';
import type { Value, ValueEntry } from '../value.ts';
import { type PythonSyntax, unwrappedPython } from './pythonSyntax.ts';
import { symbolOf } from './symbols.ts';

/** What a property is set to: a literal, or the keyword arguments of a property class. */
export class PythonValue implements Value {
	readonly start: number;
	readonly end: number;
	readonly kind: Value['kind'];
	readonly target?: string;
	readonly #node: Node;
	readonly #syntax: PythonSyntax;
	#entries: readonly ValueEntry[] | undefined;
	#items: readonly Value[] | undefined;
	#text: PartialText | undefined;

	constructor(expression: Node, syntax: PythonSyntax) {
		this.#syntax = syntax;
		this.start = expression.startIndex;
		this.end = expression.endIndex;
		const node = unwrappedPython(expression);
		const constant = node.type === 'identifier' ? syntax.constant(syntax.slice(node)) : undefined;
		this.#node = constant?.type === 'dictionary' ? constant : node;
		const isClass =
			this.#node.type === 'call' &&
			/(?:Property|Args|ArgsDict)$/.test(
				syntax.slice(this.#node.childForFieldName('function') ?? this.#node),
			);
		this.kind = isClass ? 'map' : (kinds[this.#node.type] ?? 'text');
		const members = syntax.members(node);
		const target = members && symbolOf(members);
		if (target !== undefined) {
			this.target = target;
		}
	}

	get text(): PartialText {
		this.#text ??= this.kind === 'text' ? this.#syntax.text(this.#node) : hole;
		return this.#text;
	}

	get entries(): readonly ValueEntry[] {
		this.#entries ??= this.#readEntries();
		return this.#entries;
	}

	#readEntries(): readonly ValueEntry[] {
		return this.kind === 'map'
			? membersOf(this.#node).map(({ key, value }) => ({
					name: camelCase(nameOf(key, this.#syntax)),
					start: key.startIndex,
					end: key.endIndex,
					value: new PythonValue(value, this.#syntax),
				}))
			: [];
	}

	get items(): readonly Value[] {
		this.#items ??= this.#readItems();
		return this.#items;
	}

	#readItems(): readonly Value[] {
		return this.kind === 'list'
			? this.#node.namedChildren
					.filter(({ type }) => type !== 'comment')
					.map((item) => new PythonValue(item, this.#syntax))
			: [];
	}

	memberNode(name: string): Node | undefined {
		return membersOf(this.#node).findLast(({ key }) => nameOf(key, this.#syntax) === name)?.value;
	}
}

/** The properties of a construct: its keyword arguments, and those of an object of arguments. */
export function callValue(call: Node, object: Node | undefined, syntax: PythonSyntax): Value {
	const given = object && new PythonValue(object, syntax);
	const named = membersOf(call).map(({ key, value }) => ({
		name: camelCase(syntax.slice(key)),
		start: key.startIndex,
		end: key.endIndex,
		value: new PythonValue(value, syntax),
	}));
	return {
		start: call.startIndex,
		end: call.endIndex,
		kind: 'map',
		text: hole,
		entries: [...(given?.entries ?? []), ...named],
		items: [],
	};
}

const kinds: Readonly<Record<string, Value['kind']>> = {
	dictionary: 'map',
	list: 'list',
	tuple: 'list',
	lambda: 'other',
};

/** Pairs of a dictionary, keyword arguments of a call. */
function membersOf(node: Node): readonly { readonly key: Node; readonly value: Node }[] {
	const owner = node.type === 'call' ? node.childForFieldName('arguments') : node;
	return (owner?.namedChildren ?? []).flatMap((child) => {
		const key = child.childForFieldName(child.type === 'pair' ? 'key' : 'name');
		const value = child.childForFieldName('value');
		return (child.type === 'pair' || child.type === 'keyword_argument') && key && value
			? [{ key, value }]
			: [];
	});
}

function nameOf(key: Node, syntax: PythonSyntax): string {
	return key.type === 'string' ? syntax.text(key) : syntax.slice(key);
}
