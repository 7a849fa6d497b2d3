import { describe, expect, it } from 'vitest';
import { Chain } from '../../../src/sources/chain.ts';
import type { LookupAnswer } from '../../../src/sources/lookup.ts';

const second = 1000;
const attribute = { key: 'EventSource', value: 'imagebuilder.amazonaws.com' } as const;

function chain(): Chain {
	return new Chain(attribute, { from: 0, to: 1000 * second });
}

function page(oldestSecond: number, nextToken?: string): LookupAnswer {
	return {
		events: [{ time: (oldestSecond + 9) * second }, { time: oldestSecond * second }, {}],
		...(nextToken !== undefined && { nextToken }),
	};
}

describe('Chain', () => {
	it('asks every page with the parameters of the first, and the last token', () => {
		const reading = chain();
		const first = reading.request;
		reading.take(page(900, 'a'));
		expect(reading.request).toEqual({ ...first, nextToken: 'a' });
		expect(first).toEqual({ attribute, from: 0, to: 1000 * second });
	});

	it('does not know the second in which a page ends', () => {
		const reading = chain();
		reading.take(page(900, 'a'));
		expect(reading.position).toBe(901 * second);
	});

	it('knows everything once there is no token', () => {
		const reading = chain();
		reading.take(page(900));
		expect(reading).toMatchObject({ done: true, position: 0, ready: false });
	});

	it('goes on after an empty page with a token', () => {
		const reading = chain();
		reading.take({ events: [], nextToken: 'a' });
		expect(reading).toMatchObject({ done: false, position: 1000 * second });
	});

	it('stops where its older part was split off, with the same parameters until then', () => {
		const reading = chain();
		reading.take(page(900, 'a'));
		const older = reading.split(0.5);
		expect(older?.request).toEqual({ attribute, from: 0, to: reading.stop });
		expect(reading.request).toEqual({ attribute, from: 0, to: 1000 * second, nextToken: 'a' });
		reading.take(page(reading.stop / second, 'b'));
		expect(reading.done).toBe(false);
		reading.take(page(reading.stop / second - 1, 'c'));
		expect(reading).toMatchObject({ done: true, position: reading.stop });
	});

	it('is not split where there is less than two seconds', () => {
		const reading = new Chain(attribute, { from: 0, to: second });
		expect(reading.split(0.5)).toBeUndefined();
	});

	it('restarts from where it is, not before what CloudTrail keeps', () => {
		const reading = chain();
		reading.take(page(900, 'a'));
		reading.restart(100 * second);
		expect(reading.request).toEqual({ attribute, from: 100 * second, to: 901 * second });
	});

	it('guesses its pages from what it saw, or from what is usual', () => {
		const reading = chain();
		expect(reading.pagesLeft(0.001)).toBe(20);
		reading.take({
			events: Array.from({ length: 50 }, (_, index) => ({ time: (999 - index * 2) * second })),
			nextToken: 'a',
		});
		expect(reading.pagesLeft(0)).toBeCloseTo(902 / 98);
	});
});
