import type { Node } from 'web-tree-sitter';
import { hole, type PartialText } from '../partialText.ts';
import type { Value, ValueEntry } from '../value.ts';
import { symbolOf } from './symbols.ts';
import { type TypescriptSyntax, unwrapped } from './typescriptSyntax.ts';

/** What a property of an object is set to. */
export class TypescriptValue implements Value {
	readonly start: number;
	readonly end: number;
	readonly kind: Value['kind'];
	readonly target?: string;
	readonly #node: Node;
	readonly #syntax: TypescriptSyntax;
	#entries: readonly ValueEntry[] | undefined;
	#items: readonly Value[] | undefined;
	#text: PartialText | undefined;

	constructor(expression: Node, syntax: TypescriptSyntax) {
		this.#syntax = syntax;
		this.start = expression.startIndex;
		this.end = expression.endIndex;
		const node = unwrapped(expression);
		const constant = /identifier$/.test(node.type)
			? syntax.constant(syntax.slice(node))
			: undefined;
		const meant = constant && unwrapped(constant);
		this.#node = meant?.type === 'object' ? meant : node;
		this.kind = kinds[this.#node.type] ?? 'text';
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
			? this.#members().map(({ name, key, value }) => ({
					name,
					start: key.startIndex,
					end: key.endIndex,
					value: new TypescriptValue(value, this.#syntax),
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
					.map((item) => new TypescriptValue(item, this.#syntax))
			: [];
	}

	memberNode(name: string): Node | undefined {
		return this.kind === 'map'
			? this.#members().findLast((member) => member.name === name)?.value
			: undefined;
	}

	#members(): readonly { readonly name: string; readonly key: Node; readonly value: Node }[] {
		return this.#node.namedChildren.flatMap((child) => {
			if (child.type === 'shorthand_property_identifier') {
				return [{ name: this.#syntax.slice(child), key: child, value: child }];
			}
			const key = child.type === 'pair' ? child.childForFieldName('key') : null;
			const value = child.childForFieldName('value');
			return key && value
				? [{ name: this.#syntax.slice(key).replace(/^['"]|['"]$/g, ''), key, value }]
				: [];
		});
	}
}

const kinds: Readonly<Record<string, Value['kind']>> = {
	object: 'map',
	array: 'list',
	arrow_function: 'other',
	function_expression: 'other',
	new_expression: 'other',
};
