import { pageLocale } from './locale.ts';

/** Undefined: that of the window. */
let current: string | undefined;
let clock: Intl.DateTimeFormat | undefined;

const day = 86_400_000;
/** No call is older: Image Builder began then. */
const firstCalls = Date.UTC(2019, 11, 1);

/**
 * Takes the time zone of the machine that the extension runs on, which is that of the tree, of hovers
 * and of queries; where that is unknown or its clock is the window's, the window's own.
 * @param zone see `hostZone`
 */
export function setZone(zone: string | undefined, now = Date.now()): void {
	const made = zone === undefined ? undefined : clockOf(zone);
	clock = made && !isWindowClock(made, now) ? made : undefined;
	current = clock?.resolvedOptions().timeZone;
}

/** For `Intl`; undefined: the window's, which needs no mention. */
export function pageZone(): string | undefined {
	return current;
}

/** `UTC`, `GMT+9`, `Los Angeles` where the clock is changed; undefined where it is the window's zone. */
export function zoneName(now = Date.now(), locale = pageLocale()): string | undefined {
	if (current === undefined) {
		return undefined;
	}
	const half = now - 182 * day;
	if (wallClock(now) - now !== wallClock(half) - half) {
		return current.replace(/^.*\//, '').replaceAll('_', ' ');
	}
	const options = { timeZone: current, timeZoneName: 'short' } as const;
	const parts = new Intl.DateTimeFormat(locale, options).formatToParts(now);
	return parts.find(({ type }) => type === 'timeZoneName')?.value ?? current;
}

/** What a clock on the wall shows at a moment (epoch ms), as if that were UTC. */
export function wallClock(time: number): number {
	// formatters throw at what is no time
	return clock && !Number.isNaN(time) ? shownBy(clock, time) : windowClock(time);
}

/**
 * When a clock on the wall shows a time: twice where it is set back. One that is left out as it is
 * set forward is taken as if it had not been.
 * @param wall as `wallClock` gives it
 */
export function momentsOf(wall: number): readonly number[] {
	// a zone is changed at most once in two days
	const found = [wall - day, wall + day].map((near) => wall - (wallClock(near) - near));
	const [before = wall] = found;
	const moments = [...new Set(found)].filter((moment) => wallClock(moment) === wall);
	return moments.length > 0 ? moments : [before];
}

function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
	try {
		return new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn-hc-h23', {
			...{ timeZone, year: 'numeric', month: 'numeric', day: 'numeric' },
			...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
		});
	} catch {
		return undefined;
	}
}

function isWindowClock(zoned: Intl.DateTimeFormat, now: number): boolean {
	const { timeZone } = zoned.resolvedOptions();
	if (timeZone === new Intl.DateTimeFormat().resolvedOptions().timeZone) {
		return true;
	}
	for (let time = now; time > firstCalls; time -= 7 * day) {
		if (Math.abs(shownBy(zoned, time) - windowClock(time)) >= 60_000) {
			return false;
		}
	}
	return true;
}

function windowClock(time: number): number {
	return time - new Date(time).getTimezoneOffset() * 60_000;
}

function shownBy(zoned: Intl.DateTimeFormat, time: number): number {
	const shown: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
	for (const { type, value } of zoned.formatToParts(time)) {
		shown[type] = value;
	}
	const { year, month, day: date, hour, minute, second } = shown;
	const seconds = Date.UTC(
		...([Number(year), Number(month) - 1, Number(date)] as const),
		...([Number(hour), Number(minute), Number(second)] as const),
	);
	return seconds + (((time % 1000) + 1000) % 1000);
}
