import type { Node, Query } from 'web-tree-sitter';
import { captured, nodesAt, placesByName } from '../nodes.ts';
import { hole, type PartialText } from '../partialText.ts';
import type { Value } from '../value.ts';
import type { CodeSyntax, ConstructArguments } from './codeSyntax.ts';
import { importBindings, requireBindings } from './typescriptImports.ts';
import { TypescriptValue } from './typescriptValue.ts';

const maxDepth = 16;

/** TypeScript and JavaScript. */
export class TypescriptSyntax implements CodeSyntax {
	readonly root: Node;
	readonly source: string;
	readonly bindings = new Map<string, string>();
	readonly #query: Query;
	readonly #constants = new Map<string, Node | undefined>();
	#declarations: ReadonlyMap<string, readonly number[]> | undefined;

	constructor(root: Node, source: string, query: Query) {
		this.root = root;
		this.source = source;
		this.#query = query;
		const statements = nodesAt(
			root,
			source,
			/\b(?:import|require)\b/g,
			/^(?:import_statement|variable_declarator)$/,
		);
		for (const { import: imported, required } of captured(query, statements)) {
			if (imported) {
				importBindings(imported, this, this.bindings);
			} else if (required) {
				requireBindings(required, this, this.bindings);
			}
		}
	}

	slice(node: Node): string {
		return this.source.slice(node.startIndex, node.endIndex);
	}

	/** What a constant, or a field as `this.name`, is set to where it is declared. */
	constant(name: string): Node | undefined {
		if (!this.#constants.has(name)) {
			this.#constants.set(name, this.#declared(name));
		}
		return this.#constants.get(name);
	}

	#declared(name: string): Node | undefined {
		const isField = name.startsWith('this.');
		const type = isField ? 'public_field_definition' : 'variable_declarator';
		this.#declarations ??= placesByName(this.source, declaration);
		for (const at of this.#declarations.get(isField ? name.slice('this.'.length) : name) ?? []) {
			const node = this.root.descendantForIndex(at, at + 1);
			const owner = node?.parent;
			if (owner?.type !== type || owner.childForFieldName('name')?.id !== node?.id) {
				continue;
			}
			for (const { constant, field, value } of captured(this.#query, [owner])) {
				if ((constant ?? field)?.id === node?.id && value) {
					return value;
				}
			}
		}
		return undefined;
	}

	text(expression: Node | undefined, depth = 0): PartialText {
		const node = expression && unwrapped(expression);
		if (!node || depth > maxDepth) {
			return hole;
		}
		switch (node.type) {
			case 'string':
				return unescaped(this.source.slice(node.startIndex + 1, node.endIndex - 1));
			case 'number':
				return this.slice(node);
			case 'template_string':
				return this.#template(node, depth);
			case 'binary_expression': {
				const [left, right] = node.namedChildren;
				return node.childForFieldName('operator')?.type === '+'
					? this.text(left, depth + 1) + this.text(right, depth + 1)
					: hole;
			}
			case 'call_expression':
				return this.#call(node, depth);
			case 'identifier':
			case 'shorthand_property_identifier':
			case 'member_expression':
				return this.#named(node, depth);
			default:
				return hole;
		}
	}

	properties(_call: Node, object: Node | undefined): Value | undefined {
		return object && new TypescriptValue(object, this);
	}

	members(expression: Node): readonly string[] | undefined {
		const node = unwrapped(expression);
		if (/^(?:identifier|this|shorthand_property_identifier)$/.test(node.type)) {
			return [this.slice(node)];
		}
		const object = node.type === 'member_expression' && node.childForFieldName('object');
		const property = node.childForFieldName('property');
		const owner = object ? this.members(object) : undefined;
		return owner && property ? [...owner, this.slice(property)] : undefined;
	}

	callOf(callee: Node, creates: boolean): Node | undefined {
		const parent = callee.parent;
		const field = creates ? 'constructor' : 'function';
		return parent?.type === (creates ? 'new_expression' : 'call_expression') &&
			parent.childForFieldName(field)?.id === callee.id
			? parent
			: undefined;
	}

