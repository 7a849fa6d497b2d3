import {
	isAlias,
	isCollection,
	isMap,
	isPair,
	isScalar,
	isSeq,
	type Node,
	type Pair,
	parseAllDocuments,
} from 'yaml';
import type { ConfigEntry, ConfigNode } from './configNode.ts';

/** Reads YAML that is too long for tree-sitter's grammar; slower, and less forgiving. */
export function largeYamlRoots(text: string): readonly ConfigNode[] {
	const documents = parseAllDocuments(text, {
		logLevel: 'silent',
		uniqueKeys: false,
		keepSourceTokens: false,
		prettyErrors: false,
		strict: false,
	});
	return Array.isArray(documents)
		? documents.flatMap(({ contents }) => (contents ? [nodeOf(contents)] : []))
		: [];
}

function nodeOf(node: Node): ConfigNode {
	const [outerStart = 0, outerEnd = 0] = node.range ?? [];
	const quote =
		isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') ? 1 : 0;
	// A tag stands before the range of its node.
	const tag = node.tag?.startsWith('!') ? node.tag : undefined;
	let entries: readonly ConfigEntry[] | undefined;
	let items: readonly ConfigNode[] | undefined;
	return {
		kind: isMap(node) ? 'map' : isSeq(node) ? 'list' : 'scalar',
		outerStart,
		outerEnd,
		start: outerStart + quote,
		end: Math.max(outerStart + quote, outerEnd - quote),
		...(tag !== undefined && { tag }),
		text: isScalar(node) ? (node.source ?? String(node.value ?? '')) : '',
		get entries() {
			entries ??= isMap(node) ? node.items.flatMap((pair) => entryOf(pair)) : [];
			return entries;
		},
		get items() {
			items ??= isSeq(node)
				? node.items.flatMap((item) => (isNode(item) ? [nodeOf(item)] : []))
				: [];
			return items;
		},
	};
}

function entryOf(pair: Pair): readonly ConfigEntry[] {
	const { key, value } = pair;
	if (!isScalar(key) || !key.range) {
		return [];
	}
	const keyNode = nodeOf(key);
	const valueNode = isNode(value) ? nodeOf(value) : undefined;
	return [
		{
			key: keyNode.text,
			start: keyNode.start,
			end: keyNode.end,
			outerStart: keyNode.outerStart,
			outerEnd: Math.max(valueNode?.outerEnd ?? 0, keyNode.outerEnd),
			value: valueNode,
		},
	];
}

function isNode(value: unknown): value is Node {
	return isScalar(value) || isCollection(value) || isAlias(value) || isPair(value);
}
