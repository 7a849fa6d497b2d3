import type { CodeResource } from '../codeResource.ts';

const maxBlocks = 100;

/**
 * Blocks of a half-typed document whose type line was read by nobody: each as texts of its own, as
 * long as the document and blank around the block, so that offsets stay; first the whole block, then
 * what is whole of it line by line.
 */
export function unreadBlocks(
	text: string,
	found: readonly CodeResource[],
): readonly (readonly string[])[] {
	const blocks: (readonly string[])[] = [];
	const types =
		/^([ \t]*)(['"]?)[Tt]ype\2[ \t]*:[ \t]*(['"]?)(?:AWS::ImageBuilder::|aws(?:-native)?:imagebuilder)[\w:/]+\3[ \t]*(?:#[^\n]*)?\r?$/gm;
	for (const match of text.matchAll(types)) {
		const isRead = found.some(
			({ bodyStart = 0, bodyEnd = 0 }) => match.index >= bodyStart && match.index < bodyEnd,
		);
		const block = isRead ? undefined : blockAround(text, match.index, match[1] ?? '');
		if (block && blocks.length < maxBlocks) {
			const { start, end } = block;
			const [before, after] = [blank(text.slice(0, start)), blank(text.slice(end))];
			const inside = text.slice(start, end);
			blocks.push(
				[inside, plainLines(inside, (match[1] ?? '').length)].map((it) => before + it + after),
			);
		}
	}
	return blocks;
}

/** From the key above, which is indented less, down to the next line that is not indented more. */
function blockAround(
	text: string,
	typeLine: number,
	indent: string,
): { readonly start: number; readonly end: number } | undefined {
	let start = typeLine;
	let width = indent.length;
	while (start > 0 && width >= indent.length) {
		const end = start - 1;
		start = text.lastIndexOf('\n', end - 1) + 1;
		const line = text.slice(start, end);
		width = /^\s*(?:#.*)?$/.test(line) ? width : indentOf(line);
	}
	if (
		width >= indent.length ||
		!/^\s*['"]?[\w:.$%{}\ue000-]+['"]?\s*:/.test(text.slice(start, typeLine))
	) {
		return undefined;
	}
	let end = text.indexOf('\n', typeLine);
	while (end >= 0 && end < text.length) {
		const next = text.indexOf('\n', end + 1);
		const line = text.slice(end + 1, next < 0 ? text.length : next);
		if (!/^\s*$/.test(line) && indentOf(line) <= width) {
			break;
		}
		end = next;
	}
	return { start, end: end < 0 ? text.length : end };
}

/** Of a block that cannot be read even alone: the resource, its type, and what is whole in a line. */
function plainLines(block: string, indent: number): string {
	const lines = block.split('\n');
	const heading = lines.findIndex(
		(line) => indentOf(line) === indent && /^\s*['"]?[Pp]roperties['"]?\s*:\s*$/.test(line),
	);
	const first = heading < 0 ? undefined : lines.slice(heading + 1).find((line) => line.trim());
	const inner = first === undefined ? -1 : indentOf(first);
	return lines
		.map((line, index) => {
			const width = indentOf(line);
			const isAttribute = width === indent && /^\s*['"]?(?:[Tt]ype|[Pp]roperties)\b/.test(line);
			const isProperty = index > heading && width === inner && inner > indent && isWhole(line);
			return index === 0 || isAttribute || isProperty ? line : blank(line);
		})
		.join('\n');
}

/** Does every quote and bracket of a line close in it? */
function isWhole(line: string): boolean {
	const bare = line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|#.*$/g, '');
	const count = (mark: RegExp): number => bare.match(mark)?.length ?? 0;
	return (
		!/["']/.test(bare) &&
		count(/[[{]/g) === count(/[\]}]/g) &&
		/^\s*[\w:\ue000-]+\s*:(?:\s|$)/.test(bare) &&
		!/[|>][+-]?\d?\s*$/.test(bare)
	);
}

function indentOf(line: string): number {
	return line.length - line.trimStart().length;
}

function blank(text: string): string {
	return text.replace(/[^\r\n]/g, ' ');
}
