import type { Node } from 'web-tree-sitter';
import type { ConfigEntry, ConfigNode } from './configNode.ts';
import { doubleQuoted, folded, singleQuoted } from './yamlScalar.ts';

/** The documents of a YAML stream, read from its syntax tree. */
export function yamlRoots(stream: Node | undefined, text: string): readonly ConfigNode[] {
	return (stream?.namedChildren ?? []).flatMap((document) => {
		const content = document.namedChildren.find(isContent);
		return content ? [new YamlNode(content, text)] : [];
	});
}

class YamlNode implements ConfigNode {
	readonly kind: ConfigNode['kind'];
	readonly start: number;
	readonly end: number;
	readonly outerStart: number;
	readonly outerEnd: number;
	readonly tag?: string;
	readonly #content: Node | undefined;
	readonly #type: string;
	readonly #source: string;
	#entries: readonly ConfigEntry[] | undefined;
	#items: readonly ConfigNode[] | undefined;

	constructor(wrapper: Node, source: string) {
		this.#source = source;
		this.outerStart = wrapper.startIndex;
		let content: Node | undefined = wrapper;
		if (wrapper.type === 'block_node' || wrapper.type === 'flow_node') {
			content = undefined;
			for (const child of wrapper.namedChildren) {
				if (child.type === 'tag') {
					this.tag = source.slice(child.startIndex, child.endIndex);
				} else if (child.type !== 'anchor' && child.type !== 'comment') {
					content = child;
				}
			}
		}
		this.#content = content;
		this.#type = content?.type ?? 'empty';
		this.kind = this.#type.endsWith('mapping')
			? 'map'
			: this.#type.endsWith('sequence')
				? 'list'
				: 'scalar';
		const quoted = this.#type.endsWith('_quote_scalar') ? 1 : 0;
		this.start = (content?.startIndex ?? wrapper.endIndex) + quoted;
		this.end = Math.max(this.start, (content?.endIndex ?? wrapper.endIndex) - quoted);
		this.outerEnd = wrapper.endIndex;
	}

	get text(): string {
		const raw = this.kind === 'scalar' ? this.#source.slice(this.start, this.end) : '';
		switch (this.#type) {
			case 'double_quote_scalar':
				return doubleQuoted(raw);
			case 'single_quote_scalar':
				return singleQuoted(raw);
			case 'plain_scalar':
				return folded(raw);
			case 'alias':
				return '';
			default:
				return raw;
		}
	}

	get entries(): readonly ConfigEntry[] {
		this.#entries ??=
			this.kind === 'map'
				? (this.#content?.namedChildren ?? []).flatMap((child) => this.#entry(child))
				: [];
		return this.#entries;
	}

	get items(): readonly ConfigNode[] {
		this.#items ??=
			this.kind === 'list'
				? (this.#content?.namedChildren ?? []).flatMap((child) => this.#item(child))
				: [];
		return this.#items;
	}

	#entry(pair: Node): readonly ConfigEntry[] {
		if (!pair.type.endsWith('pair')) {
			return [];
		}
		const keyNode = pair.childForFieldName('key');
		const valueNode = pair.childForFieldName('value');
		if (!keyNode) {
			return [];
		}
		const key = new YamlNode(keyNode, this.#source);
		return [
			{
				key: key.text,
				start: key.start,
				end: key.end,
				outerStart: pair.startIndex,
				outerEnd: pair.endIndex,
				value: valueNode ? new YamlNode(valueNode, this.#source) : undefined,
			},
		];
	}

	#item(child: Node): readonly ConfigNode[] {
		const node = child.type === 'block_sequence_item' ? child.namedChildren.find(isContent) : child;
		return node && isContent(node) ? [new YamlNode(node, this.#source)] : [];
	}
}

function isContent(node: Node): boolean {
	return node.type === 'block_node' || node.type === 'flow_node';
}
