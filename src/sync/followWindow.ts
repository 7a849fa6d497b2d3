import type { ArchiveSettings } from '../model/connectionSettings.ts';
import { sourceId } from '../model/connectionSettings.ts';
import type { Coverage } from '../model/coverage.ts';
import type { FetchWindow } from '../model/fetch.ts';

const day = 86_400_000;
const hour = 3_600_000;
/** Records come up to so much later than their calls, ms. */
const deliveryMargin = 2 * hour;
/** Queries cost money whenever they run: so rarely for what is new, ms. */
const leastBetweenQueries = hour;

/** The time that refreshes asked a source for already; ISO 8601. */
export interface AskedTime {
	readonly from: string;
	readonly to: string;
}

/**
 * What of a source with `days` is to be read now: all of these days the first time, then what came
 * since.
 * @param now ms since 1970
 * @param asked of a source with queries: what it does not hold is covered never, yet scanned each time
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
	const own = coverage.filter((each) => each.source === sourceId(source));
	const places = Map.groupBy(own, ({ accountId, region }) => `${accountId}/${region}`);
	const ends = [...places.values()]
		.filter((stretches) => stretches.some(({ from }) => Date.parse(from) <= begin + day))
		.map((stretches) => Math.max(...stretches.map(({ to }) => Date.parse(to))));
	if (source.type !== 's3' && asked && Date.parse(asked.from) <= begin + day) {
		ends.push(Date.parse(asked.to));
	}
	const last = ends.length === 0 ? begin : Math.max(...ends);
	if (source.type !== 's3' && now - last < leastBetweenQueries) {
		return undefined;
	}
	return {
		from: new Date(Math.max(begin, last - deliveryMargin)).toISOString(),
		to: new Date(now).toISOString(),
	};
}

/** What was asked for once a window is read too: the newest stretch without a hole. */
export function withWindow(asked: AskedTime | undefined, { from, to }: FetchWindow): AskedTime {
	return asked && asked.from < from && asked.to >= from ? { from: asked.from, to } : { from, to };
}
