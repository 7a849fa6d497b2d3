import type { Node, QueryMatch } from 'web-tree-sitter';
import { attributeOf, type HclScope } from './hclScope.ts';
import { bodyOf } from './hclValue.ts';

/** A block that defines or reads an Image Builder resource. */
export interface ResourceBlock {
	readonly node: Node;
	readonly keyword: string;
	readonly type: string;
	readonly label: Node;
}

/** The blocks of Image Builder among what `queries/hcl.scm` found. */
export function resourceBlocks(
	matches: readonly QueryMatch[],
	scope: HclScope,
): readonly ResourceBlock[] {
	return matches.flatMap((match) => {
		const { resource, keyword, type, label } = capturesOf(match);
		return resource && keyword && type && label
			? [{ node: resource, keyword: scope.slice(keyword), type: scope.slice(type), label }]
			: [];
	});
}

/** Tells the scope what variables, locals and resources `queries/hcl.scm` found. */
export function fillScope(scope: HclScope, matches: readonly QueryMatch[]): void {
	for (const match of matches) {
		const { variable, settings, local, value, type, label, resource } = capturesOf(match);
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

function capturesOf(match: QueryMatch): Readonly<Record<string, Node | undefined>> {
	return Object.fromEntries(match.captures.map(({ name, node }) => [name, node]));
}
