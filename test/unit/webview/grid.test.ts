import { describe, expect, it } from 'vitest';
import { gridMove, headRow } from '../../../src/webview/gridMove.ts';
import { rowSlot, scrollToRow, visibleRows } from '../../../src/webview/visibleRows.ts';

const size = { rows: 100, columns: 7, page: 10 };

describe('gridMove', () => {
	it.each([
		['ArrowDown', { row: 4, column: -1 }, { row: 5, column: -1 }],
		['ArrowUp', { row: 0, column: 2 }, { row: headRow, column: 2 }],
		['ArrowUp', { row: 0, column: -1 }, { row: headRow, column: 0 }],
		['ArrowUp', { row: headRow, column: 2 }, { row: headRow, column: 2 }],
		['ArrowDown', { row: headRow, column: 2 }, { row: 0, column: 2 }],
		['PageDown', { row: 95, column: -1 }, { row: 99, column: -1 }],
		['PageUp', { row: 15, column: -1 }, { row: 5, column: -1 }],
		['Home', { row: 50, column: -1 }, { row: 0, column: -1 }],
		['End', { row: 50, column: -1 }, { row: 99, column: -1 }],
		['Home', { row: 50, column: 3 }, { row: 50, column: 0 }],
		['End', { row: 50, column: 3 }, { row: 50, column: 6 }],
		['ArrowRight', { row: 4, column: -1 }, { row: 4, column: 0 }],
		['ArrowRight', { row: 4, column: 6 }, { row: 4, column: 6 }],
		['ArrowLeft', { row: 4, column: 0 }, { row: 4, column: -1 }],
	])('%s leads from %j to %j', (key, from, to) => {
		expect(gridMove({ key }, from, size)).toEqual(to);
	});

	it('leads to the ends of the list with Ctrl, from within cells too', () => {
		expect(gridMove({ key: 'End', ctrlKey: true }, { row: 4, column: 3 }, size)?.row).toBe(99);
	});

	it('leaves other keys alone, and an empty grid', () => {
		expect(gridMove({ key: 'a' }, { row: 0, column: -1 }, size)).toBeUndefined();
		expect(
			gridMove({ key: 'ArrowDown', altKey: true }, { row: 0, column: -1 }, size),
		).toBeUndefined();
		expect(
			gridMove({ key: 'ArrowDown' }, { row: 0, column: -1 }, { ...size, rows: 0 }),
		).toBeUndefined();
	});
});

describe('rowSlot', () => {
	const slots = (first: number, end: number) =>
		Array.from({ length: end - first }, (_, at) => rowSlot(first + at, { first, end }));

	it('gives every row of a window elements of its own', () => {
		for (const [first, end] of [
			[0, 40],
			[7, 55],
			[100_003, 100_051],
			[5, 6],
		] as const) {
			expect(new Set([...slots(first, end), rowSlot(end, { first, end })]).size).toBe(
				end - first + 1,
			);
		}
	});

	it('keeps the elements of rows that stay, and uses those of others again', () => {
		expect(rowSlot(20, { first: 0, end: 48 })).toBe(rowSlot(20, { first: 3, end: 50 }));
		const used = new Set(slots(0, 48));
		expect(slots(5003, 5051).filter((slot) => !used.has(slot))).toEqual([]);
	});
});

describe('visibleRows', () => {
	it('draws what can be seen and a little more, however long the list is', () => {
		expect(visibleRows(0, 440, 22, 100_000, 8)).toEqual({ first: 0, end: 28 });
		expect(visibleRows(22_000, 440, 22, 100_000, 8)).toEqual({ first: 992, end: 1028 });
	});

	it('stays within the list', () => {
		expect(visibleRows(0, 440, 22, 3)).toEqual({ first: 0, end: 3 });
		expect(visibleRows(0, 440, 22, 0)).toEqual({ first: 0, end: 0 });
		expect(visibleRows(1e6, 440, 22, 10)).toEqual({ first: 9, end: 10 });
	});
});

describe('scrollToRow', () => {
	it('scrolls no further than needed', () => {
		expect(scrollToRow(5, 0, 220, 22)).toBe(0);
		expect(scrollToRow(10, 0, 220, 22)).toBe(22);
		expect(scrollToRow(2, 220, 220, 22)).toBe(44);
	});
});
