import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { ConfigEntry, ConfigNode } from './configNode.ts';

/** Reads JSON, with comments and trailing commas, as far as it goes; what does not goes into `errors`. */
export function jsonRoots(text: string, errors: ParseError[] = []): readonly ConfigNode[] {
	const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
	return root ? [new JsonNode(root)] : [];
}

class JsonNode implements ConfigNode {
	readonly kind: ConfigNode['kind'];
	readonly start: number;
	readonly end: number;
	readonly outerStart: number;
	readonly outerEnd: number;
	readonly text: string;
	readonly #node: Node;
	#entries: readonly ConfigEntry[] | undefined;
	#items: readonly ConfigNode[] | undefined;

	constructor(node: Node) {
		this.#node = node;
		this.kind = node.type === 'object' ? 'map' : node.type === 'array' ? 'list' : 'scalar';
		const quote = node.type === 'string' ? 1 : 0;
		this.outerStart = node.offset;
		this.outerEnd = node.offset + node.length;
		this.start = this.outerStart + quote;
		this.end = Math.max(this.start, this.outerEnd - quote);
		this.text = this.kind === 'scalar' ? String(node.value ?? '') : '';
	}

	get entries(): readonly ConfigEntry[] {
		this.#entries ??= this.kind === 'map' ? (this.#node.children ?? []).flatMap(entryOf) : [];
		return this.#entries;
	}

	get items(): readonly ConfigNode[] {
		this.#items ??=
			this.kind === 'list' ? (this.#node.children ?? []).map((item) => new JsonNode(item)) : [];
		return this.#items;
	}
}

function entryOf(property: Node): readonly ConfigEntry[] {
	const [key, value] = property.children ?? [];
	return key
		? [
				{
					key: String(key.value),
					start: key.offset + 1,
					end: key.offset + key.length - 1,
					outerStart: property.offset,
					outerEnd: property.offset + property.length,
					value: value && new JsonNode(value),
				},
			]
		: [];
}
