import type { FoundDefinition } from '../definition.ts';
import { hole } from '../partialText.ts';
import type { CodeSyntax } from './codeSyntax.ts';
import { constructClass, qualified } from './constructClass.ts';

/**
 * Constructs in half-typed code that the parser made nothing of: class and id are read from the
 * text, properties from nowhere.
 */
export function unreadConstructs(
	syntax: CodeSyntax,
	mentions: RegExp,
	found: readonly FoundDefinition[],
): readonly FoundDefinition[] {
	const { root, source } = syntax;
	return [...source.matchAll(mentions)].flatMap((match): readonly FoundDefinition[] => {
		const at = match.index;
		const leaf = root.descendantForIndex(at, at + 1)?.type ?? '';
		const isRead = found.some(({ bodyStart, bodyEnd }) => at >= bodyStart && at < bodyEnd);
		const callee = /[\w.$]*$/.exec(source.slice(Math.max(0, at - 100), at))?.[0] ?? '';
		const known = constructClass(qualified(`${callee}${match[0]}`.split('.'), syntax.bindings));
		const call = argumentsStart.exec(
			source.slice(at + match[0].length, at + match[0].length + 300),
		);
		const id = known?.namesById ? call?.groups?.first : call?.groups?.second;
		if (isRead || !leaf.endsWith('identifier') || !known || known.method || !call || !id) {
			return [];
		}
		const end = at + match[0].length + call[0].length - 1;
		const idAt = source.lastIndexOf(id, end);
		return [
			{
				start: idAt,
				end: idAt + id.length,
				bodyStart: at - callee.length,
				bodyEnd: end + 1,
				tool: known.tool,
				kind: known.kind,
				logicalId: id,
				body: undefined,
				...(known.namesById && { defaultName: hole }),
			},
		];
	});
}

/** `(this, 'Id'` or `('name'` */
const argumentsStart =
	/^\s*\(\s*(?:(['"])(?<first>[^'"\n]+)\1|[\w.]+\s*,\s*(['"])(?<second>[^'"\n]+)\3)/;
