import type { Node } from 'web-tree-sitter';
import type { PartialText } from '../partialText.ts';
import type { Value } from '../value.ts';

/** Arguments of a construct, whichever way they are given. */
export interface ConstructArguments {
	readonly positional: readonly Node[];
	/** Properties given by name, beside or instead of an object. */
	readonly named: ReadonlyMap<string, Node>;
	readonly start: number;
	readonly end: number;
}

/** A programming language, as far as constructs are concerned. */
export interface CodeSyntax {
	/** What a local name is bound to by an import: module, or module and member. */
	readonly bindings: ReadonlyMap<string, string>;
	/** The text an expression comes down to. */
	text(expression: Node | undefined, depth?: number): PartialText;
	/** The object of properties: a literal, keyword arguments, or both. */
	properties(call: Node, object: Node | undefined): Value | undefined;
	/** `imagebuilder.CfnImage` as its parts; undefined for any other expression. */
	members(expression: Node): readonly string[] | undefined;
	/** The call whose callee the expression is: one that makes an object, or one of a method. */
	callOf(callee: Node, creates: boolean): Node | undefined;
	arguments(call: Node): ConstructArguments;
	/** What the result of a call is kept in: `recipe`, `this.recipe`. */
	symbol(call: Node): string | undefined;
	/** The range of a text between its quotes; of any other expression all of it. */
	content(expression: Node): { readonly start: number; readonly end: number };
	/** The largest expression around a text that puts texts together. */
	concatenation(text: Node): Node;
	/** Is the node a text, and no comment? */
	isText(node: Node): boolean;
	readonly root: Node;
	readonly source: string;
}
