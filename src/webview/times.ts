import { plainText } from '../model/plainText.ts';
import { pageLocale } from './locale.ts';
import { pageZone, wallClock } from './zone.ts';

// making a formatter costs far more than formatting
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Day and time of a row, in the page's zone: `22 Nov, 11:43`, with the year where it is not this one. */
export function shortTime(time: string, now: number, locale = pageLocale()): string {
	return ofYear(time, now, 'time', locale, { hour: '2-digit', minute: '2-digit' });
}

/** The day of `shortTime` alone: `22 Nov`, with the year where it is not this one. */
export function shortDay(time: string, now: number, locale = pageLocale()): string {
	return ofYear(time, now, 'day alone', locale, {});
}

function ofYear(
	time: string,
	now: number,
	name: string,
	locale: string | undefined,
	clock: Intl.DateTimeFormatOptions,
): string {
	const date = new Date(time);
	const sameYear = yearOf(date.getTime()) === yearOf(now);
	return format(date, time, `${name} ${sameYear}`, locale, {
		...(!sameYear && { year: 'numeric' }),
		month: 'short',
		day: '2-digit',
		...clock,
	});
}

/** The whole time with its zone: `Sun, 22 November 2026, 11:43:54 CET`. */
export function fullTime(time: string, locale = pageLocale()): string {
	return format(new Date(time), time, 'full', locale, {
		weekday: 'short',
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
		timeZoneName: 'short',
	});
}

/** `2026-11-22 10:43:54 UTC` */
export function utcTime(time: string): string {
	const date = new Date(time);
	return Number.isNaN(date.getTime())
		? plainText(time, 40)
		: date
				.toISOString()
				.replace('T', ' ')
				.replace(/(\.000)?Z$/, ' UTC');
}

/** A day `YYYY-MM-DD` as people write it. */
export function dayText(day: string, locale = pageLocale()): string {
	const options = { dateStyle: 'medium', timeZone: 'UTC' } as const;
	return format(new Date(`${day}T00:00:00Z`), day, 'day', locale, options);
}

/** A stretch of time, in the page's zone: `12 Oct, 10:00 – 14:00`. Epoch ms. */
export function spanText(from: number, to: number, locale = pageLocale()): string {
	return formatter('span', locale, {
		day: 'numeric',
		month: 'short',
		hour: '2-digit',
		minute: '2-digit',
	}).formatRange(from, to);
}

function yearOf(time: number): number {
	return new Date(wallClock(time)).getUTCFullYear();
}

function format(
	date: Date,
	text: string,
	name: string,
	locale: string | undefined,
	options: Intl.DateTimeFormatOptions,
): string {
	if (Number.isNaN(date.getTime())) {
		return plainText(text, 40);
	}
	return formatter(name, locale, options).format(date);
}

function formatter(
	name: string,
	locale: string | undefined,
	options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
	const timeZone = pageZone();
	const key = `${name} ${locale} ${timeZone}`;
	const known = formatters.get(key);
	const made =
		known ??
		new Intl.DateTimeFormat(locale, { ...(timeZone !== undefined && { timeZone }), ...options });
	if (!known) {
		formatters.set(key, made);
	}
	return made;
}
