import { describe, expect, it } from 'vitest';
import { barParts, binRange, nextBin, timeTicks } from '../../../src/webview/timelinePlot.ts';

const bin = (changes: number, reads = 0, failures = 0) => ({ changes, reads, failures });

describe('barParts', () => {
	it('stacks changes, reads and failures from the bottom up', () => {
		const parts = barParts([bin(1, 2, 1), bin(0)], 100, 40);
		expect(parts.map(({ kind }) => kind)).toEqual(['changes', 'reads', 'failures']);
		expect(parts.map(({ y, height }) => [y, height])).toEqual([
			[30, 10],
			[10, 20],
			[0, 10],
		]);
	});

	it('lets nothing vanish beside something large', () => {
		const [, failed] = barParts([bin(100_000), bin(0, 0, 1)], 100, 40);
		expect(failed).toMatchObject({ kind: 'failures', bin: 1, height: 2 });
	});
});

describe('the axis', () => {
	it('has round moments, as many as there is room for', () => {
		const from = new Date(2026, 9, 1).getTime();
		const to = new Date(2026, 10, 1).getTime();
		const ticks = timeTicks({ from, to }, 600, 'en-GB');
		expect(ticks.length).toBeGreaterThan(2);
		expect(ticks.length).toBeLessThan(13);
		expect(ticks.every(({ x }) => x >= 0 && x <= 600)).toBe(true);
		expect(ticks[0]?.text).toMatch(/^\d+ Oct$/);
		expect(
			timeTicks({ from, to: from + 6 * 3_600_000 }, 600, 'en-GB').map(({ text }) => text),
		).toContain('02:00');
	});

	it('tells from when to when bins go, in either direction', () => {
		const timeline = { from: 0, to: 100, bins: [bin(0), bin(1), bin(0), bin(2)] };
		expect(binRange(timeline, 1)).toEqual({ from: 25, to: 50 });
		expect(binRange(timeline, 3, 1)).toEqual({ from: 25, to: 100 });
		expect(nextBin(timeline.bins, 1, 1)).toBe(3);
		expect(nextBin(timeline.bins, 1, -1)).toBe(1);
	});
});
