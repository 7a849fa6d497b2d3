import { describe, expect, it } from 'vitest';
import { digestEnd, isDigested, listDigests } from '../../../../src/sources/s3/digests.ts';
import type { ListRequest, ObjectList } from '../../../../src/sources/s3/s3Client.ts';
import { digestFiles } from '../../../builders/trailFiles.ts';

const hour = 3_600_000;
const day = 24 * hour;
const begin = Date.parse('2026-01-01T00:00:00Z');
const iso = (time: number) => new Date(time).toISOString();
const place = {
	accountId: '111122223333',
	region: 'eu-central-1',
	prefix: 'AWSLogs/111122223333/CloudTrail/eu-central-1/',
};
const dayOf = (number: number) => ({ from: begin + number * day, to: begin + (number + 1) * day });

/** A bucket that lists a thousand keys at a time, as S3 does. */
function bucketOf(keys: readonly string[]) {
	const asked: string[] = [];
	const sorted = keys.toSorted();
	const list = async ({ prefix, startAfter = '' }: ListRequest): Promise<ObjectList> => {
		asked.push(startAfter.slice(prefix.length, prefix.length + 10));
		const all = sorted.filter((key) => key.startsWith(prefix) && key > startAfter);
		const objects = all.slice(0, 1000).map((key) => ({ key, etag: '', size: 1, archived: false }));
		return { objects, folders: [], ...(all.length > 1000 && { token: 'more' }) };
	};
	return { list, asked };
}

describe('the key of a digest', () => {
	const key =
		'AWSLogs/1/CloudTrail-Digest/us-east-2/2015/08/17/1_CloudTrail-Digest_us-east-2_your_20150101T000000Z-name_us-east-2_20150817T150131Z';

	it('says when its hour ended', () => {
		expect(digestEnd(`${key}.json.gz`)).toBe(Date.parse('2015-08-17T15:01:31Z'));
	});

	it.each([
		`${key}_backfill.json.gz`,
		`${key}.json`,
		`${key}.json.gz`.replace('/17/', '/18/'),
		`${key}.json.gz`.replaceAll('0817', '0857'),
		'AWSLogs/1/CloudTrail-Digest/us-east-2/2015/08/17/',
	])('says nothing where it is another: %s', (other) => {
		expect(digestEnd(other)).toBeUndefined();
	});
});

describe('digests', () => {
	it('prove a day that has one every two hours', () => {
		const ends = (...hours: readonly number[]) => hours.map((each) => begin + each * hour);
		const every = (step: number) => Array.from({ length: 30 }, (_, index) => index * step + 0.1);
		expect(isDigested(dayOf(0), ends(...every(1)))).toBe(true);
		expect(isDigested(dayOf(0), ends(...every(1.9)))).toBe(true);
		expect(isDigested(dayOf(0), ends(...every(2.2)))).toBe(false);
		expect(isDigested(dayOf(0), [])).toBe(false);
		expect(isDigested(dayOf(0), ends(...every(1).filter((each) => each < 9 || each > 12)))).toBe(
			false,
		);
		expect(isDigested(dayOf(0), ends(...every(1).filter((each) => each < 21)))).toBe(false);
		expect(isDigested(dayOf(1), ends(...every(1)))).toBe(false);
	});

	it('prove no short time by themselves missing', () => {
		const short = { from: begin, to: begin + hour };
		expect(isDigested(short, [begin - hour])).toBe(false);
		expect(isDigested(short, [begin + 5 * hour])).toBe(false);
		expect(isDigested(short, [begin + 0.5 * hour])).toBe(true);
	});

	it('are listed with a request for a thousand, and none for days that nobody asks for', async () => {
		const { accountId, region } = place;
		const options = { accountId, region, from: iso(begin), to: iso(begin + 200 * day) };
		const trails = ['audit', 'other'].map((trail) => digestFiles({ ...options, trail }));
		const keys = trails.flat().map(({ key }) => key);
		const { list, asked } = bucketOf(keys);
		const days = [dayOf(5), dayOf(6), dayOf(150)];
		const ends = await listDigests({ list }, place, days, new AbortController().signal);
		expect(asked).toEqual(['2026/01/06', '2026/05/31']);
		expect(days.every((each) => isDigested(each, ends))).toBe(true);
		expect(ends).toEqual(ends.toSorted((one, other) => one - other));
		// no day is cut off where a thousand end in the middle of it
		const all = Array.from({ length: 200 }, (_, number) => dayOf(number));
		const every = await listDigests({ list }, place, all, new AbortController().signal);
		expect(every).toHaveLength(keys.length);
		expect(asked).toHaveLength(2 + Math.ceil(keys.length / 1000));
	});
});
