import { type AccountNames, accountText } from '../model/accountText.ts';
import { parseArn } from '../model/arn.ts';
import { type ConnectionPlace, connectionPlaces } from '../model/connectionPlaces.ts';
import type { Coverage } from '../model/coverage.ts';
import { type PlaceCoverage, summariseCoverage } from '../model/coverageSummary.ts';
import { localDay } from '../model/describe.ts';
import type { Connection } from '../model/history.ts';
import { plainText } from '../model/plainText.ts';
import type { Translate } from '../model/translate.ts';
import { coverageText, upTo } from '../model/unknownText.ts';
import type { HistoryTarget } from '../protocol/target.ts';

const maxLines = 6;
/** A place that was read up to so long before another was read with it, ms. */
const together = 24 * 3_600_000;

export interface CoverageLinesOptions {
	readonly connection: Connection;
	readonly now: number;
	readonly t: Translate;
	readonly locale?: string | undefined;
}

/** What has been read of the places of a target: of several first what is true of all together. */
export function coverageLines(
	target: HistoryTarget,
	coverage: readonly Coverage[],
	{ connection, now, t, locale }: CoverageLinesOptions,
): readonly string[] {
	if (connection.kind === 'sample') {
		return [t('This is a made-up history of a made-up account.')];
	}
	const arn = target.kind === 'resource' ? parseArn(target.arn) : undefined;
	const region = arn && !arn.region.includes('*') ? arn.region : undefined;
	const owner = /^\d{12}$/.test(arn?.owner ?? '') ? arn?.owner : undefined;
	const isOf = (place: ConnectionPlace) =>
		(region ?? place.region) === place.region &&
		(owner === undefined || (place.accountId ?? owner) === owner);
	const places = summariseCoverage(coverage).filter(isOf);
	const { accountNames: names } = connection;
	const wanted = connectionPlaces(connection).filter(isOf);
	const unread = wanted.filter(
		({ accountId, region: each }) =>
			!places.some(
				(place) => place.region === each && (accountId ?? place.accountId) === place.accountId,
			),
	);
	const lines = places
		.slice(0, maxLines)
		.map((place) => coverageText(place, { now, t, locale, ...(names && { names }) }));
	if (places.length > maxLines) {
		lines.push(t('And {0} more Regions.', places.length - maxLines));
	}
	if (unread.length > 0) {
		lines.push(t('Not read yet: {0}.', unreadText(unread, wanted, names)));
	}
	if (places.length > 0 && places.length + unread.length > 1) {
		lines.unshift(summary(places, unread.length, { now, t, locale }));
	}
	return lines.length > 0 ? lines : [t('Nothing has been read from AWS yet.')];
}

function unreadText(
	unread: readonly ConnectionPlace[],
	wanted: readonly ConnectionPlace[],
	names: AccountNames | undefined,
): string {
	const accounts = new Set(wanted.map(({ accountId }) => accountId));
	const texts = unread.map(({ accountId, region }) =>
		accountId === undefined || accounts.size === 1
			? region
			: `${accountText(accountId, names)} ${region}`,
	);
	return plainText([...new Set(texts)].join(', '), 300);
}

/** `5 places · every call read from Aug 24 until now in 4 of them · 1 not read yet` */
function summary(
	places: readonly PlaceCoverage[],
	unread: number,
	{ now, t, locale }: Omit<CoverageLinesOptions, 'connection'>,
): string {
	const ends = places.map(({ to }) => Date.parse(to));
	const newest = Math.max(...ends);
	const recent = places.filter(({ to }) => newest - Date.parse(to) < together);
	const whole = recent.filter(
		({ allFrom, changesFrom }) =>
			allFrom !== undefined && Date.parse(allFrom) <= Date.parse(changesFrom),
	);
	const rest = recent.filter((place) => !whole.includes(place));
	const count = places.length + unread;
	const since = (some: readonly PlaceCoverage[]) => {
		const froms = some.map(({ changesFrom }) => Date.parse(changesFrom));
		const from = localDay(new Date(Math.max(...froms)).toISOString(), now, locale);
		const to = Math.min(...some.map((each) => Date.parse(each.to)));
		return [from, upTo(new Date(to).toISOString(), now, t)] as const;
	};
	return [
		t('Places: {0}', count.toLocaleString(locale)),
		whole.length > 0
			? whole.length === count
				? t('every call read from {0} {1} in all of them', ...since(whole))
				: t('every call read from {0} {1} in {2} of them', ...since(whole), whole.length)
			: undefined,
		rest.length > 0
			? t('changes read from {0} {1} in {2} of them', ...since(rest), rest.length)
			: undefined,
		places.length > recent.length
			? t('read to an earlier time: {0}', places.length - recent.length)
			: undefined,
		unread > 0 ? t('not read yet: {0}', unread) : undefined,
	]
		.filter((part) => part !== undefined)
		.join(' · ');
}
