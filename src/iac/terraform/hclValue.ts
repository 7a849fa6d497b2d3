import type { Node } from 'web-tree-sitter';
import { camelCase } from '../definitionKinds.ts';
import { hole, type PartialText } from '../partialText.ts';
import type { Value, ValueEntry } from '../value.ts';
import { type HclScope, innermost, keyOf, traversalOf } from './hclScope.ts';

/** The body of a block, or the value of an attribute. */
export class HclValue implements Value {
	readonly start: number;
	readonly end: number;
	readonly kind: Value['kind'];
	readonly target?: string;
	readonly #node: Node;
	readonly #expression: Node;
	readonly #scope: HclScope;
	#entries: readonly ValueEntry[] | undefined;
	#items: readonly Value[] | undefined;
	#text: PartialText | undefined;

	constructor(node: Node, scope: HclScope) {
		this.#scope = scope;
		this.#expression = node;
		this.#node = node.type === 'body' ? node : innermost(node);
		this.start = node.startIndex;
		this.end = node.endIndex;
		this.kind = kinds[this.#node.type] ?? 'text';
		const target = node.type === 'body' ? undefined : this.#target();
		if (target !== undefined) {
			this.target = target;
		}
	}

	get text(): PartialText {
		this.#text ??= this.kind === 'text' ? this.#scope.text(this.#expression) : hole;
		return this.#text;
	}

	get entries(): readonly ValueEntry[] {
		this.#entries ??= this.#readEntries();
		return this.#entries;
	}

	#readEntries(): readonly ValueEntry[] {
		switch (this.#node.type) {
			case 'body':
				return blockEntries(this.#node, this.#scope);
			case 'object':
				return this.#node.namedChildren.flatMap((child) => {
					const [key, value] = child.type === 'object_elem' ? child.namedChildren : [];
					return key && value
						? [
								{
									name: camelCase(keyOf(key, this.#scope)),
									start: key.startIndex,
									end: key.endIndex,
									value: new HclValue(value, this.#scope),
								},
							]
						: [];
				});
			default:
				return [];
		}
	}

	get items(): readonly Value[] {
		this.#items ??= this.#readItems();
		return this.#items;
	}

	#readItems(): readonly Value[] {
		return this.#node.type === 'tuple'
			? this.#node.namedChildren
					.filter(({ type }) => type === 'expression')
					.map((item) => new HclValue(item, this.#scope))
			: [];
	}

	#target(): string | undefined {
		const path = traversalOf(this.#node, this.#scope);
		const [first = '', second, third] = path;
		if (first === 'data' && second?.includes('_imagebuilder_') && third !== undefined) {
			return `data.${second}.${third}`;
		}
		return first.includes('_imagebuilder_') && second !== undefined
			? `${first}.${second}`
			: undefined;
	}
}

const kinds: Readonly<Record<string, Value['kind']>> = {
	body: 'map',
	object: 'map',
	tuple: 'list',
};

/** Blocks that requests have as lists, though a resource holds but one. */
const repeated = new Set([
	'component',
	'block_device_mapping',
	'distribution',
	'workflow',
	'parameter',
	'policy_detail',
]);

function blockEntries(body: Node, scope: HclScope): readonly ValueEntry[] {
	const counts = new Map<string, number>();
	return body.namedChildren.flatMap((child): readonly ValueEntry[] => {
		const [first, label] = child.namedChildren;
		if (!first) {
			return [];
		}
		const own = { start: first.startIndex, end: first.endIndex };
		if (child.type === 'attribute') {
			const value = child.namedChildren[1];
			return value
				? [{ ...own, name: camelCase(scope.slice(first)), value: new HclValue(value, scope) }]
				: [];
		}
		if (child.type !== 'block') {
			return [];
		}
		const isDynamic = scope.slice(first) === 'dynamic';
		const name = isDynamic && label ? keyOf(label, scope) : scope.slice(first);
		const content = bodyOf(child);
		const inner = isDynamic ? content?.namedChildren.find(isBlock) : child;
		const innerBody = inner && bodyOf(inner);
		if (!innerBody) {
			return [];
		}
		const index = counts.get(name) ?? 0;
		counts.set(name, index + 1);
		return [
			{
				...own,
				name: camelCase(name),
				value: new HclValue(innerBody, scope),
				...(repeated.has(name) && { index }),
			},
		];
	});
}

/** The body of a block; an empty block has none. */
export function bodyOf(block: Node): Node | undefined {
	return block.namedChildren.find(({ type }) => type === 'body');
}

function isBlock(node: Node): boolean {
	return node.type === 'block';
}
