import { describe, expect, it } from 'vitest';
import { holds, parseExpression } from '../../../src/store/expression.ts';

describe('an expression', () => {
	it.each([
		['"a"', 'a', true],
		['"a"', 'b', false],
		['"a"', 'abc', false],
		['"a"*', 'abc', true],
		['"a" AND "b"', 'a', false],
		['"a" OR "b" AND "c"', 'a', true],
		['("a" OR "b") AND "c"', 'a', false],
		['"a" AND "b" NOT "c"', 'a b', true],
		['"a" AND "b" NOT "c"', 'a b c', false],
		['("a" NOT ("b" OR "c"))', 'a c', false],
		['"a""b"', 'a"b', true],
	])('%s of the words %j is %j', (text, words, expected) => {
		const there = words.split(' ');
		const has = (word: string, isBeginning: boolean) =>
			there.some((each) => each === word || (isBeginning && each.startsWith(word)));
		expect(holds(parseExpression(text), has)).toBe(expected);
	});

	it('that is none is refused', () => {
		for (const text of ['', 'a', '"a" AND', '()']) {
			expect(() => parseExpression(text)).toThrow('expression');
		}
	});
});
