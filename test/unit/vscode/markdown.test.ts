import { describe, expect, it } from 'vitest';
import { codeSpan, escapeMarkdown } from '../../../src/vscode/markdown.ts';

describe('escapeMarkdown', () => {
	it.each([
		'[x](command:workbench.action.quit)',
		'<img src=x onerror=alert(1)>',
		'`code` ```fence```',
		'a | b',
		'# heading',
		'- list',
		'1. list',
		'> quote',
		'**bold** _it_ ~~no~~',
		'$(check)',
		'https://example.com www.example.com me@example.com',
		'![i](https://example.com/x.png)',
		'&lt;b&gt;',
		'line\n\n# heading',
	])('leaves nothing of %j that means something', (text) => {
		// entities are read as their letters only after the structure is found
		expect(escapeMarkdown(text)).toMatch(/^(?:[\p{L}\p{N} ;]|&#\d+;)*$/u);
	});

	it('shows the same text', () => {
		const text = 'a [b](c) | `d` <e> & $(f)';
		const shown = escapeMarkdown(text).replace(/&#(\d+);/g, (_, code: string) =>
			String.fromCharCode(Number(code)),
		);
		expect(shown).toBe(text);
	});
});

describe('codeSpan', () => {
	it('fences with more backticks than the text has in a row', () => {
		expect(codeSpan('plain')).toBe('`plain`');
		expect(codeSpan('a`b')).toBe('``a`b``');
		expect(codeSpan('``x')).toBe('``` ``x ```');
		expect(codeSpan('two\n\nlines')).toBe('`two lines`');
		expect(codeSpan('')).toBe('');
	});

	it('breaks no table and makes no icon', () => {
		expect(codeSpan('a | b')).not.toContain('|');
		expect(codeSpan('$(check)')).not.toContain('$(');
	});
});
