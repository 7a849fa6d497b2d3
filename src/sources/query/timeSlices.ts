import type { FetchWindow } from '../../model/fetch.ts';

/** A part of the time, ms since 1970, its end exclusive. */
export interface TimeSlice {
	readonly from: number;
	readonly to: number;
}

export const day = 86_400_000;

/** Calendar months of UTC, the newest first, so that the first answers are of the most interest. */
export function monthsOf({ from, to }: TimeSlice): readonly TimeSlice[] {
	const slices: TimeSlice[] = [];
	for (let end = to; end > from; ) {
		const date = new Date(end - 1);
		date.setUTCDate(1);
		const begin = Math.max(from, date.setUTCHours(0, 0, 0, 0));
		slices.push({ from: begin, to: end });
		end = begin;
	}
	return slices;
}

/** Halves at a midnight of UTC. @returns the slice alone where there is none inside of it. */
export function halvesOf(slice: TimeSlice): readonly TimeSlice[] {
	const middle = Math.round((slice.from + slice.to) / 2 / day) * day;
	return middle > slice.from && middle < slice.to
		? [
				{ from: middle, to: slice.to },
				{ from: slice.from, to: middle },
			]
		: [slice];
}

/** With the slice, as few stretches as can be. */
export function joined(slices: readonly TimeSlice[]): readonly TimeSlice[] {
	const whole: { from: number; to: number }[] = [];
	for (const { from, to } of slices.toSorted((one, other) => one.from - other.from)) {
		const last = whole.at(-1);
		if (last && from <= last.to) {
			last.to = Math.max(last.to, to);
		} else {
			whole.push({ from, to });
		}
	}
	return whole;
}

/** The window, with the connection's Regions where nobody names any. */
export function withRegions(window: FetchWindow, regions: readonly string[] = []): FetchWindow {
	return window.regions === undefined && regions.length > 0 ? { ...window, regions } : window;
}

/** As ISO 8601 writes a stretch of time. */
export function nameOf({ from, to }: TimeSlice): string {
	return `${new Date(from).toISOString()}/${new Date(to).toISOString()}`;
}