	arguments(call: Node): ConstructArguments {
		const list = call.childForFieldName('arguments');
		const positional = (list?.namedChildren ?? []).filter(({ type }) => type !== 'comment');
		return { positional, named: new Map(), start: call.startIndex, end: call.endIndex };
	}

	symbol(call: Node): string | undefined {
		let node = call;
		while (
			node.parent &&
			/^(?:as|satisfies|parenthesized|await)_expression$/.test(node.parent.type)
		) {
			node = node.parent;
		}
		const parent = node.parent;
		const name =
			parent?.childForFieldName('name') ??
			(parent?.type === 'assignment_expression' ? parent.childForFieldName('left') : null);
		if (!parent || !name) {
			return undefined;
		}
		return parent.type === 'public_field_definition'
			? `this.${this.slice(name)}`
			: this.members(name)?.join('.');
	}

	content(expression: Node): { readonly start: number; readonly end: number } {
		const quote = this.isText(expression) ? 1 : 0;
		return { start: expression.startIndex + quote, end: expression.endIndex - quote };
	}

	concatenation(text: Node): Node {
		let node = text;
		while (
			node.parent?.type === 'parenthesized_expression' ||
			(node.parent?.type === 'binary_expression' &&
				node.parent.childForFieldName('operator')?.type === '+')
		) {
			node = node.parent;
		}
		return node.type === 'parenthesized_expression' ? unwrapped(node) : node;
	}

	isText(node: Node): boolean {
		return node.type === 'string' || node.type === 'template_string';
	}

	#template(node: Node, depth: number): PartialText {
		let text = '';
		let at = node.startIndex + 1;
		for (const child of node.namedChildren) {
			if (child.type === 'template_substitution') {
				text += unescaped(this.source.slice(at, child.startIndex));
				text += this.text(child.namedChildren[0], depth + 1);
				at = child.endIndex;
			}
		}
		return text + unescaped(this.source.slice(at, node.endIndex - 1));
	}

	/** Methods of texts, and Pulumi's interpolation. */
	#call(node: Node, depth: number): PartialText {
		const callee = node.childForFieldName('function');
		const list = node.childForFieldName('arguments');
		if (!callee || !list) {
			return hole;
		}
		if (list.type === 'template_string') {
			return /(?:^|\.)interpolate$/.test(this.slice(callee)) ? this.text(list, depth + 1) : hole;
		}
		const object = callee.childForFieldName('object');
		const method = callee.childForFieldName('property');
		switch (object && method && this.slice(method)) {
			case 'toLowerCase':
				return this.text(object ?? undefined, depth + 1).toLowerCase();
			case 'toUpperCase':
				return this.text(object ?? undefined, depth + 1).toUpperCase();
			case 'toString':
			case 'trim':
				return this.text(object ?? undefined, depth + 1);
			default:
				return hole;
		}
	}

	#named(node: Node, depth: number): PartialText {
		const path = this.members(node);
		if (!path) {
			return hole;
		}
		if (path.at(-2) === 'WorkflowType') {
			return path.at(-1) ?? hole;
		}
		const start = path[0] === 'this' ? 2 : 1;
		let value = this.constant(path.slice(0, start).join('.'));
		for (const name of path.slice(start)) {
			const object = value && new TypescriptValue(value, this);
			value = object?.memberNode(name);
		}
		return value ? this.text(value, depth + 1) : hole;
	}
}

/** A line that declares a name with a value. */
const declaration =
	/^[ \t]*(?:(?:export|const|let|var|public|private|protected|static|override|readonly|declare)\s+)*(#?[\w$]+)\s*[!?]?\s*(?::[^=;\n]*)?=(?![=>])/dgm;

/** Without casts, brackets and assertions. */
export function unwrapped(expression: Node): Node {
	let node = expression;
	while (
		/^(?:as_expression|satisfies_expression|parenthesized_expression|non_null_expression|await_expression)$/.test(
			node.type,
		)
	) {
		const inner = node.namedChildren[0];
		if (!inner) {
			break;
		}
		node = inner;
	}
	return node;
}

function unescaped(raw: string): string {
	return raw.includes('\\') ? raw.replace(/\\(.)/gs, (_, one: string) => escapes[one] ?? one) : raw;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
