import type { Node } from 'web-tree-sitter';
import { parseArn } from '../../model/arn.ts';
import type { CodeResource } from '../codeResource.ts';
import { nodeAround } from '../nodes.ts';
import { starred } from '../partialText.ts';
import type { HclScope } from './hclScope.ts';

/** ARNs whose holes variables and locals fill, and those that `join` puts together. */
export function hclArns(
	root: Node | undefined,
	text: string,
	scope: HclScope,
): readonly CodeResource[] {
	const found = new Map<number, CodeResource>();
	for (const { index } of root ? text.matchAll(/\bimagebuilder\b/g) : []) {
		const string = root && nodeAround(root, index, /^(?:quoted_template|string_lit)$/);
		const call = root && nodeAround(root, index, /^function_call$/);
		for (const node of [string, call]) {
			const arn = node && parseArn(starred(scope.text(node)));
			const isJoin = node !== call || (node && /^join\b/.test(scope.slice(node)));
			if (node && arn && isJoin) {
				const quote = node === string ? 1 : 0;
				const start = node.startIndex + quote;
				found.set(start, {
					start,
					end: node.endIndex - quote,
					kind: arn.kind,
					form: 'arn',
					tool: 'terraform',
					pattern: arn.arn,
					...(!arn.name.includes('*') && { name: arn.name }),
				});
				break;
			}
		}
	}
	return [...found.values()];
}
