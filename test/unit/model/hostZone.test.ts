import { afterEach, describe, expect, it } from 'vitest';
import { hostZone } from '../../../src/model/hostZone.ts';
import { pageZone, setZone, wallClock } from '../../../src/webview/zone.ts';

const before = process.env.TZ;

afterEach(() => {
	if (before === undefined) {
		delete process.env.TZ;
	} else {
		process.env.TZ = before;
	}
	setZone(undefined);
});

describe('the zone of a machine', () => {
	it.each([
		['Europe/Berlin', 'Europe/Berlin'],
		['UTC', 'UTC'],
		['UTC+3', '-03:00'],
		['', '+00:00'],
	])('is, with TZ=%s, %s, which the page takes', (variable, zone) => {
		process.env.TZ = variable;
		const now = Date.parse('2026-11-22T12:00:00Z');
		const clock = now - new Date(now).getTimezoneOffset() * 60_000;
		expect(hostZone()).toBe(zone);
		process.env.TZ = 'Asia/Tokyo';
		setZone(zone, now);
		expect(pageZone()).toBeDefined();
		expect(wallClock(now)).toBe(clock);
	});
});
