import type { Node, Query } from 'web-tree-sitter';
import { camelCase } from '../definitionKinds.ts';
import { captured, nodeAround, nodesAt, placesByName } from '../nodes.ts';
import { hole, type PartialText } from '../partialText.ts';
import type { Value } from '../value.ts';
import type { CodeSyntax, ConstructArguments } from './codeSyntax.ts';
import { pythonImports } from './pythonImports.ts';
import { callValue, PythonValue } from './pythonValue.ts';

const maxDepth = 16;

/** Python. */
export class PythonSyntax implements CodeSyntax {
	readonly root: Node;
	readonly source: string;
	readonly bindings = new Map<string, string>();
	readonly #query: Query;
	readonly #constants = new Map<string, Node | undefined>();
	#assignments: ReadonlyMap<string, readonly number[]> | undefined;

	constructor(root: Node, source: string, query: Query) {
		this.root = root;
		this.source = source;
		this.#query = query;
		const statements = nodesAt(root, source, /\bimport\b/g, /^import_(?:from_)?statement$/);
		for (const { import: imported } of captured(query, statements)) {
			if (imported) {
				pythonImports(imported, this, this.bindings);
			}
		}
	}

	slice(node: Node): string {
		return this.source.slice(node.startIndex, node.endIndex);
	}

	/** What a constant, or a field as `self.name`, is set to where it is last assigned. */
	constant(name: string): Node | undefined {
		if (!this.#constants.has(name)) {
			this.#constants.set(name, this.#assigned(name));
		}
		return this.#constants.get(name);
	}

	#assigned(name: string): Node | undefined {
		let last: Node | undefined;
		this.#assignments ??= placesByName(this.source, assignment);
		for (const at of this.#assignments.get(name) ?? []) {
			const owner = nodeAround(this.root, at, /^assignment$/);
			if (owner?.startIndex === at) {
				const [first] = captured(this.#query, [owner]);
				last = first?.value ?? last;
			}
		}
		return last;
	}

	text(expression: Node | undefined, depth = 0): PartialText {
		const node = expression && unwrappedPython(expression);
		if (!node || depth > maxDepth) {
			return hole;
		}
		switch (node.type) {
			case 'string':
				return this.#string(node, depth);
			case 'concatenated_string':
				return node.namedChildren.map((part) => this.text(part, depth + 1)).join('');
			case 'integer':
			case 'float':
				return this.slice(node);
			case 'binary_operator':
				return this.#operator(node, depth);
			case 'call':
				return this.#call(node, depth);
			case 'identifier':
			case 'attribute': {
				const path = this.members(node);
				if (path?.at(-2) === 'WorkflowType') {
					return path.at(-1) ?? hole;
				}
				const constant = this.constant(path?.join('.') ?? '');
				return constant ? this.text(constant, depth + 1) : hole;
			}
			case 'subscript':
				return this.#subscript(node, depth);
			default:
				return hole;
		}
	}

	properties(call: Node, object: Node | undefined): Value | undefined {
		return callValue(call, object, this);
	}

	members(expression: Node): readonly string[] | undefined {
		if (expression.type === 'identifier') {
			return [this.slice(expression)];
		}
		const object = expression.type === 'attribute' && expression.childForFieldName('object');
		const name = expression.childForFieldName('attribute');
		const owner = object ? this.members(object) : undefined;
		return owner && name ? [...owner, this.slice(name)] : undefined;
	}

	callOf(callee: Node): Node | undefined {
		const parent = callee.parent;
		return parent?.type === 'call' && parent.childForFieldName('function')?.id === callee.id
			? parent
			: undefined;
	}

	arguments(call: Node): ConstructArguments {
		const list = call.childForFieldName('arguments');
		const positional: Node[] = [];
		const named = new Map<string, Node>();
		for (const child of list?.namedChildren ?? []) {
			const name = child.type === 'keyword_argument' ? child.childForFieldName('name') : null;
			const value = child.childForFieldName('value');
			if (name && value) {
				named.set(camelCase(this.slice(name)), value);
			} else if (child.type !== 'comment' && !child.type.endsWith('_splat')) {
				positional.push(child);
			}
		}
		return { positional, named, start: call.startIndex, end: call.endIndex };
	}

