import type { Span } from '../span.ts';
import { placesQuery } from './insightsQuery.ts';
import type { Place } from './logCoverage.ts';
import { fieldOf, isQueryFailure, type QueryRequest, type Row } from './runQuery.ts';

const hour = 3_600_000;
/** Parts of the time that are looked into: a longer one where a short one has nothing. */
const looks = [hour, 24 * hour];

export interface PlaceSeeking {
	/** Of `@timestamp`. */
	readonly asked: Span;
	/** Does the group's class discover the fields of JSON? */
	readonly discovered: boolean;
	readonly run: (request: Pick<QueryRequest, 'query' | 'span'>) => AsyncIterable<readonly Row[]>;
	readonly note: (place: Place) => void;
	readonly warn: (message: string) => void;
}

/**
 * Looks whose records a group holds at all, at both ends of the time: nothing may be said of others,
 * and of these also that they did not use Image Builder.
 * @returns the `@timestamp` by which the trail wrote here, where that was seen.
 */
export async function seekPlaces(seeking: PlaceSeeking): Promise<number | undefined> {
	const { from, to } = seeking.asked;
	await firstWithPlaces(seeking, (length) => ({ from: Math.max(from, to - length), to }));
	const begin = await firstWithPlaces(seeking, (length) => ({
		from,
		to: Math.min(to, from + length),
	}));
	if (!begin) {
		return undefined;
	}
	// that it began within just that hour is not likely; within that day it may be
	return begin.to - begin.from <= hour ? from : begin.to;
}

/** @returns the shortest of the spans that had any. */
async function firstWithPlaces(
	{ asked, discovered, run, note, warn }: PlaceSeeking,
	spanOf: (length: number) => Span,
): Promise<Span | undefined> {
	for (const span of looks.map(spanOf)) {
		let found = false;
		try {
			for await (const rows of run({ query: placesQuery(discovered), span })) {
				for (const row of rows) {
					const accountId = fieldOf(row, 'recipientAccountId') ?? '';
					note({ accountId, region: fieldOf(row, 'awsRegion') ?? '' });
					found = true;
				}
			}
		} catch (error) {
			if (!isQueryFailure(error)) {
				throw error;
			}
			warn(error.message);
		}
		if (found) {
			return span;
		}
		if (span.to - span.from >= asked.to - asked.from) {
			break;
		}
	}
	return undefined;
}
