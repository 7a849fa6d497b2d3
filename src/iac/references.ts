import type { CodeResource } from './codeResource.ts';

export interface ReferenceRules {
	/** What code calls a definition; whole words are looked for. */
	readonly names: (definition: CodeResource) => readonly string[];
	/** Does the stretch of text stand for the definition, and not for itself in a text or comment? */
	readonly isReference: (start: number, end: number, definition: CodeResource) => boolean;
	/** Range to report, where it is more than the name. */
	readonly range?: (start: number, end: number) => { readonly start: number; readonly end: number };
	/** Of several definitions with a name, the one meant at an offset; the first if not given. */
	readonly choose?: (same: readonly CodeResource[], offset: number) => CodeResource | undefined;
}

const word = /^[\w-]+(?:\.[\w-]+)*$/;

/** Every mention by name of one of the definitions of a document. */
export function definitionReferences(
	text: string,
	definitions: readonly CodeResource[],
	rules: ReferenceRules,
): readonly CodeResource[] {
	const byName = new Map<string, CodeResource[]>();
	for (const definition of definitions) {
		for (const name of rules.names(definition).filter((one) => word.test(one))) {
			byName.set(name, [...(byName.get(name) ?? []), definition]);
		}
	}
	if (byName.size === 0) {
		return [];
	}
	const names = [...byName.keys()].map((name) => name.replaceAll('.', '\\.')).join('|');
	const mention = new RegExp(`(?<![\\w-])(?:${names})(?![\\w-])`, 'g');
	const references: CodeResource[] = [];
	for (const match of text.matchAll(mention)) {
		const start = match.index;
		const end = start + match[0].length;
		const same = byName.get(match[0]) ?? [];
		const definition = (same.length > 1 && rules.choose?.(same, start)) || same[0];
		if (definition && rules.isReference(start, end, definition)) {
			references.push(referenceTo(definition, rules.range?.(start, end) ?? { start, end }));
		}
	}
	return references;
}

/** A mention of a definition at a range. */
export function referenceTo(
	definition: CodeResource,
	range: { readonly start: number; readonly end: number },
): CodeResource {
	const { kind, tool, logicalId, address, name, pattern } = definition;
	const target = address ?? logicalId;
	return {
		...range,
		kind,
		form: 'reference',
		tool,
		...(logicalId !== undefined && { logicalId }),
		...(address !== undefined && { address }),
		...(target !== undefined && { target }),
		...(name !== undefined && { name }),
		...(pattern !== undefined && { pattern }),
	};
}