	symbol(call: Node): string | undefined {
		const left =
			call.parent?.type === 'assignment' ? call.parent.childForFieldName('left') : undefined;
		return left ? this.members(left)?.join('.') : undefined;
	}

	content(expression: Node): { readonly start: number; readonly end: number } {
		const start = expression.namedChildren.find(({ type }) => type === 'string_start');
		const end = expression.namedChildren.findLast(({ type }) => type === 'string_end');
		return expression.type === 'string' && start && end
			? { start: start.endIndex, end: end.startIndex }
			: { start: expression.startIndex, end: expression.endIndex };
	}

	concatenation(text: Node): Node {
		let node = text;
		for (;;) {
			const parent = node.parent;
			const isFormat =
				parent?.type === 'attribute' &&
				parent.parent?.type === 'call' &&
				this.slice(parent).endsWith('.format');
			if (isFormat) {
				node = parent.parent ?? parent;
			} else if (
				parent &&
				/^(?:binary_operator|concatenated_string|parenthesized_expression)$/.test(parent.type)
			) {
				node = parent;
			} else {
				return node.type === 'parenthesized_expression' ? unwrappedPython(node) : node;
			}
		}
	}

	isText(node: Node): boolean {
		return node.type === 'string';
	}

	#string(node: Node, depth: number): PartialText {
		const { start, end } = this.content(node);
		let text = '';
		let at = start;
		for (const child of node.namedChildren) {
			if (child.type === 'interpolation') {
				text += this.source.slice(at, child.startIndex);
				text += this.text(child.childForFieldName('expression') ?? undefined, depth + 1);
				at = child.endIndex;
			}
		}
		return (text + this.source.slice(at, end)).replace(/\\(["'\\])/g, '$1');
	}

	#operator(node: Node, depth: number): PartialText {
		const left = this.text(node.childForFieldName('left') ?? undefined, depth + 1);
		switch (node.childForFieldName('operator')?.type) {
			case '+':
				return left + this.text(node.childForFieldName('right') ?? undefined, depth + 1);
			case '%':
				return left.replace(/%(?:\(\w+\))?[sdrv]/g, hole);
			default:
				return hole;
		}
	}

	/** Methods of texts. */
	#call(node: Node, depth: number): PartialText {
		const callee = node.childForFieldName('function');
		const object = callee?.childForFieldName('object') ?? undefined;
		const method = callee?.childForFieldName('attribute');
		switch (object && method && this.slice(method)) {
			case 'lower':
				return this.text(object, depth + 1).toLowerCase();
			case 'upper':
				return this.text(object, depth + 1).toUpperCase();
			case 'strip':
				return this.text(object, depth + 1).trim();
			case 'format':
				return this.#format(this.text(object, depth + 1), node, depth);
			default:
				return callee && this.slice(callee) === 'str'
					? this.text(this.arguments(node).positional[0], depth + 1)
					: hole;
		}
	}

	#format(template: PartialText, call: Node, depth: number): PartialText {
		const { positional, named } = this.arguments(call);
		let next = 0;
		return template.replace(/\{([^{}]*)\}/g, (_, name: string) =>
			this.text(
				name === '' ? positional[next++] : (named.get(camelCase(name)) ?? positional[Number(name)]),
				depth + 1,
			),
		);
	}

	#subscript(node: Node, depth: number): PartialText {
		const object = node.childForFieldName('value');
		const key = node.childForFieldName('subscript');
		const constant = object && this.constant(this.members(object)?.join('.') ?? '');
		const name = key ? this.text(key, depth + 1) : hole;
		const value = constant && new PythonValue(constant, this).memberNode(name);
		return value ? this.text(value, depth + 1) : hole;
	}
}

/** A line that assigns to a name or a field. */
const assignment = /^[ \t]*((?:self\.)?\w+)\s*(?::[^=\n]*)?=(?!=)/dgm;

/** Without brackets. */
export function unwrappedPython(expression: Node): Node {
	const inner = expression.namedChildren[0];
	return expression.type === 'parenthesized_expression' && inner
		? unwrappedPython(inner)
		: expression;
}
