import type { Span } from '../span.ts';

export const day = 86_400_000;

/** Calendar months of UTC, the newest first, so that the first answers are of the most interest. */
export function monthsOf({ from, to }: Span): readonly Span[] {
	const slices: Span[] = [];
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
export function halvesOf(slice: Span): readonly Span[] {
	const middle = Math.round((slice.from + slice.to) / 2 / day) * day;
	return middle > slice.from && middle < slice.to
		? [
				{ from: middle, to: slice.to },
				{ from: slice.from, to: middle },
			]
		: [slice];
}
