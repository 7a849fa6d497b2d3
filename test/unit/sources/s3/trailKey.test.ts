import { describe, expect, it } from 'vitest';
import { deliveredAt, keyBefore, rootOf, splitKey } from '../../../../src/sources/s3/trailKey.ts';

const prefix = 'audit/AWSLogs/111122223333/CloudTrail/us-east-1/';
const place = { accountId: '111122223333', region: 'us-east-1', prefix };
const name = (stamp: string) =>
	`111122223333_CloudTrail_us-east-1_${stamp}_Mu0KsOhtH1ar15ZZ.json.gz`;
const span = (from: string, minutes: number) => ({
	from: Date.parse(from),
	to: Date.parse(from) + minutes * 60_000,
});

describe('keys of a trail', () => {
	it.each([
		[`${prefix}2026/01/31/${name('20260131T2355Z')}`, span('2026-01-31T23:55:00Z', 1)],
		[`${prefix}2026/01/31/copy of a log.json`, span('2026-01-31T00:00:00Z', 24 * 60)],
		[`${prefix}2026/01/31/`, undefined],
		[`${prefix}2026/01/31/notes.txt`, undefined],
		[`${prefix}somewhere.json.gz`, undefined],
	])('say when %s was delivered', (key, delivered) => {
		expect(deliveredAt(key)).toEqual(delivered);
	});

	it('sort by time, so that a listing can begin anywhere', () => {
		const at = keyBefore(place, Date.parse('2026-01-31T10:07:30Z'));
		const keys = ['20260130T2355Z', '20260131T1006Z', '20260131T1007Z', '20260201T0000Z'].map(
			(stamp) =>
				`${prefix}${stamp.slice(0, 4)}/${stamp.slice(4, 6)}/${stamp.slice(6, 8)}/${name(stamp)}`,
		);
		expect(keys.filter((key) => key > at)).toEqual(keys.slice(2));
	});

	it.each([
		[{}, 'AWSLogs/'],
		[{ prefix: 'a/b' }, 'a/b/AWSLogs/'],
		[{ prefix: 'a', organization: 'o-abcdefghij' }, 'a/AWSLogs/o-abcdefghij/'],
	])('begin with what the settings %j say', (settings, root) => {
		expect(rootOf({ type: 's3', bucket: 'b', ...settings })).toBe(root);
	});

	it('are remembered by folder and name', () => {
		expect(splitKey('a/b/c.json')).toEqual({ folder: 'a/b/', name: 'c.json' });
		expect(splitKey('c.json')).toEqual({ folder: '', name: 'c.json' });
	});
});
