/**
 * A value of YAML or JSON, whichever parser read it. Parts are read when they are asked for, so
 * that a large document costs only what is looked at.
 */
export interface ConfigNode {
	readonly kind: 'map' | 'list' | 'scalar';
	/** Of a scalar without its quotes. */
	readonly start: number;
	readonly end: number;
	/** Of a scalar with its quotes and tag; else as `start` and `end`. */
	readonly outerStart: number;
	readonly outerEnd: number;
	/** YAML tag such as `!Ref`. */
	readonly tag?: string;
	/** Of a scalar; else empty. */
	readonly text: string;
	/** Of a map; else none. */
	readonly entries: readonly ConfigEntry[];
	/** Of a list; else none. */
	readonly items: readonly ConfigNode[];
}

export interface ConfigEntry {
	readonly key: string;
	/** The key without its quotes. */
	readonly start: number;
	readonly end: number;
	/** Key and value. */
	readonly outerStart: number;
	readonly outerEnd: number;
	readonly value: ConfigNode | undefined;
}

/** One step from a document's root towards an offset. */
export interface ConfigStep {
	readonly node: ConfigNode;
	/** The entry whose value the node is; missing for roots and list items. */
	readonly entry?: ConfigEntry;
	/** Position in the list, where the node is an item of one. */
	readonly index?: number;
}

/** The value of a map's key; a key that comes twice counts where it comes last. */
export function childOf(node: ConfigNode | undefined, key: string): ConfigNode | undefined {
	return node?.entries.findLast((entry) => entry.key === key)?.value;
}

/** From the root that holds the offset down to the innermost value that does. */
export function pathTo(roots: readonly ConfigNode[], offset: number): readonly ConfigStep[] {
	const path: ConfigStep[] = [];
	let node = around(roots, offset);
	if (node) {
		path.push({ node });
	}
	while (node) {
		const entry: ConfigEntry | undefined = around(node.entries, offset);
		const item: ConfigNode | undefined = entry ? undefined : around(node.items, offset);
		const next: ConfigNode | undefined = entry ? entry.value : item;
		if (next === node || !next) {
			break;
		}
		if (entry && offset < next.outerStart) {
			break;
		}
		path.push(entry ? { node: next, entry } : { node: next, index: node.items.indexOf(next) });
		node = next;
	}
	return path;
}

/** The one of an ordered run whose range holds the offset. */
function around<T extends { readonly outerStart: number; readonly outerEnd: number }>(
	run: readonly T[],
	offset: number,
): T | undefined {
	let low = 0;
	let high = run.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const one = run[middle];
		if (!one || offset < one.outerStart) {
			high = middle - 1;
		} else if (offset > one.outerEnd) {
			low = middle + 1;
		} else {
			return one;
		}
	}
	return undefined;
}
