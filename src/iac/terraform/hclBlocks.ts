import type { Node } from 'web-tree-sitter';
import type { Grammar } from '../grammars.ts';
import { captured, nodesAt } from '../nodes.ts';
import { attributeOf, type HclScope } from './hclScope.ts';
import { bodyOf } from './hclValue.ts';

/** A block that defines or reads an Image Builder resource. */
export interface ResourceBlock {
	readonly node: Node;
	readonly keyword: string;
	readonly type: string;
	readonly label: Node;
}

/** What `queries/hcl.scm` captured of a block. */
export type BlockCaptures = Readonly<Record<string, Node | undefined>>;

const places =
	/^[ \t]*(?:(?:variable|locals)\b|(?:resource|data|ephemeral)[ \t]+"?aws(?:cc)?_imagebuilder_)/gm;

/** The blocks that matter here, found by `queries/hcl.scm`. */
export function blocksOf(
	root: Node | undefined,
	text: string,
	{ query }: Grammar,
): readonly BlockCaptures[] {
	return root && query ? [...captured(query, nodesAt(root, text, places, /^block$/))] : [];
}

/** The blocks of Image Builder among what `queries/hcl.scm` found. */
export function resourceBlocks(
	blocks: readonly BlockCaptures[],
	scope: HclScope,
): readonly ResourceBlock[] {
	return blocks.flatMap(({ resource, keyword, type, label }) => {
		return resource && keyword && type && label
			? [{ node: resource, keyword: scope.slice(keyword), type: scope.slice(type), label }]
			: [];
	});
}

/** Tells the scope what variables, locals and resources `queries/hcl.scm` found. */
export function fillScope(scope: HclScope, blocks: readonly BlockCaptures[]): void {
	for (const { variable, settings, local, value, type, label, resource } of blocks) {
		const body = resource && bodyOf(resource);
		if (variable) {
			const fallback = settings && attributeOf(settings, 'default', scope);
			if (fallback) {
				scope.defaults.set(scope.slice(variable), fallback);
			}
		} else if (local && value) {
			scope.locals.set(scope.slice(local), value);
		} else if (body && type && label) {
			scope.bodies.set(`${scope.slice(type)}.${scope.slice(label)}`, body);
		}
	}
}
