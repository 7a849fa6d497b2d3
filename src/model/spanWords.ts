import { localClock, localDay } from './describe.ts';

const day = 86_400_000;

/**
 * Begin and end of a time as people say them: days, with the time of day where days say too little.
 * @param from epoch ms; undefined where it has no known beginning
 * @param to undefined where it lasts until now
 */
export function spanMoments(
	{ from, to }: { readonly from?: number | undefined; readonly to?: number | undefined },
	now: number,
	locale?: string,
): readonly [from: string | undefined, to: string | undefined] {
	const isShort = (to ?? now) - (from ?? 0) < 2 * day;
	const text = (time: number | undefined) => {
		if (time === undefined) {
			return undefined;
		}
		const iso = new Date(time).toISOString();
		const name = localDay(iso, now, locale);
		return isShort || now - time < day ? `${name}, ${localClock(iso, locale)}` : name;
	};
	return [text(from), text(to)];
}
