import type { Node } from 'web-tree-sitter';
import { parseArn } from '../../model/arn.ts';
import type { CodeResource } from '../codeResource.ts';
import { definitionPattern } from '../definitionPattern.ts';
import { starred, wholeText } from '../partialText.ts';
import type { CodeSyntax } from './codeSyntax.ts';
import type { ConstructClass } from './constructClass.ts';

/**
 * A resource that exists elsewhere: `ImagePipeline.fromImagePipelineName(this, 'Id', 'name')`,
 * `aws.imagebuilder.ImagePipeline.get('name', arn)`. The range is that of the class and method.
 */
export function existingResource(
	call: Node,
	callee: Node,
	known: ConstructClass,
	syntax: CodeSyntax,
): CodeResource {
	const { positional, named } = syntax.arguments(call);
	const isGet = known.method === 'get';
	const id = isGet ? positional[0] : (named.get('id') ?? positional[1]);
	const given = (isGet ? positional[1] : positional[2]) ?? [...named.values()].at(-1);
	const text = syntax.text(given);
	const logicalId = id && wholeText(syntax.text(id));
	const isName = known.method?.toLowerCase().replaceAll('_', '').endsWith('name') ?? false;
	const arn = parseArn(starred(text));
	const name = isName ? wholeText(text) : arn?.name;
	const pattern = isName
		? definitionPattern({ kind: known.kind, name: text }, {})
		: (arn?.arn ?? undefined);
	return {
		start: callee.startIndex,
		end: callee.endIndex,
		kind: arn?.kind ?? known.kind,
		form: 'reference',
		tool: known.tool,
		...(logicalId !== undefined && { logicalId }),
		...(name !== undefined && !name.includes('*') && { name }),
		...(pattern !== undefined && { pattern }),
	};
}
