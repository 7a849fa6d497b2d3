import type { ArchiveSettings } from '../model/connectionSettings.ts';
import type { Coverage } from '../model/coverage.ts';
import type { FetchWindow } from '../model/fetch.ts';
import { type SpanTimes, spanOf, timesOf } from '../sources/span.ts';

const day = 86_400_000;
const hour = 3_600_000;
/** Records come up to so much later than their calls, ms. */
const deliveryMargin = 2 * hour;
/** Queries cost money whenever they run: so rarely for what is new, ms. */
const leastBetweenQueries = hour;

/** The time that refreshes asked a source for already. */
export type AskedTime = SpanTimes;

/**
 * What of a source with `days` is to be read now: all of these days the first time, then what came
 * since. A reading that was interrupted begins anew: objects that were read are not read again.
 * @param coverage of this source alone
 * @param now ms since 1970
 * @param asked what refreshes read to the end, which counts for nothing where a wrong clock set it
 * into the future; coverage cannot tell that, as nothing is claimed of
 * what the source does not hold, nor of accounts and Regions that were still to be read
 * @returns undefined where it was read just now
 */
export function followWindow(
	source: ArchiveSettings,
	coverage: readonly Coverage[],
	now: number,
	asked?: AskedTime,
): FetchWindow | undefined {
	if (source.days === undefined) {
		return undefined;
	}
	const begin = now - source.days * day;
	const last =
		asked && Date.parse(asked.from) <= begin + day && Date.parse(asked.to) <= now + hour
			? Date.parse(asked.to)
			: source.type === 's3'
				? begin
				: readWithoutHole(coverage, begin);
	if (source.type !== 's3' && now - last < leastBetweenQueries) {
		return undefined;
	}
	const from = last - deliveryMargin;
	// a bucket's days are known as a whole: a quiet one has log files at its begin only, perhaps, and
	// to list them takes no more requests
	const since = source.type === 's3' ? Math.floor(from / day) * day : from;
	return timesOf({ from: Math.max(begin, since), to: now });
}

/** Until when all places that reach back to the begin were read, as people may have fetched it. */
function readWithoutHole(coverage: readonly Coverage[], begin: number): number {
	const places = Map.groupBy(coverage, ({ accountId, region }) => `${accountId}/${region}`);
	const ends = [...places.values()]
		.map((stretches) =>
			stretches
				.map(spanOf)
				.sort((one, other) => one.from - other.from)
				.reduce((end, { from, to }) => (from <= end ? Math.max(end, to) : end), begin + day),
		)
		.filter((end) => end > begin + day);
	return ends.length === 0 ? begin : Math.min(...ends);
}

/** What was asked for once a window is read too: the newest stretch without a hole. */
export function withWindow(asked: AskedTime | undefined, { from, to }: FetchWindow): AskedTime {
	return asked && asked.from < from && asked.to >= from ? { from: asked.from, to } : { from, to };
}
