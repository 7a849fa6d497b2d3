import type { Coverage } from '../model/coverage.ts';
import { summariseCoverage } from '../model/coverageSummary.ts';
import { localDay } from '../model/describe.ts';
import { english, type Translate } from '../model/translate.ts';

/**
 * What was read without a gap up to now, in a few words: `us-east-1 since 14 Jul`. With several
 * places the one read least far back counts, because no more is true for all.
 * @returns undefined where nothing was read.
 */
export function shortCoverage(
	coverage: readonly Coverage[],
	now: number,
	t: Translate = english,
	locale?: string,
): string | undefined {
	const places = summariseCoverage(coverage);
	const [first, ...others] = places.map((place) => place.changesFrom).sort();
	if (first === undefined) {
		return undefined;
	}
	const regions = [...new Set(places.map((place) => place.region))].sort();
	const accounts = new Set(places.map((place) => place.accountId));
	const where =
		accounts.size > 1
			? t('{0} accounts', accounts.size)
			: regions.length > 2
				? t('{0} Regions', regions.length)
				: regions.join(', ');
	return t('{0} since {1}', where, localDay(others.at(-1) ?? first, now, locale));
}
