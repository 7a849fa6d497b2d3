import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readSampleHistory, shiftRecords } from '../../../src/sources/sampleHistory.ts';
import { buildRecord } from '../../builders/record.ts';
import { buildSampleStory } from '../../builders/sampleStory.ts';
import { temporaryFolder } from './logFiles.ts';

const folder = fileURLToPath(new URL('../../../media/sample/', import.meta.url));
const files = readdirSync(folder).map((name) => join(folder, name));

describe('the bundled sample', () => {
	it('is the story of the builders: else run scripts/makeSample.ts', () => {
		const records = files.flatMap(
			(file) => JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')).Records,
		);
		expect(records).toEqual(buildSampleStory());
	});

	it('is small', () => {
		const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
		expect(size).toBeLessThan(60_000);
	});

	it('is wholly read, its newest call of yesterday and none younger', async () => {
		const calls = await readSampleHistory(files, new Date('2027-03-05T00:30:00Z'));
		expect(calls).toHaveLength(buildSampleStory().length);
		const times = calls.map(({ call }) => call.eventTime).sort();
		expect(times.at(-1)?.slice(0, 10)).toBe('2027-03-04');
	});

	it('says which file is damaged', async () => {
		await using temporary = await temporaryFolder();
		const damaged = join(temporary.path, 'sample.json.gz');
		writeFileSync(damaged, readFileSync(files[0] ?? '').subarray(0, 5000));
		await expect(readSampleHistory([damaged])).rejects.toMatchObject({ code: 'bad-log' });
	});
});

describe('shiftRecords', () => {
	const now = new Date('2026-12-24T08:00:00Z');

	it('moves all times by the same whole days, as precise as they were', () => {
		const [newer, older] = shiftRecords(
			[
				buildRecord({
					eventTime: '2026-10-02T23:59:59Z',
					requestParameters: { since: '2026-10-01T10:00:00.250Z', text: 'at 2026-10-01T10:00:00Z' },
				}),
				buildRecord({
					eventTime: '2026-10-01T12:00:00Z',
					userIdentity: {
						sessionContext: { attributes: { creationDate: '2026-09-30T08:00:00Z' } },
					},
				}),
			],
			now,
		);
		expect(newer?.eventTime).toBe('2026-12-23T23:59:59Z');
		expect(newer?.requestParameters).toEqual({
			since: '2026-12-22T10:00:00.250Z',
			text: 'at 2026-10-01T10:00:00Z',
		});
		expect(older?.eventTime).toBe('2026-12-22T12:00:00Z');
		expect(older?.userIdentity?.sessionContext?.attributes?.creationDate).toBe(
			'2026-12-21T08:00:00Z',
		);
	});

	it('moves back too, and leaves records without a time as they are', () => {
		const timeless = buildRecord({ eventTime: undefined });
		const shifted = shiftRecords(
			[buildRecord({ eventTime: '2030-01-01T00:00:00Z' }), timeless],
			now,
		);
		expect(shifted[0]?.eventTime).toBe('2026-12-23T00:00:00Z');
		expect(shifted[1]?.eventTime).toBeUndefined();
		expect(shiftRecords([], now)).toEqual([]);
	});
});
