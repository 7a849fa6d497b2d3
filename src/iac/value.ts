import type { CodeProperty, CodeValue } from './codeResource.ts';
import { type PartialText, wholeText } from './partialText.ts';
import { requestPath } from './requestPath.ts';

/** What code sets a property to, in any language. */
export interface Value {
	readonly start: number;
	readonly end: number;
	/** `text` where it comes down to one text, as far as known; `other` where nothing is known. */
	readonly kind: 'map' | 'list' | 'text' | 'other';
	/** Of `text`; else nothing known. */
	readonly text: PartialText;
	readonly entries: readonly ValueEntry[];
	readonly items: readonly Value[];
	/** The definition it points to: logical id, Terraform address, name of a variable. */
	readonly target?: string;
}

export interface ValueEntry {
	/** In camel case, as requests spell it, before renaming. */
	readonly name: string;
	readonly start: number;
	readonly end: number;
	readonly value: Value;
	/** One of several blocks of this name that make a list together. */
	readonly index?: number;
}

export function entryOf(value: Value | undefined, ...names: readonly string[]): Value | undefined {
	return value?.entries.findLast((entry) => names.includes(entry.name))?.value;
}

const maxDepth = 8;

/** All properties with a value of their own, below maps and lists of maps too, in order. */
export function propertiesOf(body: Value | undefined): readonly CodeProperty[] {
	const found: CodeProperty[] = [];
	collect(body, [], found, 0);
	return found;
}

function collect(
	value: Value | undefined,
	names: readonly (string | number)[],
	found: CodeProperty[],
	depth: number,
): void {
	if (!value || depth > maxDepth) {
		return;
	}
	for (const entry of value.entries) {
		const inner = entry.value;
		const path =
			entry.index === undefined ? [...names, entry.name] : [...names, entry.name, entry.index];
		const maps = inner.items.some((item) => item.kind === 'map');
		if (inner.kind !== 'map' && !maps) {
			const literal = literalOf(inner);
			found.push({
				path: requestPath(path),
				start: entry.start,
				end: Math.max(entry.end, inner.end),
				valueStart: inner.start,
				valueEnd: inner.end,
				...(literal !== undefined && { value: literal }),
			});
		}
		collect(inner, path, found, depth + 1);
		for (const [index, item] of maps ? inner.items.entries() : []) {
			collect(item, [...path, index], found, depth + 1);
		}
	}
}

function literalOf(value: Value): CodeValue | undefined {
	if (value.kind === 'text') {
		return wholeText(value.text);
	}
	if (value.kind !== 'list') {
		return undefined;
	}
	const items = value.items.map((item) => wholeText(item.text));
	return items.every((item) => item !== undefined) ? items : undefined;
}
