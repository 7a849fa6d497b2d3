import { describe, expect, it } from 'vitest';
import { dayRange, dayTitle } from '../../../src/sidebar/days.ts';

describe('days', () => {
	const now = new Date(2026, 10, 20, 1).getTime();
	const t = undefined;

	it.each([
		['2026-11-20', 'Today'],
		['2026-11-19', 'Yesterday'],
		['2026-10-12', 'Mon, Oct 12'],
		['2025-10-12', 'Sun, Oct 12, 2025'],
	])('calls %s %s', (key, title) => {
		expect(dayTitle(key, now, t, 'en')).toBe(title);
	});

	it('reaches from midnight to midnight', () => {
		const { from, to } = dayRange('2026-12-31');
		expect(new Date(from)).toEqual(new Date(2026, 11, 31));
		expect(new Date(to)).toEqual(new Date(2027, 0, 1));
	});
});
