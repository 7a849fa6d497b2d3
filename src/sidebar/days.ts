import { english, type Translate } from '../model/translate.ts';

/** Begin and end of a local day `YYYY-MM-DD`, ISO 8601; days of 23 and 25 hours included. */
export function dayRange(key: string): { readonly from: string; readonly to: string } {
	const [year = 1970, month = 1, day = 1] = key.split('-').map(Number);
	return {
		from: new Date(year, month - 1, day).toISOString(),
		to: new Date(year, month - 1, day + 1).toISOString(),
	};
}

/** `Today`, `Yesterday`, else `Mon, 12 Oct`, with the year where it is not this one. */
export function dayTitle(
	key: string,
	now: number,
	t: Translate = english,
	locale?: string,
): string {
	const start = new Date(dayRange(key).from);
	const today = new Date(now);
	if (isSameDay(start, today)) {
		return t('Today');
	}
	if (isSameDay(start, new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1))) {
		return t('Yesterday');
	}
	return new Intl.DateTimeFormat(locale, {
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		...(start.getFullYear() !== today.getFullYear() && { year: 'numeric' }),
	}).format(start);
}

function isSameDay(a: Date, b: Date): boolean {
	return a.toDateString() === b.toDateString();
}
