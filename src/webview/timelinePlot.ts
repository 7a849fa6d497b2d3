import { scaleUtc } from 'd3-scale';
import type { Timeline, TimelineBin } from '../protocol/timeline.ts';
import { pageLocale } from './locale.ts';
import { momentsOf, pageZone, wallClock } from './zone.ts';

/** A part of a bar, pixels from the top left. */
export interface BarPart {
	readonly kind: 'changes' | 'reads' | 'failures';
	readonly bin: number;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** What can be seen at all has at least this height. */
const leastHeight = 2;

/** Bars from the bottom up: changes, reads, failures. */
export function barParts(
	bins: readonly TimelineBin[],
	width: number,
	height: number,
): readonly BarPart[] {
	const top = Math.max(1, ...bins.map(total));
	const step = width / bins.length;
	const gap = step > 5 ? 1 : 0;
	return bins.flatMap((bin, index) => {
		let y = height;
		return (['changes', 'reads', 'failures'] as const).flatMap((kind) => {
			if (bin[kind] === 0) {
				return [];
			}
			const part = Math.max(leastHeight, (bin[kind] / top) * height);
			y = Math.max(0, y - part);
			return [
				{ kind, bin: index, x: index * step, y, width: Math.max(1, step - gap), height: part },
			];
		});
	});
}

export function total({ changes, reads, failures }: TimelineBin): number {
	return changes + reads + failures;
}

export interface Tick {
	readonly x: number;
	readonly text: string;
}

const day = 86_400_000;
/** Texts of ticks closer than this would touch, pixels. */
const leastDistance = 52;

/** Round moments of the page's zone, as many as there is room for. */
export function timeTicks(
	{ from, to }: Pick<Timeline, 'from' | 'to'>,
	width: number,
	locale = pageLocale(),
): readonly Tick[] {
	const walls = scaleUtc([wallClock(from), wallClock(to)], [0, width])
		.ticks(Math.max(2, Math.floor(width / 100)))
		.map((wall) => wall.getTime());
	const step = (walls[1] ?? to) - (walls[0] ?? from);
	const timeZone = pageZone();
	const format = (options: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat(locale, { ...options, ...(timeZone !== undefined && { timeZone }) });
	const clock = format({ hour: '2-digit', minute: '2-digit' });
	const date = format({ day: 'numeric', month: 'short' });
	const month = format({ month: 'short', year: 'numeric' });
	const moments = walls
		.flatMap((wall) => momentsOf(wall).map((time) => ({ time, isMidnight: wall % day === 0 })))
		.filter(({ time }) => time >= from && time <= to)
		.sort((one, other) => one.time - other.time);
	const ticks: Tick[] = [];
	for (const { time, isMidnight } of moments) {
		const text = step > 27 * day ? month : step >= day || isMidnight ? date : clock;
		const x = ((time - from) / (to - from)) * width;
		// every other day is followed by the next one where a month ends
		if (x - (ticks.at(-1)?.x ?? -leastDistance) >= leastDistance) {
			ticks.push({ x, text: text.format(time) });
		}
	}
	return ticks;
}

/** Which part of the drawn time lies before a moment, epoch ms: 0 to 1. */
export function timeOfTimeline({ from, to }: Pick<Timeline, 'from' | 'to'>, time: number): number {
	return (Math.min(Math.max(time, from), to) - from) / (to - from);
}

/** From when to when a bin goes, epoch ms; with `last` from the one to the other. */
export function binRange(
	{ from, to, bins }: Pick<Timeline, 'from' | 'to' | 'bins'>,
	first: number,
	last = first,
): { readonly from: number; readonly to: number } {
	const size = (to - from) / bins.length;
	return {
		from: from + Math.min(first, last) * size,
		to: from + (Math.max(first, last) + 1) * size,
	};
}

/** The next bin that has calls, or the outermost one. */
export function nextBin(bins: readonly TimelineBin[], from: number, by: 1 | -1): number {
	for (let bin = from + by; bin >= 0 && bin < bins.length; bin += by) {
		const counts = bins[bin];
		if (counts && total(counts) > 0) {
			return bin;
		}
	}
	return Math.min(bins.length - 1, Math.max(0, from));
}
