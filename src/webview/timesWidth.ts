import type { ListedCall } from '../protocol/listedCall.ts';
import { rowTime } from './rowTime.ts';

/** Widths in em of what dates are written with, in the broader of the fonts that VS Code has. */
const widths: readonly (readonly [RegExp, number])[] = [
	[/[\u2e80-\uffff]/, 1.05],
	[/[MWmw]/, 0.95],
	[/\p{Lu}/u, 0.75],
	[/[\p{L}\p{N}]/u, 0.64],
];
const punctuation = 0.34;
/** What a cell leaves free at its end, and a little more. */
const spare = 1.2;
/** What stands below a time in rows of two lines has room too. */
const least = 9;

/**
 * The width of a column of times that cuts none of them: they have a year where it is not this one.
 * @param calls in the order of their times
 */
export function timesWidth(
	calls: readonly Pick<ListedCall, 'eventTime'>[],
	exact: boolean,
	now = Date.now(),
): string {
	const [first = { eventTime: new Date(now).toISOString() }] = calls;
	const years = new Set(
		[first, calls.at(-1) ?? first].map(({ eventTime }) => eventTime.slice(0, 4)),
	);
	const days = [...years].flatMap((year) =>
		Array.from(
			{ length: 12 },
			(_, month) => `${year}-${String(month + 1).padStart(2, '0')}-28T22:58:00Z`,
		),
	);
	const young = new Date(now - 59 * 60_000).toISOString();
	const texts = [young, ...days].map((time) => rowTime(time, now, exact));
	return `${Math.max(least, ...texts.map((text) => ems(text) + spare)).toFixed(1)}em`;
}

function ems(text: string): number {
	const each = [...text].map(
		(character) => widths.find(([pattern]) => pattern.test(character))?.[1] ?? punctuation,
	);
	return each.reduce((sum, width) => sum + width, 0);
}
