import type { CodeResource } from '../codeResource.ts';

const maxBlocks = 100;

/**
 * Blocks of a half-typed document whose type line was read by nobody: each as a text of its own, as
 * long as the document and blank around the block, so that offsets stay.
 */
export function unreadBlocks(text: string, found: readonly CodeResource[]): readonly string[] {
	const blocks: string[] = [];
	const types =
		/^([ \t]*)(['"]?)[Tt]ype\2[ \t]*:[ \t]*(['"]?)(?:AWS::ImageBuilder::|aws(?:-native)?:imagebuilder)[\w:/]+\3[ \t]*(?:#[^\n]*)?\r?$/gm;
	for (const match of text.matchAll(types)) {
		const isRead = found.some(
			({ bodyStart = 0, bodyEnd = 0 }) => match.index >= bodyStart && match.index < bodyEnd,
		);
		const block = isRead ? undefined : blockAround(text, match.index, match[1] ?? '');
		if (block && blocks.length < maxBlocks) {
			const { start, end } = block;
			blocks.push(blank(text.slice(0, start)) + text.slice(start, end) + blank(text.slice(end)));
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
		!/^\s*['"]?[\w:.$%{}-]+['"]?\s*:/.test(text.slice(start, typeLine))
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

function indentOf(line: string): number {
	return line.length - line.trimStart().length;
}

function blank(text: string): string {
	return text.replace(/[^\r\n]/g, ' ');
}
