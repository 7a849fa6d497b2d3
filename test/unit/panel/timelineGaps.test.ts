import { describe, expect, it } from 'vitest';
import { type GapOptions, timelineGaps } from '../../../src/panel/timelineGaps.ts';

const at = (hour: number) => Date.UTC(2026, 10, 1, hour);
const iso = (hour: number) => new Date(at(hour)).toISOString();

function read(from: number, to: number, region = 'us-east-1', complete: 'all' | 'changes' = 'all') {
	return {
		accountId: '111122223333',
		region,
		source: 'event-history',
		from: iso(from),
		to: iso(to),
		complete,
	};
}

function gaps(coverage: GapOptions['coverage'], more: Partial<GapOptions> = {}) {
	return timelineGaps({
		coverage,
		places: [{ region: 'us-east-1' }],
		withReads: true,
		from: at(0),
		to: at(20),
		least: 1,
		...more,
	}).map(({ from, to, kind }) => [(from - at(0)) / 3_600_000, (to - at(0)) / 3_600_000, kind]);
}

describe('timelineGaps', () => {
	it('is all of time where nothing was read', () => {
		expect(gaps([])).toEqual([[0, 20, 'unread']]);
		expect(gaps([], { places: [] })).toEqual([[0, 20, 'unread']]);
	});

	it('leaves out what was read, in however many stretches', () => {
		expect(gaps([read(2, 8), read(8, 12), read(6, 9), read(15, 30)])).toEqual([
			[0, 2, 'unread'],
			[12, 15, 'unread'],
		]);
	});

	it('tells what one of two Regions has', () => {
		const places = [{ region: 'us-east-1' }, { region: 'eu-west-1' }];
		expect(gaps([read(5, 20), read(10, 20, 'eu-west-1')], { places })).toEqual([
			[0, 5, 'unread'],
			[5, 10, 'partly'],
		]);
	});

	it('asks for reads only where reads are shown', () => {
		const changes = [read(0, 20, 'us-east-1', 'changes')];
		expect(gaps(changes)).toEqual([[0, 20, 'partly']]);
		expect(gaps(changes, { withReads: false })).toEqual([]);
	});

	it('does not take another account for this one', () => {
		const places = [{ accountId: '444455556666', region: 'us-east-1' }];
		expect(gaps([read(0, 20)], { places })).toEqual([[0, 20, 'unread']]);
	});

	it('leaves out gaps too short to be seen', () => {
		expect(gaps([read(0, 10), read(11, 20)], { least: 2 * 3_600_000 })).toEqual([]);
	});
});
