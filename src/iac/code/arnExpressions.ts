import type { Node } from 'web-tree-sitter';
import { parseArn } from '../../model/arn.ts';
import type { CodeResource } from '../codeResource.ts';
import { starred } from '../partialText.ts';
import type { CodeSyntax } from './codeSyntax.ts';

/**
 * ARNs that an expression puts together: `'arn:aws:imagebuilder:' + region + ':aws:image/x/1.x.x'`,
 * and templates whose holes the file's own constants fill.
 */
export function writtenArns(syntax: CodeSyntax): readonly CodeResource[] {
	const found = new Map<number, CodeResource>();
	for (const match of syntax.source.matchAll(/:imagebuilder:|\bimagebuilder:(?=["'`])/g)) {
		const text = textAround(syntax.root.descendantForIndex(match.index, match.index + 1), syntax);
		const whole = text && syntax.concatenation(text);
		if (!whole || found.has(whole.startIndex)) {
			continue;
		}
		const arn = parseArn(starred(syntax.text(whole)));
		if (arn) {
			const range = syntax.content(whole);
			found.set(whole.startIndex, {
				...range,
				kind: arn.kind,
				form: 'arn',
				tool: 'text',
				pattern: arn.arn,
				...(!arn.name.includes('*') && { name: arn.name }),
			});
		}
	}
	return [...found.values()];
}

function textAround(leaf: Node | null, syntax: CodeSyntax): Node | undefined {
	let node = leaf;
	for (let steps = 0; node && steps < 4; steps++) {
		if (syntax.isText(node)) {
			return node;
		}
		node = node.parent;
	}
	return undefined;
}
