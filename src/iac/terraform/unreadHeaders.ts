import type { Node } from 'web-tree-sitter';
import type { CodeContext, CodeResource } from '../codeResource.ts';
import { finishDefinitions } from '../definition.ts';
import { kindOfTerraformType } from '../definitionKinds.ts';

/** Headers of resources that the parser made nothing of, in a half-typed file. */
export function unreadHeaders(
	text: string,
	root: Node | undefined,
	found: readonly CodeResource[],
	context: CodeContext,
): readonly CodeResource[] {
	const headers = /^[ \t]*resource[ \t]+"(aws(?:cc)?_imagebuilder_\w+)"[ \t]+"([\w-]+)"/gm;
	const definitions = [...text.matchAll(headers)].flatMap((match) => {
		const [header, type = '', label = ''] = match;
		const end = match.index + header.length - 1;
		const start = end - label.length;
		const kind = kindOfTerraformType(type);
		const leaf = root?.descendantForIndex(start, start + 1)?.type ?? '';
		const isText = leaf === 'comment' || isInHeredoc(root, start);
		return !kind || isText || found.some((one) => one.start === start)
			? []
			: [
					{
						start,
						end,
						bodyStart: match.index,
						bodyEnd: end,
						tool: 'terraform' as const,
						kind,
						logicalId: label,
						address: `${type}.${label}`,
						body: undefined,
					},
				];
	});
	return finishDefinitions(definitions, context);
}

function isInHeredoc(root: Node | undefined, offset: number): boolean {
	let node = root?.descendantForIndex(offset, offset + 1);
	while (node && node.type !== 'heredoc_template') {
		node = node.parent;
	}
	return node?.type === 'heredoc_template';
}
