import type { Node } from 'web-tree-sitter';
import type { CodeContext, CodeText } from '../codeResource.ts';
import type { Grammars } from '../grammars.ts';
import { wholeText } from '../partialText.ts';
import { SyntaxTree } from '../syntaxTree.ts';
import { blocksOf, fillScope } from './hclBlocks.ts';
import { HclScope } from './hclScope.ts';

/**
 * Variables and locals of a Terraform module, from all its files: defaults, then values of
 * `.tfvars` files in the given order, then what locals come down to. Only what is wholly known.
 * @throws what loading a grammar throws.
 */
export async function terraformScope(
	grammars: Grammars,
	files: readonly CodeText[],
): Promise<NonNullable<CodeContext['terraform']>> {
	const grammar = await grammars.get('hcl');
	const trees = files
		.filter(({ fileName }) => /\.(?:tf|tofu|tfvars)$/.test(fileName))
		.map(({ fileName, text }) => {
			const tree = new SyntaxTree(grammar);
			tree.update(text);
			return { tree, isValues: fileName.endsWith('.tfvars') };
		});
	const variables = new Map<string, string>();
	const locals = new Map<string, string>();
	const context: CodeContext = { terraform: { variables, locals } };
	const scopes = trees.map(({ tree, isValues }) => {
		const scope = new HclScope(tree.text, context);
		fillScope(scope, isValues ? [] : blocksOf(tree.root, tree.text, grammar));
		return scope;
	});
	for (const scope of scopes) {
		setWhole(variables, scope.defaults, scope);
	}
	for (const [index, { tree, isValues }] of trees.entries()) {
		const scope = scopes[index];
		if (isValues && scope) {
			setWhole(variables, attributesOf(tree.root, scope), scope);
		}
	}
	// Twice, so that locals of one file know those of the files after it.
	for (const scope of [...scopes, ...scopes]) {
		setWhole(locals, scope.locals, scope);
	}
	for (const { tree } of trees) {
		tree.dispose();
	}
	return { variables, locals };
}

function setWhole(
	values: Map<string, string>,
	expressions: ReadonlyMap<string, Node>,
	scope: HclScope,
): void {
	for (const [name, expression] of expressions) {
		const text = wholeText(scope.text(expression));
		if (text !== undefined) {
			values.set(name, text);
		}
	}
}

function attributesOf(root: Node | undefined, scope: HclScope): ReadonlyMap<string, Node> {
	const body = root?.namedChildren.find(({ type }) => type === 'body');
	return new Map(
		(body?.namedChildren ?? []).flatMap((child): readonly (readonly [string, Node])[] => {
			const [key, value] = child.type === 'attribute' ? child.namedChildren : [];
			return key && value ? [[scope.slice(key), value]] : [];
		}),
	);
}
