import { describe, expect, it } from 'vitest';
import { hullOf, lengthOf, mergeSpans, subtractSpans } from '../../../src/sources/span.ts';

const span = (from: number, to: number) => ({ from, to });

describe('spans', () => {
	it('merge where they overlap or touch, newest first', () => {
		expect(mergeSpans([span(0, 2), span(5, 9), span(2, 4), span(6, 7), span(3, 3)])).toEqual([
			span(5, 9),
			span(0, 4),
		]);
	});

	it('leave what no hole takes', () => {
		expect(subtractSpans([span(0, 10)], [span(2, 3), span(8, 12), span(-1, 0)])).toEqual([
			span(3, 8),
			span(0, 2),
		]);
		expect(subtractSpans([span(0, 10)], [span(-5, 20)])).toEqual([]);
	});

	it('have a hull and a length', () => {
		expect(hullOf([span(4, 6), span(0, 1)])).toEqual(span(0, 6));
		expect(hullOf([])).toBeUndefined();
		expect(lengthOf([span(4, 6), span(0, 1)])).toBe(3);
	});
});
