import type { ConfigNode } from '../config/configNode.ts';
import { fillTemplate, hole, type PartialText } from '../partialText.ts';
import type { Value, ValueEntry } from '../value.ts';

/** A property's value in Pulumi YAML. */
export class PulumiValue implements Value {
	readonly start: number;
	readonly end: number;
	readonly kind: Value['kind'];
	readonly target?: string;
	readonly #node: ConfigNode;

	constructor(node: ConfigNode) {
		this.#node = node;
		this.start = node.outerStart;
		this.end = node.outerEnd;
		const isCall = node.kind === 'map' && (node.entries[0]?.key.startsWith('fn::') ?? false);
		this.kind = isCall ? 'other' : node.kind === 'scalar' ? 'text' : node.kind;
		const target = /^\$\{([\w-]+)[.[}]/.exec(node.text)?.[1];
		if (target !== undefined) {
			this.target = target;
		}
	}

	get text(): PartialText {
		return this.kind === 'text'
			? fillTemplate(this.#node.text, /\$\{([^}]*)\}/g, () => hole)
			: hole;
	}

	get entries(): readonly ValueEntry[] {
		return this.kind === 'map'
			? this.#node.entries.flatMap(({ key, start, end, value }) =>
					value ? [{ name: key, start, end, value: new PulumiValue(value) }] : [],
				)
			: [];
	}

	get items(): readonly Value[] {
		return this.kind === 'list' ? this.#node.items.map((item) => new PulumiValue(item)) : [];
	}
}
