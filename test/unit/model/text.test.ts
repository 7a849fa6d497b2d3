import { describe, expect, it } from 'vitest';
import { cut, hashText } from '../../../src/model/text.ts';

describe('cut', () => {
	it('leaves a text alone that fits', () => {
		expect(cut('abc', 3)).toBe('abc');
	});

	it('never halves a character', () => {
		expect(cut('ab\u{1f600}', 3)).toBe('ab');
		expect(cut('ab\u{1f600}c', 4)).toBe('ab\u{1f600}');
	});
});

describe('hashText', () => {
	it('gives 32 digits, the same each time, others for another text', () => {
		expect(hashText('a')).toMatch(/^[0-9a-f]{32}$/);
		expect(hashText('a')).toBe(hashText('a'));
		const texts = Array.from({ length: 20_000 }, (_, index) => `record ${index}`);
		expect(new Set(texts.map(hashText)).size).toBe(texts.length);
	});
});
