import { Edit, type Node, type Point, type Tree } from 'web-tree-sitter';
import type { Grammar } from './grammars.ts';
import { editBetween } from './textEdit.ts';

/** A document's syntax tree, kept between edits so that only what changed is parsed again. */
export class SyntaxTree {
	readonly grammar: Grammar;
	#text = '';
	#tree: Tree | undefined;

	constructor(grammar: Grammar) {
		this.grammar = grammar;
	}

	get text(): string {
		return this.#text;
	}

	get root(): Node | undefined {
		return this.#tree?.rootNode;
	}

	get broken(): boolean {
		return this.#tree?.rootNode.hasError ?? false;
	}

	/** Parses the text; frees the tree before. */
	update(text: string): void {
		const old = this.#tree;
		const edit = old && editBetween(this.#text, text);
		if (old && !edit) {
			return;
		}
		if (old && edit) {
			const newEnd = edit.start + edit.text.length;
			old.edit(
				new Edit({
					startIndex: edit.start,
					oldEndIndex: edit.end,
					newEndIndex: newEnd,
					startPosition: pointAt(this.#text, edit.start),
					oldEndPosition: pointAt(this.#text, edit.end),
					newEndPosition: pointAt(text, newEnd),
				}),
			);
		}
		this.#text = text;
		this.#tree = this.grammar.parser.parse(text, old) ?? undefined;
		old?.delete();
	}

	dispose(): void {
		this.#tree?.delete();
		this.#tree = undefined;
		this.#text = '';
	}
}

function pointAt(text: string, offset: number): Point {
	let row = 0;
	let lineStart = 0;
	for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
		row++;
		lineStart = at + 1;
	}
	return { row, column: offset - lineStart };
}
