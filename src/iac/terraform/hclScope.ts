import type { Node } from 'web-tree-sitter';
import type { CodeContext } from '../codeResource.ts';
import { hole, type PartialText, starred } from '../partialText.ts';
import { callHcl } from './hclFunctions.ts';

const maxDepth = 16;

/** What expressions of Terraform can be worked out from: variables, locals, resources beside. */
export class HclScope {
	/** Expressions of the file's own locals. */
	readonly locals = new Map<string, Node>();
	/** Expressions of the defaults of the file's own variables. */
	readonly defaults = new Map<string, Node>();
	/** Bodies of the file's own resources, by address. */
	readonly bodies = new Map<string, Node>();
	readonly #source: string;
	readonly #context: CodeContext;

	constructor(source: string, context: CodeContext) {
		this.#source = source;
		this.#context = context;
	}

	slice(node: Node): string {
		return this.#source.slice(node.startIndex, node.endIndex);
	}

	/** The text an expression comes down to; holes where only Terraform knows. */
	text(expression: Node | undefined, depth = 0): PartialText {
		const node = expression && innermost(expression);
		if (!node || depth > maxDepth) {
			return hole;
		}
		switch (node.type) {
			case 'string_lit':
			case 'quoted_template':
			case 'heredoc_template':
				return this.#template(node, depth);
			case 'numeric_lit':
			case 'bool_lit':
				return this.slice(node);
			case 'function_call':
				return this.#call(node, depth);
			case 'conditional': {
				const [, yes, no] = node.namedChildren.map((child) => this.text(child, depth + 1));
				return yes !== undefined && yes === no ? yes : hole;
			}
			case 'variable_expr':
			case 'expression':
				return this.#traversal(traversalOf(node, this), depth);
			default:
				return hole;
		}
	}

	#template(node: Node, depth: number): PartialText {
		let text = '';
		let at: number | undefined;
		for (const child of node.namedChildren) {
			const isMark = /^(?:quoted_template_(?:start|end)|heredoc_(?:start|identifier))$/.test(
				child.type,
			);
			const isHole = /^template_(?:interpolation|directive)$/.test(child.type);
			if (!isMark && !isHole) {
				continue;
			}
			if (at !== undefined) {
				text += literal(this.#source.slice(at, child.startIndex));
			}
			if (isHole) {
				const inner = child.namedChildren.find(({ type }) => type === 'expression');
				text += child.type === 'template_interpolation' ? this.text(inner, depth + 1) : hole;
			}
			at = child.endIndex;
		}
		return text;
	}

	#call(node: Node, depth: number): PartialText {
		const [name, list] = node.namedChildren;
		const expressions = (list?.namedChildren ?? []).filter(({ type }) => type === 'expression');
		return name
			? callHcl(this.slice(name), expressions, {
					text: (one) => this.text(one, depth + 1),
					items: (one) => {
						const tuple = innermost(one);
						return tuple.type === 'tuple'
							? tuple.namedChildren
									.filter(({ type }) => type === 'expression')
									.map((item) => this.text(item, depth + 1))
							: undefined;
					},
				})
			: hole;
	}

	#traversal(path: readonly string[], depth: number): PartialText {
		const [first, second = '', third] = path;
		if (first === 'var' && path.length === 2) {
			return (
				this.#context.terraform?.variables.get(second) ??
				this.text(this.defaults.get(second), depth + 1)
			);
		}
		if (first === 'local' && path.length >= 2) {
			const own = memberOf(this.locals.get(second), path.slice(2), this);
			return own
				? this.text(own, depth + 1)
				: ((path.length === 2 ? this.#context.terraform?.locals.get(second) : undefined) ?? hole);
		}
		const body = first?.includes('_imagebuilder_') && this.bodies.get(`${first}.${second}`);
		if (body && path.length === 3 && (third === 'name' || third === 'version')) {
			return this.text(attributeOf(body, third, this), depth + 1);
		}
		return hole;
	}
}

/** The value of a body's attribute. */
export function attributeOf(body: Node, name: string, scope: HclScope): Node | undefined {
	for (const child of body.namedChildren) {
		const [key, value] = child.type === 'attribute' ? child.namedChildren : [];
		if (key && value && scope.slice(key) === name) {
			return value;
		}
	}
	return undefined;
}

/** `["aws_imagebuilder_image_recipe", "base", "arn"]`; indexes are left out, splats end it. */
export function traversalOf(expression: Node, scope: HclScope): readonly string[] {
	const path: string[] = [];
	for (const child of expression.namedChildren) {
		const name = child.type === 'variable_expr' || child.type === 'get_attr';
		const identifier = name ? child.namedChildren[0] : undefined;
		if (identifier) {
			path.push(scope.slice(identifier));
		} else if (child.type !== 'index') {
			break;
		}
	}
	return path;
}

/** Unwraps what adds no meaning; a traversal stays an `expression`. */
export function innermost(expression: Node): Node {
	let node = expression;
	for (;;) {
		const children = node.namedChildren.filter(({ type }) => type !== 'comment');
		const [only] = children;
		const isWrapper = /^(?:expression|literal_value|template_expr|collection_value)$/.test(
			node.type,
		);
		if (!only || children.length !== 1 || !isWrapper) {
			return node;
		}
		if (only.type === 'variable_expr') {
			return node;
		}
		node = only;
	}
}

function memberOf(
	expression: Node | undefined,
	path: readonly string[],
	scope: HclScope,
): Node | undefined {
	let node = expression;
	for (const name of path) {
		const object = node && innermost(node);
		const element: Node | undefined = (object?.type === 'object' ? object.namedChildren : []).find(
			(child) => child.type === 'object_elem' && keyOf(child.namedChildren[0], scope) === name,
		);
		node = element?.namedChildren[1];
	}
	return node;
}

/** Key of an object's element: a bare word or a text. */
export function keyOf(key: Node | undefined, scope: HclScope): string {
	if (!key) {
		return '';
	}
	const inner = innermost(key);
	return inner.type === 'string_lit' ? starred(scope.text(inner)) : scope.slice(key);
}

function literal(raw: string): string {
	return raw.includes('\\') || raw.includes('$${')
		? raw.replace(/\\(["\\ntr])/g, (_, one: string) => escapes[one] ?? one).replaceAll('$${', '${')
		: raw;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
