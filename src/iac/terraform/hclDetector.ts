import type { Node, QueryMatch } from 'web-tree-sitter';
import type { CodeContext, CodeResource } from '../codeResource.ts';
import { type FoundDefinition, finishDefinitions } from '../definition.ts';
import { kindOfTerraformType } from '../definitionKinds.ts';
import type { Detector } from '../detector.ts';
import type { Grammars } from '../grammars.ts';
import { SyntaxTree } from '../syntaxTree.ts';
import { attributeOf, HclScope } from './hclScope.ts';
import { bodyOf, HclValue } from './hclValue.ts';
import { terraformReferences } from './terraformReferences.ts';
import { unreadHeaders } from './unreadHeaders.ts';

/** Terraform and OpenTofu in HCL. */
export class HclDetector implements Detector {
	readonly #tree: SyntaxTree;

	private constructor(tree: SyntaxTree) {
		this.#tree = tree;
	}

	static async create(grammars: Grammars): Promise<HclDetector> {
		return new HclDetector(new SyntaxTree(await grammars.get('hcl')));
	}

	get broken(): boolean {
		return this.#tree.broken;
	}

	update(text: string): void {
		this.#tree.update(text);
	}

	resources(context: CodeContext): readonly CodeResource[] {
		const { root, text, grammar } = this.#tree;
		const matches = root && grammar.query ? grammar.query.matches(root) : [];
		const blocks = matches.flatMap(blockOf);
		const scope = scopeOf(matches, text, context);
		const read = finishDefinitions(
			blocks.flatMap((block) => definitionOf(block, scope)),
			context,
		).map((one) => (one.address?.startsWith('data.') ? existing(one) : one));
		const unread = this.#tree.broken ? unreadHeaders(text, root, read, context) : [];
		const targets = [...read, ...unread];
		const isCode = (offset: number): boolean =>
			root?.descendantForIndex(offset, offset + 1)?.type === 'identifier';
		return [...targets, ...terraformReferences(text, targets, isCode)];
	}

	dispose(): void {
		this.#tree.dispose();
	}
}

interface Block {
	readonly node: Node;
	readonly keyword: string;
	readonly type: Node;
	readonly label: Node;
}

function blockOf(match: QueryMatch): readonly Block[] {
	const { resource, keyword, type, label } = capturesOf(match);
	return resource && keyword && type && label
		? [{ node: resource, keyword: keyword.text, type, label }]
		: [];
}

function definitionOf(block: Block, scope: HclScope): readonly FoundDefinition[] {
	const type = scope.slice(block.type);
	const kind = kindOfTerraformType(type);
	const label = scope.slice(block.label);
	if (!kind) {
		return [];
	}
	const body = bodyOf(block.node);
	const address = `${block.keyword === 'resource' ? '' : 'data.'}${type}.${label}`;
	return [
		{
			start: block.label.startIndex,
			end: block.label.endIndex,
			bodyStart: block.node.startIndex,
			bodyEnd: block.node.endIndex,
			tool: 'terraform',
			kind,
			logicalId: label,
			address,
			symbol: address,
			body: body && new HclValue(body, scope),
		},
	];
}

/** A data source reads a resource that exists: it defines none. */
function existing(resource: CodeResource): CodeResource {
	const arn = resource.properties?.find(({ path }) => path === 'arn')?.value;
	return {
		...resource,
		form: 'reference',
		...(typeof arn === 'string' && { pattern: arn }),
	};
}

function scopeOf(matches: readonly QueryMatch[], text: string, context: CodeContext): HclScope {
	const scope = new HclScope(text, context);
	for (const match of matches) {
		const { variable, settings, local, value, type, label, resource } = capturesOf(match);
		if (variable) {
			const fallback = settings && attributeOf(settings, 'default', scope);
			if (fallback) {
				scope.defaults.set(scope.slice(variable), fallback);
			}
		} else if (local && value) {
			scope.locals.set(scope.slice(local), value);
		} else if (resource && type && label) {
			const body = bodyOf(resource);
			if (body) {
				scope.bodies.set(`${scope.slice(type)}.${scope.slice(label)}`, body);
			}
		}
	}
	return scope;
}

function capturesOf(match: QueryMatch): Readonly<Record<string, Node | undefined>> {
	return Object.fromEntries(match.captures.map(({ name, node }) => [name, node]));
}
