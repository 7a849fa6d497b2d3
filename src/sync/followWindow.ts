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

/**
 * What of a source with `days` is to be read now: all of these days the first time, then what came
 * since.
 * @param now ms since 1970
 * @returns undefined where it was read just now
 */
export function followWindow(
	source: ArchiveSettings,
	coverage: readonly Coverage[],
	now: number,
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
	const last = ends.length === 0 ? begin : Math.max(...ends);
	if (source.type !== 's3' && now - last < leastBetweenQueries) {
		return undefined;
	}
	return {
		from: new Date(Math.max(begin, last - deliveryMargin)).toISOString(),
		to: new Date(now).toISOString(),
	};
}
