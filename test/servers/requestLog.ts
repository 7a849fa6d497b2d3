import { mostPerSecond } from './slidingWindow.ts';

/** One request as the server saw it. */
export interface LoggedRequest {
	/** When it arrived, ms since 1970 with fractions, never going back. */
	readonly time: number;
	readonly action: string;
	readonly accountId?: string;
	readonly region?: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	/** `ok`, the code of the error, or the kind of fault. `pending` until answered. */
	readonly outcome: string;
	/** Events in the answer. */
	readonly events?: number;
}

/** The most requests for one action within any second, over all pairs of account and Region. */
export function maxRequestsPerSecond(
	requests: readonly LoggedRequest[],
	action = 'LookupEvents',
): number {
	const places = new Map<string, number[]>();
	for (const { time, accountId, region, ...request } of requests) {
		if (request.action === action && accountId !== undefined) {
			const place = `${accountId}/${region}`;
			places.set(place, [...(places.get(place) ?? []), time]);
		}
	}
	return Math.max(0, ...[...places.values()].map(mostPerSecond));
}
