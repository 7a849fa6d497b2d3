import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/model/plainText.ts';

describe('plainText', () => {
	it.each([
		['two\r\nlines', 'two lines'],
		['a\tb', 'a b'],
		['bell\u0007 and escape\u001b[31m', 'bell and escape[31m'],
		['\u202egnp.exe', 'gnp.exe'],
		['\u2066x\u2069\u200b\ufeff', 'x'],
		['a\u2028b\u2029c', 'a b c'],
		['lone \ud800 half', 'lone \ufffd half'],
		['   wide   blanks  ', 'wide blanks'],
		['Jürgen 👍 日本', 'Jürgen 👍 日本'],
	])('makes one line of %j', (text, line) => {
		expect(plainText(text)).toBe(line);
	});

	it('cuts what is too long, and no letter in two', () => {
		expect(plainText('abcdef', 4)).toBe('abc…');
		expect(plainText('ab👍def', 4)).toBe('ab…');
		expect(plainText('x'.repeat(1_000_000), 10)).toBe(`${'x'.repeat(9)}…`);
	});
});
