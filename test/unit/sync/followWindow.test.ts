import { describe, expect, it } from 'vitest';
import type { ArchiveSettings } from '../../../src/model/connectionSettings.ts';
import type { Coverage } from '../../../src/model/coverage.ts';
import { followWindow, withWindow } from '../../../src/sync/followWindow.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.parse('2026-11-22T12:00:00Z');
const ago = (ms: number) => new Date(now - ms).toISOString();
const s3: ArchiveSettings = { type: 's3', bucket: 'trail-bucket', days: 30 };
const athena: ArchiveSettings = { type: 'athena', database: 'd', table: 't', days: 30 };

function covered(source: string, from: number, to: number, region = 'us-east-1'): Coverage {
	const place = { accountId: '111122223333', region, source, complete: 'changes' } as const;
	return { ...place, from: ago(from), to: ago(to) };
}

describe('what a refresh reads of an archive', () => {
	it('is nothing without days', () => {
		const { days: _, ...asked } = s3;
		expect(followWindow(asked, [], now)).toBeUndefined();
	});

	it('is all of the days the first time', () => {
		expect(followWindow(s3, [], now)).toEqual({ from: ago(30 * day), to: ago(0) });
	});

	it('is what came since, with a margin for late records', () => {
		const asked = { from: ago(30 * day), to: ago(1.5 * hour) };
		const window = followWindow(athena, [], now, asked);
		expect(window).toEqual({ from: ago(3.5 * hour), to: ago(0) });
	});

	it('is the whole day of UTC of a bucket, which is known by the log files of that day', () => {
		const asked = { from: ago(30 * day), to: ago(hour) };
		expect(followWindow(s3, [], now, asked)?.from).toBe('2026-11-22T00:00:00.000Z');
		const late = { ...asked, to: '2026-11-22T01:00:00.000Z' };
		expect(followWindow(s3, [], now, late)?.from).toBe('2026-11-21T00:00:00.000Z');
	});

	it('is all of the days where more of them are wanted than before', () => {
		const window = followWindow(s3, [], now, { from: ago(10 * day), to: ago(0) });
		expect(window?.from).toBe(ago(30 * day));
	});

	it('is all of the days again where a reading was interrupted, of which some places were done', () => {
		const done = covered('s3://trail-bucket', 30 * day, 0);
		const begun = covered('s3://trail-bucket', 30 * day, 20 * day, 'eu-central-1');
		expect(followWindow(s3, [done, begun], now)?.from).toBe(ago(30 * day));
	});

	it('begins at the first hole of any place where people fetched from a source with queries', () => {
		const held = [
			covered('athena:d.t', 30 * day, 12 * day),
			covered('athena:d.t', 10 * day, 0),
			covered('athena:d.t', 30 * day, 0, 'eu-central-1'),
		];
		expect(followWindow(athena, held, now)?.from).toBe(ago(12 * day + 2 * hour));
	});

	it('is what came since a query, also where the source does not go back so far', () => {
		const held = [covered('athena:d.t', 10 * day, 2 * hour)];
		const asked = { from: ago(30 * day), to: ago(2 * hour) };
		expect(followWindow(athena, held, now, asked)?.from).toBe(ago(4 * hour));
		expect(followWindow(athena, [], now, asked)?.from).toBe(ago(4 * hour));
		expect(followWindow(athena, held, now, { ...asked, from: ago(10 * day) })?.from).toBe(
			ago(30 * day),
		);
		expect(followWindow(athena, held, now, { ...asked, to: ago(hour / 2) })).toBeUndefined();
	});

	it('is all of the days where a wrong clock said that it was read for days to come', () => {
		const asked = { from: ago(30 * day), to: ago(-7 * day) };
		for (const source of [s3, athena]) {
			expect(followWindow(source, [], now, asked)?.from).toBe(ago(30 * day));
		}
	});

	it('remembers what was asked for as far as it has no hole', () => {
		const asked = { from: ago(30 * day), to: ago(5 * hour) };
		expect(withWindow(undefined, asked)).toEqual(asked);
		const next = { from: ago(7 * hour), to: ago(0) };
		expect(withWindow(asked, next)).toEqual({ from: asked.from, to: next.to });
		const later = { from: ago(hour), to: ago(0) };
		expect(withWindow(asked, later)).toEqual(later);
	});

	it('is nothing where a query, which costs money, ran within the hour', () => {
		expect(followWindow(athena, [covered('athena:d.t', 30 * day, hour / 2)], now)).toBeUndefined();
		expect(followWindow(athena, [covered('athena:d.t', 30 * day, 2 * hour)], now)).toBeDefined();
	});
});
