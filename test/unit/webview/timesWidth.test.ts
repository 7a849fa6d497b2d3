import { afterEach, describe, expect, it } from 'vitest';
import { setLocale } from '../../../src/webview/locale.ts';
import { timesWidth } from '../../../src/webview/timesWidth.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const at = (eventTime: string) => ({ eventTime });
const width = (...times: string[]) => Number.parseFloat(timesWidth(times.map(at), true, now));

afterEach(() => setLocale('en'));

describe('timesWidth', () => {
	it.each(['en', 'de', 'ja'])('has room for the year in %s where there is one', (language) => {
		setLocale(language);
		const thisYear = width('2026-11-20T10:30:00Z', '2026-01-20T10:30:00Z');
		expect(width('2026-11-20T10:30:00Z', '2025-12-20T10:30:00Z')).toBeGreaterThan(thisYear + 2);
		expect(width('2025-12-20T10:30:00Z', '2026-11-20T10:30:00Z')).toBeGreaterThan(thisYear + 2);
	});

	it('takes less room for how long ago', () => {
		const calls = ['2026-11-20T10:30:00Z', '2026-11-02T10:30:00Z'].map(at);
		const ago = Number.parseFloat(timesWidth(calls, false, now));
		expect(ago).toBeLessThan(Number.parseFloat(timesWidth(calls, true, now)));
	});

	it('is a width where there is no call, or none with a time', () => {
		expect(timesWidth([], true, now)).toMatch(/^\d+(\.\d)?em$/);
		expect(timesWidth([at('<b>'.repeat(100))], true, now)).toMatch(/^\d+(\.\d)?em$/);
	});
});
