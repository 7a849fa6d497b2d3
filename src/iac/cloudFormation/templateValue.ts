import type { ConfigNode } from '../config/configNode.ts';
import type { PartialText } from '../partialText.ts';
import { lowerFirst } from '../requestPath.ts';
import type { Value, ValueEntry } from '../value.ts';
import { functionOf, type Template } from './template.ts';

/** A property's value in a template, with its functions worked out. */
export class TemplateValue implements Value {
	readonly start: number;
	readonly end: number;
	readonly kind: Value['kind'];
	readonly target?: string;
	readonly #node: ConfigNode;
	readonly #template: Template;
	#entries: readonly ValueEntry[] | undefined;
	#items: readonly Value[] | undefined;
	#text: PartialText | undefined;

	constructor(node: ConfigNode, template: Template) {
		this.#node = node;
		this.#template = template;
		this.start = node.outerStart;
		this.end = node.outerEnd;
		const call = functionOf(node);
		this.kind = call || node.kind === 'scalar' ? 'text' : node.kind;
		const target =
			call?.name === 'Ref'
				? call.argument.text
				: call?.name === 'GetAtt'
					? attributeOwner(call.argument)
					: undefined;
		if (target !== undefined) {
			this.target = target;
		}
	}

	get text(): PartialText {
		this.#text ??= this.#template.text(this.#node);
		return this.#text;
	}

	get entries(): readonly ValueEntry[] {
		this.#entries ??= this.#readEntries();
		return this.#entries;
	}

	#readEntries(): readonly ValueEntry[] {
		return this.kind === 'map'
			? this.#node.entries.flatMap(({ key, start, end, value }) =>
					value
						? [
								{
									name: lowerFirst(key),
									start,
									end,
									value: new TemplateValue(value, this.#template),
								},
							]
						: [],
				)
			: [];
	}

	get items(): readonly Value[] {
		this.#items ??= this.#readItems();
		return this.#items;
	}

	#readItems(): readonly Value[] {
		return this.kind === 'list'
			? this.#node.items.map((item) => new TemplateValue(item, this.#template))
			: [];
	}
}

/** Logical id in the argument of `Fn::GetAtt`: `A.Arn` or `[A, Arn]`. */
export function attributeOwner(argument: ConfigNode): string | undefined {
	const text = argument.kind === 'list' ? argument.items[0]?.text : argument.text;
	return text?.split('.')[0];
}
