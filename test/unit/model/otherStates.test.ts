import { describe, expect, it } from 'vitest';
import { otherStates } from '../../../src/model/otherStates.ts';

const changes = ['2026-11-20T10:00:00Z', '2026-11-10T10:00:00Z', '2026-11-01T10:00:00Z'];
const now = '2026-11-22T12:00:00Z';
const moments = [now, ...changes].map((time) => ({ time }));

describe('otherStates', () => {
	it.each([
		// now is what the last change made, a second later too
		['2026-11-22T12:00:01Z', changes.slice(1)],
		[changes[0] ?? '', changes.slice(1)],
		['2026-11-15T00:00:00.500Z', [now, changes[0], changes[2]]],
		['2026-01-01T00:00:00Z', [now, ...changes]],
	])('than at %s', (than, times) => {
		expect(otherStates(moments, changes, than).map(({ time }) => time)).toEqual(times);
	});
});
