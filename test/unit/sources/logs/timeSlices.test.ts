import { describe, expect, it } from 'vitest';
import {
	afterFailure,
	cutSlice,
	firstSlicesOf,
	type Slice,
} from '../../../../src/sources/logs/timeSlices.ts';
import type { Span } from '../../../../src/sources/span.ts';

const second = 1000;
const hour = 3_600_000;
const day = 24 * hour;

/** Do the slices, newest first, make just that time, in whole seconds? */
function expectWhole(slices: readonly Slice[], { from, to }: Span): void {
	expect(slices.at(0)?.to).toBe(to);
	expect(slices.at(-1)?.from).toBe(from);
	for (const [index, slice] of slices.entries()) {
		expect(slice.to - slice.from).toBeGreaterThanOrEqual(second);
		expect(slice.from % second).toBe(0);
		expect(slices[index + 1]?.to ?? from).toBe(slice.from);
	}
}

describe('slices of time', () => {
	it.each([
		['an hour in one', hour, 1],
		['half a day by the hour', 12 * hour, 12],
		['a month in 24', 30 * day, 24],
		['three years by the fortnight', 1092 * day, 78],
		['a second in one', second, 1],
		['odd times', 29 * day + 12_345_000, 24],
	])('begin with %s', (_, length, count) => {
		const span = { from: 7 * day, to: 7 * day + length };
		const slices = firstSlicesOf(span);
		expect(slices).toHaveLength(count);
		expectWhole(slices, span);
	});

	it('ask for what is older than the oldest row again, its second included', () => {
		const cut = cutSlice({ from: 0, to: hour }, 1_800_450, 5000, 10_000);
		expect(cut).toEqual({
			done: { from: 1_801_000, to: hour },
			rest: [{ from: 0, to: 1_801_000 }],
		});
	});

	it('make as many parts of the rest as its rows will need', () => {
		const { rest } = cutSlice({ from: 0, to: hour }, 1_800_450, 40_000, 10_000);
		expect(rest).toHaveLength(6);
		expectWhole(rest, { from: 0, to: 1_801_000 });
	});

	it('lose only the newest second where that alone has too many rows', () => {
		expect(cutSlice({ from: 0, to: hour }, hour - 10, 1, 10_000)).toEqual({
			done: { from: hour, to: hour },
			lost: { from: hour - second, to: hour },
			rest: [{ from: 0, to: hour - second }],
		});
		expect(cutSlice({ from: 0, to: second }, 500, 1, 10_000)).toEqual({
			done: { from: second, to: second },
			lost: { from: 0, to: second },
			rest: [],
		});
	});

	it('are done with rows that lie after their end', () => {
		const { lost, rest } = cutSlice({ from: 0, to: hour }, hour + 500, 1, 10_000);
		expect(lost).toEqual({ from: hour - second, to: hour });
		expectWhole(rest, { from: 0, to: hour - second });
	});

	it('are asked in halves once after a failure', () => {
		const halves = afterFailure({ from: 0, to: 3 * second, known: new Set(['id']) });
		expectWhole(halves, { from: 0, to: 3 * second });
		expect(halves).toHaveLength(2);
		expect(halves.every(({ known }) => known?.has('id'))).toBe(true);
		expect(halves.flatMap((half) => afterFailure(half))).toEqual([]);
		expect(afterFailure({ from: 0, to: second })).toEqual([]);
	});
});
