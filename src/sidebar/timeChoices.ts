import type { MovingFilter } from '../model/movingFilter.ts';
import type { Translate } from '../model/translate.ts';

/** Stretches of time offered by the filter, in hours back from now. */
export const timeChoices: readonly number[] = [1, 24, 7 * 24, 30 * 24, 90 * 24];

/** The last `hours`, whenever somebody looks. */
export function lastHours(hours: number): Pick<MovingFilter, 'times'> {
	return { times: hours <= 24 ? `since:${hours}h` : `since:${hours / 24}d` };
}

/** How many hours such a time takes back; undefined where it is not one of this kind. */
export function hoursIn(times: string): number | undefined {
	const [, count, unit] = /^since:(\d{1,5})([hd])$/i.exec(times) ?? [];
	return count === undefined ? undefined : Number(count) * (unit?.toLowerCase() === 'd' ? 24 : 1);
}

/** The last `hours` in words. */
export function hoursText(hours: number, t: Translate): string {
	return hours === 1
		? t('Last hour')
		: hours > 24 && hours % 24 === 0
			? t('Last {0} days', hours / 24)
			: t('Last {0} hours', hours);
}

/**
 * Bounds from what somebody typed: a day `2026-10-12`, or two days or times with a blank, `to` or
 * `..` between; local time unless it ends in `Z`. A day as the end takes the whole day.
 * @returns undefined where it cannot be read, or ends before it begins.
 */
export function readTimeRange(text: string): { from: string; to: string } | undefined {
	const words = text.trim().split(/\s*(?:\.\.|–|\s+to\s+|\s+)\s*/i);
	const [first = '', last = first] = words;
	if (words.length > 2) {
		return undefined;
	}
	const from = readTime(first)?.begin;
	const to = readTime(last)?.end;
	return from === undefined || to === undefined || from >= to
		? undefined
		: { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function readTime(text: string): { begin: number; end: number } | undefined {
	const match = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z)?)?$/i.exec(text);
	if (!match) {
		return undefined;
	}
	const [year = 0, month = 1, day = 1, hours, minutes = 0, seconds = 0] = match
		.slice(1, 7)
		.map((part) => (part === undefined ? undefined : Number(part)));
	const valid = new Date(year, month - 1, day);
	if (valid.getMonth() !== month - 1 || valid.getDate() !== day) {
		return undefined;
	}
	if (hours === undefined) {
		return { begin: valid.getTime(), end: new Date(year, month - 1, day + 1).getTime() };
	}
	const time = match[7]
		? Date.UTC(year, month - 1, day, hours, minutes, seconds)
		: new Date(year, month - 1, day, hours, minutes, seconds).getTime();
	return { begin: time, end: time };
}
