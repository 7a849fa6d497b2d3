import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { timeTicks } from '../../../src/webview/timelinePlot.ts';
import { dayText, fullTime, shortTime, spanText } from '../../../src/webview/times.ts';
import { momentsOf, pageZone, setZone, wallClock, zoneName } from '../../../src/webview/zone.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-22T12:00:00Z');
const window = process.env.TZ;

function openWindowIn(zone: string): void {
	process.env.TZ = zone;
}

beforeEach(() => openWindowIn('America/Los_Angeles'));
afterEach(() => {
	if (window === undefined) {
		delete process.env.TZ;
	} else {
		process.env.TZ = window;
	}
	setZone(undefined);
});

describe('the zone of the page', () => {
	it('is the host’s, by name where it is not the window’s', () => {
		setZone('UTC', now);
		expect(pageZone()).toBe('UTC');
		expect(zoneName(now, 'en')).toBe('UTC');
		setZone('Asia/Kolkata', now);
		expect(zoneName(now, 'en')).toBe('GMT+5:30');
	});

	it('has no name that is true of half a year only', () => {
		setZone('America/New_York', now);
		expect(zoneName(now, 'en-US')).toBe('New York');
		openWindowIn('UTC');
		setZone('Europe/Berlin', now);
		expect(zoneName(now, 'en-GB')).toBe('Berlin');
	});

	it('is the window’s, unnamed, where both clocks are one or the host has none', () => {
		for (const zone of ['America/Los_Angeles', 'America/Tijuana', 'No/Zone', '', undefined]) {
			setZone('UTC', now);
			setZone(zone, now);
			expect([zone, pageZone(), zoneName(now)]).toEqual([zone, undefined, undefined]);
		}
		expect(wallClock(now)).toBe(now - 8 * hour);
	});

	it('is another one where the clocks differed once', () => {
		// Mexico gave up changing its clock in 2022
		openWindowIn('America/Costa_Rica');
		setZone('America/Mexico_City', now);
		expect(pageZone()).toBe('America/Mexico_City');
	});
});

describe('the clock of a zone', () => {
	it('shows a time twice where it is set back, and leaves one out where it is set forward', () => {
		setZone('Europe/Berlin', now);
		const back = Date.parse('2026-10-25T00:30:00Z');
		expect(new Date(wallClock(back)).toISOString()).toBe('2026-10-25T02:30:00.000Z');
		expect(momentsOf(wallClock(back))).toEqual([back, back + hour]);
		const never = Date.parse('2026-03-29T02:30:00Z');
		expect(momentsOf(never)).toEqual([Date.parse('2026-03-29T01:30:00Z')]);
		expect(momentsOf(wallClock(now + 250))).toEqual([now + 250]);
	});
});

describe('times of the page', () => {
	// the same call, as the tree of a host in UTC says it
	const time = '2026-11-15T04:52:30Z';

	it('are of the host’s zone', () => {
		expect(shortTime(time, now, 'en-GB')).toBe('14 Nov, 20:52');
		setZone('UTC', now);
		expect(shortTime(time, now, 'en-GB')).toBe('15 Nov, 04:52');
		expect(fullTime(time, 'en-GB')).toContain('15 November 2026 at 04:52:30 UTC');
		expect(spanText(Date.parse(time), now, 'en-GB')).toMatch(/^15 Nov, 04:52.–.22 Nov, 12:00$/);
	});

	it('tell the year by it', () => {
		setZone('UTC', now);
		const newYear = Date.parse('2026-01-01T03:00:00Z');
		expect(shortTime('2026-01-01T02:00:00Z', newYear, 'en-GB')).toBe('01 Jan, 02:00');
		expect(shortTime('2025-12-31T20:00:00Z', newYear, 'en-GB')).toContain('2025');
	});

	it('show what is no time as the text it is', () => {
		setZone('UTC', now);
		expect([shortTime('yesterday', now), fullTime('yesterday')]).toEqual([
			'yesterday',
			'yesterday',
		]);
	});

	it('leave a day what it is', () => {
		setZone('Pacific/Kiritimati', now);
		expect(dayText('2026-11-15', 'en-GB')).toBe('15 Nov 2026');
	});
});

describe('the axis of time', () => {
	function ticksOf(from: string, to: string, width = 900) {
		const range = { from: Date.parse(from), to: Date.parse(to) };
		return timeTicks(range, width, 'en-GB').map(({ x, text }) => {
			const time = range.from + (x / width) * (range.to - range.from);
			return `${new Date(Math.round(time)).toISOString().slice(5, 16)} ${text}`;
		});
	}

	it('has the days of the host’s zone', () => {
		setZone('UTC', now);
		expect(ticksOf('2026-11-10T00:00:00Z', '2026-11-12T12:00:00Z', 500)).toEqual([
			...['11-10T00:00 10 Nov', '11-10T12:00 12:00', '11-11T00:00 11 Nov'],
			...['11-11T12:00 12:00', '11-12T00:00 12 Nov', '11-12T12:00 12:00'],
		]);
	});

	it('has the days of the window’s where they are one', () => {
		expect(ticksOf('2026-11-10T06:00:00Z', '2026-11-12T09:00:00Z', 300)).toEqual([
			...['11-10T08:00 10 Nov', '11-11T08:00 11 Nov', '11-12T08:00 12 Nov'],
		]);
	});

	it('stays round where the clock is changed', () => {
		setZone('Europe/Berlin', now);
		expect(ticksOf('2026-10-23T22:00:00Z', '2026-10-26T23:00:00Z', 400)).toEqual([
			...['10-23T22:00 24 Oct', '10-24T22:00 25 Oct', '10-25T23:00 26 Oct', '10-26T23:00 27 Oct'],
		]);
		expect(ticksOf('2026-10-24T23:00:00Z', '2026-10-25T03:00:00Z', 300)).toEqual([
			...['10-24T23:00 01:00', '10-25T00:00 02:00', '10-25T01:00 02:00'],
			...['10-25T02:00 03:00', '10-25T03:00 04:00'],
		]);
		expect(ticksOf('2026-03-29T00:00:00Z', '2026-03-29T03:00:00Z', 400)).toEqual([
			...['03-29T00:00 01:00', '03-29T01:00 03:00', '03-29T02:00 04:00', '03-29T03:00 05:00'],
		]);
	});

	it('has a day that begins an hour late', () => {
		setZone('Africa/Cairo', now);
		expect(ticksOf('2026-04-21T22:00:00Z', '2026-04-25T21:00:00Z', 400)).toEqual([
			...['04-21T22:00 22 Apr', '04-22T22:00 23 Apr', '04-23T22:00 24 Apr'],
			...['04-24T21:00 25 Apr', '04-25T21:00 26 Apr'],
		]);
	});
});
