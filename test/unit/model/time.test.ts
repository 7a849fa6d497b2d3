import { describe, expect, it } from 'vitest';
import { normaliseTime } from '../../../src/model/time.ts';

describe('normaliseTime', () => {
	it.each([
		['2026-10-01T09:30:00Z', '2026-10-01T09:30:00Z'],
		['2026-10-01T09:30:00.000Z', '2026-10-01T09:30:00Z'],
		['2026-10-01T09:30:00.25Z', '2026-10-01T09:30:00.250Z'],
		['2026-10-01T09:30:00.123456Z', '2026-10-01T09:30:00.123Z'],
		['2026-10-01T09:30:00+02:00', '2026-10-01T07:30:00Z'],
		['2026-10-01T00:30:00+0200', '2026-09-30T22:30:00Z'],
		['2026-10-01 09:30:00', '2026-10-01T09:30:00Z'],
		['2026-10-01 09:30:00 UTC', '2026-10-01T09:30:00Z'],
	])('%s is %s', (text, expected) => {
		expect(normaliseTime(text)).toBe(expected);
	});

	it.each([
		undefined,
		'',
		'2026',
		'2026-10-01',
		'2026-02-30T00:00:00Z',
		'2026-10-01T25:00:00Z',
		'Thu Oct 01 2026',
		'+012026-10-01T00:00:00Z',
		'2026-10-01T09:30:00Z and more',
		'1'.repeat(1000),
	])('%j is no time', (text) => {
		expect(normaliseTime(text)).toBeUndefined();
	});
});
