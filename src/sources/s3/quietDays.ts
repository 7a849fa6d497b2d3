import type { Gap } from '../../model/coverage.ts';
import { sideBySide } from '../sideBySide.ts';
import { type Span, spanOf, subtractSpans, timesOf } from '../span.ts';
import { isDigested, listDigests } from './digests.ts';
import type { PlaceState } from './placeState.ts';
import type { S3Bucket } from './s3Bucket.ts';
import { deliveredAt, type TrailPlace } from './trailKey.ts';
import { isLocal } from './trailPlaces.ts';

const dayLength = 86_400_000;
/** Places are asked for their digests so many at a time. */
const sideways = 8;
/** Between a place's prefix and a time in the name of a gap; no key has a space there. */
const since = ' quiet since ';

export interface QuietOptions {
	readonly bucket: Pick<S3Bucket, 'list'>;
	/** Does the trail log all Regions? */
	readonly multiRegion: boolean;
	/** What of a place was known before. */
	readonly known: (state: PlaceState) => readonly Span[];
}

/** A place, and what is known of it by proof. */
export interface Proven {
	readonly state: PlaceState;
	readonly spans: readonly Span[];
}

/**
 * Proves of days without log files that the trail was on, so that nothing happened on them: by log
 * files of other Regions of the account, and by digest files.
 * @param states that were listed to the end
 * @throws HistoryError where nothing can be listed any more
 */
export async function* proveQuiet(
	states: readonly PlaceState[],
	options: QuietOptions,
	signal: AbortSignal,
): AsyncGenerator<Proven> {
	if (options.multiRegion) {
		yield* byOtherRegions(states);
	}
	yield* sideBySide(
		states,
		{ most: sideways, waiting: sideways, signal },
		async (state, emit: (proven: Proven) => Promise<void>, under) => {
			try {
				await emit({ state, spans: await byDigests(state, options, under) });
			} catch (error) {
				// without permission there is no proof
				if (!isLocal(error)) {
					throw error;
				}
			}
		},
	);
}

function* byOtherRegions(states: readonly PlaceState[]): Generator<Proven> {
	for (const account of Map.groupBy(states, accountOf).values()) {
		const begins = new Set(account.flatMap(({ ledger }) => ledger.listed.map(({ from }) => from)));
		for (const state of account) {
			const days = state.ledger.quiet.filter(({ from }) => begins.has(from));
			yield { state, spans: state.ledger.prove(days) };
		}
	}
}

function accountOf({ place: { prefix, region } }: PlaceState): string {
	return prefix.slice(0, -region.length - 1);
}

async function byDigests(
	state: PlaceState,
	{ bucket, known }: QuietOptions,
	signal: AbortSignal,
): Promise<readonly Span[]> {
	const { ledger, place } = state;
	const before = known(state);
	const days = ledger.quiet.filter((day) => subtractSpans([day], before).length > 0);
	if (days.length === 0) {
		return [];
	}
	const ends = await listDigests(bucket, place, days, signal);
	const digested = days.filter((day) => isDigested(day, ends));
	const [first] = digested;
	if (!first) {
		return [];
	}
	// a bucket may keep digests for longer than log files: of days before the first one they prove nothing
	const begin = Math.min(...ledger.listed.map(({ from }) => from));
	const since = first.from < begin ? await firstLogFile(bucket, place.prefix, signal) : begin;
	return ledger.prove(digested.filter(({ from }) => from >= since));
}

/** Begin of its day, ms since 1970; Infinity where there is none among the first thousand objects. */
async function firstLogFile(
	bucket: Pick<S3Bucket, 'list'>,
	prefix: string,
	signal: AbortSignal,
): Promise<number> {
	const { objects } = await bucket.list({ prefix }, signal);
	const [first] = objects.flatMap(({ key }) => deliveredAt(key) ?? []);
	return first ? Math.floor(first.from / dayLength) * dayLength : Infinity;
}

export interface QuietGaps {
	readonly gaps: readonly Gap[];
	/** `what` of those that are not true any more. */
	readonly closed: readonly string[];
}

/**
 * What is to be said of the time of a place that nothing is proven of. Days that meet are one.
 * @param quiet when it has no log files
 * @param before its quiet gaps
 * @param read what of the place is known
 * @param gapOf makes a gap with this name
 */
export function quietGaps(
	{ prefix }: Pick<TrailPlace, 'prefix'>,
	{
		quiet,
		before,
		read,
		gapOf,
	}: {
		readonly quiet: readonly Span[];
		readonly before: readonly Gap[];
		readonly read: readonly Span[];
		readonly gapOf: (span: Span, what: string) => Gap;
	},
): QuietGaps {
	const gaps = subtractSpans([...before.map(spanOf), ...quiet], read).map((span) =>
		gapOf(span, `${prefix}${since}${timesOf(span).from}`),
	);
	const stays = new Set(gaps.map(({ what }) => what));
	const had = new Set(before.map(({ what, from, to }) => `${what} ${from} ${to}`));
	return {
		gaps: gaps.filter(({ what, from, to }) => !had.has(`${what} ${from} ${to}`)),
		closed: before.flatMap(({ what }) => (stays.has(what) ? [] : [what])),
	};
}

/** The part of spans whose days are over: on a day that goes on log files may still come. */
export function overAt(spans: readonly Span[], now: number): readonly Span[] {
	return subtractSpans(spans, [{ from: Math.floor(now / dayLength) * dayLength, to: Infinity }]);
}

/** Quiet gaps of a source by the prefix of their places. */
export function quietByPrefix(gaps: readonly Gap[]): ReadonlyMap<string, readonly Gap[]> {
	const quiet = gaps.filter(({ kind }) => kind === 'quiet');
	return Map.groupBy(quiet, ({ what }) => what.split(since)[0] ?? '');
}
