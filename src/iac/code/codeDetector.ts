import type { Node, Query } from 'web-tree-sitter';
import type { CodeContext, CodeResource } from '../codeResource.ts';
import type { Detector } from '../detector.ts';
import type { Grammars } from '../grammars.ts';
import { SyntaxTree } from '../syntaxTree.ts';
import type { CodeSyntax } from './codeSyntax.ts';
import { constructResources } from './constructs.ts';
import { PythonSyntax } from './pythonSyntax.ts';
import { TypescriptSyntax } from './typescriptSyntax.ts';

/** TypeScript, JavaScript or Python with CDK, CDKTF or Pulumi. */
export class CodeDetector implements Detector {
	readonly #tree: SyntaxTree;
	readonly #read: (root: Node, text: string, query: Query) => CodeSyntax;

	private constructor(
		tree: SyntaxTree,
		read: (root: Node, text: string, query: Query) => CodeSyntax,
	) {
		this.#tree = tree;
		this.#read = read;
	}

	static async create(
		grammars: Grammars,
		language: 'python' | 'typescript',
	): Promise<CodeDetector> {
		const tree = new SyntaxTree(await grammars.get(language));
		return new CodeDetector(tree, (root, text, query) =>
			language === 'python'
				? new PythonSyntax(root, text, query)
				: new TypescriptSyntax(root, text, query),
		);
	}

	get broken(): boolean {
		return this.#tree.broken;
	}

	update(text: string): void {
		this.#tree.update(text);
	}

	resources(context: CodeContext): readonly CodeResource[] {
		const { root, text, grammar } = this.#tree;
		return root && grammar.query
			? constructResources(this.#read(root, text, grammar.query), context)
			: [];
	}

	dispose(): void {
		this.#tree.dispose();
	}
}
