import { describe, expect, it } from 'vitest';
import { packBlock, unpackBlock } from '../../../src/store/blocks.ts';
import { isoTimeOfId, wantedId } from '../../../src/store/callId.ts';
import { builtInDictionary, currentDictionary } from '../../../src/store/dictionary.ts';
import { packEventId, unpackEventId } from '../../../src/store/eventId.ts';
import { dayOf } from '../../../src/store/localDay.ts';
import { packTopics, unpackTopics } from '../../../src/store/topicList.ts';

const dictionaries = new Map([[currentDictionary, builtInDictionary]]);

describe('a block', () => {
	it.each([[['{}']], [['{"a":"\n"}', '', '{"ü":"\u{1F600}"}']], [['x'.repeat(2_000_000)]]])(
		'gives its records back',
		(records) => {
			const packed = packBlock(records, currentDictionary, builtInDictionary);
			const block = unpackBlock(packed, dictionaries);
			expect(block?.records()).toEqual(records);
			expect(block?.record(0)).toBe(records[0]);
			expect(block?.record(records.length)).toBeUndefined();
		},
	);

	it('that is damaged, or a bomb, gives nothing', () => {
		const packed = packBlock(['{"some":"record"}'], currentDictionary, builtInDictionary);
		expect(unpackBlock(packed.subarray(0, 5), dictionaries)).toBeUndefined();
		expect(unpackBlock(Uint8Array.of(9, 1, 2, 3), dictionaries)).toBeUndefined();
		expect(unpackBlock(new Uint8Array(), dictionaries)).toBeUndefined();
		const bomb = packBlock(['x'.repeat(20_000_000)], currentDictionary, builtInDictionary);
		expect(unpackBlock(bomb, dictionaries)).toBeUndefined();
	});

	it('needs the dictionary within the reach of deflate', () => {
		expect(builtInDictionary.length).toBeLessThanOrEqual(8192);
	});
});

describe('ids', () => {
	it('sort by time and give it back', () => {
		const times = ['1970-01-01T00:00:00Z', '2026-02-03T04:05:06Z', '2026-02-03T04:05:07Z'];
		const ids = times.map((time) => wantedId(time, 'any'));
		expect(ids).toEqual(ids.toSorted((one, other) => one - other));
		expect(ids.map(isoTimeOfId)).toEqual(times);
		expect(wantedId('9999-12-31T23:59:59Z', 'any')).toBeLessThan(2 ** 53);
		expect(wantedId('no time', 'any')).toBeLessThan(4096);
	});

	it('of events keep their spelling', () => {
		for (const id of [
			'01234567-89ab-4cde-8f01-23456789abcd',
			'01234567-89AB-4CDE-8F01-23456789ABCD',
			'derived-1',
			'',
		]) {
			expect(unpackEventId(packEventId(id))).toBe(id);
		}
		expect(packEventId('01234567-89ab-4cde-8f01-23456789abcd')).toHaveLength(16);
	});
});

describe('topics of a call', () => {
	it('are packed into a few bytes', () => {
		const topics = [1, 63, 64, 8191, 8192, 3_000_000_000].flatMap((topic) => [
			{ topic, reference: false },
			{ topic, reference: true },
		]);
		expect(unpackTopics(packTopics(topics))).toEqual(topics);
		expect(unpackTopics(packTopics([]))).toEqual([]);
	});
});

describe('a local day', () => {
	it('holds its moments, also where the clock changes', () => {
		for (let hour = 0; hour < 24 * 400; hour += 7) {
			const time = Date.UTC(2026, 0, 1, hour);
			const day = dayOf(time);
			const id = wantedId(new Date(time).toISOString(), 'any');
			expect(id >= day.min && id < day.max).toBe(true);
			expect(dayOf(Math.floor(day.max / 4096) * 1000).min).toBe(day.max);
		}
	});
});
