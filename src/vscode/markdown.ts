import { plainText } from '../model/plainText.ts';

/**
 * Untrusted text as Markdown that shows just that text: no link, no command, no HTML, no codicon,
 * no line of its own.
 */
export function escapeMarkdown(text: string, limit = 500): string {
	return plainText(text, limit).replace(
		/[\\`*_{}[\]()#+\-.!|~$<>&^=:/@"']/g,
		(character) =>
			// an entity cannot begin or end anything, and unlike a backslash it never shows itself
			`&#${character.charCodeAt(0)};`,
	);
}

/** Untrusted text as a span of code; backticks in it stay text. */
export function codeSpan(text: string, limit = 500): string {
	// in a table a pipe would end the cell, even within code; `$(` would become an icon
	const line = plainText(text, limit).replaceAll('|', '\u2223').replaceAll('$(', '$\u200b(');
	if (line === '') {
		return '';
	}
	const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), (run) => run[0].length));
	const fence = '`'.repeat(longest + 1);
	const blank = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
	return `${fence}${blank}${line}${blank}${fence}`;
}
