import type { Node } from 'web-tree-sitter';
import { hole, type PartialText } from '../partialText.ts';

export interface HclArguments {
	readonly text: (expression: Node) => PartialText;
	/** Of a list written out; undefined for any other expression. */
	readonly items: (expression: Node) => readonly PartialText[] | undefined;
}

/** The result of one of Terraform's text functions; unknown for all others. */
export function callHcl(
	name: string,
	expressions: readonly Node[],
	read: HclArguments,
): PartialText {
	const text = (index: number): PartialText => {
		const expression = expressions[index];
		return expression ? read.text(expression) : hole;
	};
	switch (name) {
		case 'format':
			return formatted(
				text(0),
				expressions.slice(1).map((expression) => read.text(expression)),
			);
		case 'join': {
			const list = expressions[1];
			const items =
				list && expressions.length === 2
					? read.items(list)
					: expressions.slice(1).map((expression) => read.text(expression));
			return items?.join(text(0)) ?? hole;
		}
		case 'lower':
			return text(0).toLowerCase();
		case 'upper':
			return text(0).toUpperCase();
		case 'trimspace':
			return text(0).trim();
		case 'tostring':
		case 'try':
		case 'nonsensitive':
			return text(0);
		case 'coalesce':
			return text(0) === '' ? text(1) : text(0);
		case 'replace': {
			const [value, search, by] = [text(0), text(1), text(2)];
			const isPlain = !search.includes(hole) && !by.includes(hole) && !/^\/.*\/$/.test(search);
			return isPlain ? value.replaceAll(search, by) : hole;
		}
		default:
			return hole;
	}
}

function formatted(template: PartialText, values: readonly PartialText[]): PartialText {
	let next = 0;
	return template.replace(/%(?:%|[-+ 0#]*\d*(?:\.\d+)?[a-zA-Z])/g, (verb) => {
		if (verb === '%%') {
			return '%';
		}
		const value = values[next++];
		return /^%[sdv]$/.test(verb) ? (value ?? hole) : hole;
	});
}
