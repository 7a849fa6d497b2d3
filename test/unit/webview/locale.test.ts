import { afterEach, describe, expect, it } from 'vitest';
import { numberText, pageLocale, setLocale } from '../../../src/webview/locale.ts';
import { dayText, shortTime, spanText } from '../../../src/webview/times.ts';

const noon = '2026-03-07T12:00:00Z';

afterEach(() => setLocale('en'));

describe('the language of the page', () => {
	it.each([
		['de', '07. März', '1.234'],
		['ja', '3月07日', '1,234'],
		['pt-br', '07 de mar', '1.234'],
	])('decides in %s how dates and numbers are written', (language, day, number) => {
		setLocale(language);
		expect(shortTime(noon, Date.parse(noon))).toContain(day);
		expect(numberText(1234)).toBe(number);
	});

	it('changes what was written before', () => {
		setLocale('en');
		expect(dayText('2026-03-07')).toBe('Mar 7, 2026');
		setLocale('de');
		expect(dayText('2026-03-07')).toBe('07.03.2026');
		expect(spanText(Date.parse(noon), Date.parse(noon) + 86_400_000)).toContain('März');
	});

	it('is the browser’s where it is none', () => {
		setLocale('no language');
		expect(pageLocale()).toBeUndefined();
		expect(numberText(7)).toBe('7');
	});
});
