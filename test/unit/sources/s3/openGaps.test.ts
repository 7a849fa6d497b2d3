import { expect, it } from 'vitest';
import type { Gap } from '../../../../src/model/coverage.ts';
import { OpenGaps } from '../../../../src/sources/s3/openGaps.ts';

const place = { accountId: '111122223333', region: 'us-east-1' };
const from = '2026-11-10T00:00:00.000Z';
const to = '2026-11-11T00:00:00.000Z';
const span = { from: Date.parse(from), to: Date.parse(to) };
const gap = (what: string, change: Partial<Gap> = {}): Gap => ({
	...{ ...place, source: 's3://logs', what, from, to, reason: 'denied' },
	...change,
});

it('finds holes of a place, and those that may be of any', () => {
	const gaps = new OpenGaps([
		gap('own'),
		gap('of the account', { region: '' }),
		gap('of all', { accountId: '', region: '' }),
		gap('of another Region', { region: 'eu-west-1' }),
		gap('of another account', { accountId: '444455556666' }),
	]);
	expect(gaps.holes(place)).toEqual([span, span, span]);
	expect(gaps.delete('of the account')).toBe(true);
	expect(gaps.delete('of the account')).toBe(false);
	expect(gaps.holes(place)).toEqual([span, span]);
	expect([...gaps.values()].map(({ what }) => what)).toEqual([
		'own',
		'of all',
		'of another Region',
		'of another account',
	]);
});

it('knows each thing that is missing once, with its last time', () => {
	const gaps = new OpenGaps([gap('own')]);
	gaps.add(gap('own', { to: '2026-11-10T12:00:00.000Z' }));
	expect(gaps.holes(place)).toEqual([{ ...span, to: Date.parse('2026-11-10T12:00:00.000Z') }]);
});
