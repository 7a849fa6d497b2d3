import type { CodeContext, CodeResource } from '../codeResource.ts';
import { type FoundDefinition, finishDefinitions } from '../definition.ts';
import { kindOfTerraformType } from '../definitionKinds.ts';
import type { Detector } from '../detector.ts';
import type { Grammars } from '../grammars.ts';
import { SyntaxTree } from '../syntaxTree.ts';
import { hclArns } from './hclArns.ts';
import { blocksOf, fillScope, type ResourceBlock, resourceBlocks } from './hclBlocks.ts';
import { HclScope } from './hclScope.ts';
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
		const blocks = blocksOf(root, text, grammar);
		const scope = new HclScope(text, context);
		fillScope(scope, blocks);
		const read = finishDefinitions(
			resourceBlocks(blocks, scope).flatMap((block) => definitionOf(block, scope)),
			context,
		).map((one) => (one.address?.startsWith('data.') ? existing(one) : one));
		const unread = this.#tree.broken ? unreadHeaders(text, root, read, context) : [];
		const targets = [...read, ...unread];
		const isCode = (offset: number): boolean =>
			root?.descendantForIndex(offset, offset + 1)?.parent?.type === 'variable_expr';
		return [
			...targets,
			...terraformReferences(text, targets, isCode),
			...hclArns(root, text, scope),
		];
	}

	dispose(): void {
		this.#tree.dispose();
	}
}

function definitionOf(block: ResourceBlock, scope: HclScope): readonly FoundDefinition[] {
	const { type } = block;
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
