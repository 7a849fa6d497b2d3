import { describe, expect, it } from 'vitest';
import {
	filterAt,
	movingTimes,
	printMovingFilter,
	readMovingFilter,
} from '../../../src/model/movingFilter.ts';

const now = Date.parse('2026-11-22T10:00:30Z');
const later = now + 5 * 86_400_000;

describe('a filter whose time moves with the clock', () => {
	it('keeps what is told from now, and means other calls later', () => {
		const filter = readMovingFilter('op:Update* since:14d golden', now);
		expect(filter).toEqual({ eventNames: ['Update*'], text: 'golden', times: 'since:14d' });
		const rest = { eventNames: ['Update*'], text: 'golden' };
		expect(filterAt(filter, now)).toEqual({ ...rest, from: '2026-11-08T10:00:00.000Z' });
		expect(filterAt(filter, later)).toEqual({ ...rest, from: '2026-11-13T10:00:00.000Z' });
	});

	it('keeps fixed times beside it', () => {
		const filter = readMovingFilter('before:2026-11-20T00:00Z is:failed since:2w', now);
		expect(filter).toEqual({ failed: true, times: 'before:2026-11-20T00:00Z since:2w' });
		expect(filterAt(filter, now)).toEqual({
			...{ failed: true, from: '2026-11-08T10:00:00.000Z', to: '2026-11-20T00:00:00.000Z' },
		});
	});

	it.each(['on:today', 'on:Yesterday', 'after:"3d"', 'until:now', 'since:2026-01-01,7d'])(
		'knows %s as such a time',
		(word) => {
			expect(movingTimes(`who:bob ${word}`)).toBe(word);
		},
	);

	it.each(['', 'since:2026-11-01', 'since:soon', 'since:', 'today', 'op:7d', '-since:7d'])(
		'knows %j as none',
		(word) => {
			expect(movingTimes(word)).toBeUndefined();
		},
	);

	it('is an ordinary filter without it', () => {
		const filter = readMovingFilter('since:2026-11-01T00:00Z is:failed', now);
		expect(filter).toEqual({ from: '2026-11-01T00:00:00.000Z', failed: true });
		expect(filterAt(filter, later)).toEqual(filter);
	});

	it('is printed as it is read', () => {
		const query = 'op:Update* golden before:2026-11-20 since:14d';
		expect(printMovingFilter(readMovingFilter(query, now))).toBe(query);
		expect(printMovingFilter({ times: 'since:1h' })).toBe('since:1h');
		expect(printMovingFilter({})).toBe('');
	});
});
