import type { Node, Query } from 'web-tree-sitter';

/** The innermost node of one of the types around an offset. */
export function nodeAround(root: Node, offset: number, types: RegExp): Node | undefined {
	let node = root.descendantForIndex(offset, offset + 1);
	while (node && !types.test(node.type)) {
		node = node.parent;
	}
	return node ?? undefined;
}

/**
 * The different nodes of some types around the places that an expression finds in the text. The
 * text says where to look, so that a large tree is not walked at every keystroke.
 */
export function nodesAt(root: Node, text: string, places: RegExp, types: RegExp): readonly Node[] {
	const found = new Map<number, Node>();
	for (const { index } of text.matchAll(places)) {
		const node = nodeAround(root, index, types);
		if (node) {
			found.set(node.id, node);
		}
	}
	return [...found.values()];
}

/** What a query captures in each of the nodes, match by match, by the captures' names. */
export function* captured(
	query: Query,
	nodes: Iterable<Node>,
): Generator<Readonly<Record<string, Node | undefined>>> {
	for (const node of nodes) {
		for (const { captures } of query.matches(node)) {
			yield Object.fromEntries(captures.map((capture) => [capture.name, capture.node]));
		}
	}
}

/**
 * Where a text names things, by name.
 * @param naming its first group is the name; has the flags `d` and `g`.
 */
export function placesByName(text: string, naming: RegExp): ReadonlyMap<string, readonly number[]> {
	const places = new Map<string, number[]>();
	for (const match of text.matchAll(naming)) {
		const [, name = ''] = match;
		const at = match.indices?.[1]?.[0] ?? match.index;
		const known = places.get(name);
		if (known) {
			known.push(at);
		} else {
			places.set(name, [at]);
		}
	}
	return places;
}
