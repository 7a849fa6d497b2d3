import { parseArn } from '../../model/arn.ts';
import type { CodeContext, CodeResource } from '../codeResource.ts';
import { type ConfigNode, pathTo } from '../config/configNode.ts';
import { templateAround } from './cloudFormation.ts';
import { computedText, functionOf, Template } from './template.ts';

/** ARNs that a template puts together with `Fn::Join` or, better known, with `Fn::Sub`. */
export function joinedArns(
	roots: readonly ConfigNode[],
	text: string,
	context: CodeContext,
): readonly CodeResource[] {
	const found = new Map<number, CodeResource>();
	for (const match of text.matchAll(/\bimagebuilder\b/g)) {
		const path = pathTo(roots, match.index);
		const node = path.find(({ node: each }) =>
			/^(?:Join|Sub)$/.test(functionOf(each)?.name ?? ''),
		)?.node;
		if (!node || found.has(node.outerStart)) {
			continue;
		}
		const pattern = computedText(node, new Template(templateAround(path), context));
		const arn = pattern === undefined ? undefined : parseArn(pattern);
		if (arn) {
			found.set(node.outerStart, {
				...written(node),
				kind: arn.kind,
				form: 'arn',
				tool: 'cloudformation',
				pattern: arn.arn,
				...(!arn.name.includes('*') && { name: arn.name }),
			});
		}
	}
	return [...found.values()];
}

/** Of a `Fn::Sub` its template, of a `Fn::Join` all of it. */
function written(node: ConfigNode): { readonly start: number; readonly end: number } {
	const call = functionOf(node);
	const template = call?.argument.kind === 'list' ? call.argument.items[0] : call?.argument;
	return call?.name === 'Sub' && template
		? { start: template.start, end: template.end }
		: { start: node.outerStart, end: node.outerEnd };
}
