import type { Coverage, Gap } from '../model/coverage.ts';
import { summariseCoverage } from '../model/coverageSummary.ts';
import type { FetchWindow } from '../model/fetch.ts';

const day = 86_400_000;
/** Rows for single gaps; the others are in the row for all. */
const mostGaps = 20;

/** A stretch of time that a fetch can be asked for. */
export interface FetchTime {
	/** `beyond`: the days before what is covered; `days`: so many up to the end; gaps as they are. */
	readonly kind: 'beyond' | 'days' | 'gap' | 'all-gaps';
	readonly days?: number;
	/** With `gap`: why it is one. */
	readonly reason?: string;
	readonly gaps?: number;
	readonly window: FetchWindow;
}

export interface FetchTimesFacts {
	readonly coverage: readonly Coverage[];
	/** `sourceId` of what is to be asked. */
	readonly source: string;
	/** Of the source. */
	readonly gaps: readonly Gap[];
	/** ms since 1970 */
	readonly now: number;
	/** ISO 8601; up to now where it is not given. */
	readonly to?: string;
}

/** What to offer, the most likely first. */
export function fetchTimes(facts: FetchTimesFacts): readonly FetchTime[] {
	const { gaps, now, to } = facts;
	const end = to === undefined ? now : Date.parse(to);
	const covered = summariseCoverage(asked(facts)).map(({ changesFrom }) => Date.parse(changesFrom));
	// where places differ, all of them know what comes after the latest begin
	const known = to === undefined && covered.length > 0 ? Math.max(...covered) : undefined;
	const before: readonly FetchTime[] =
		known === undefined
			? [{ kind: 'days', days: 30, window: between(end - 30 * day, end) }]
			: [{ kind: 'beyond', days: 30, window: between(known - 30 * day, known) }];
	return [
		...before,
		...[90, 365].map(
			(days): FetchTime => ({
				kind: 'days',
				days,
				window: between(end - days * day, end),
			}),
		),
		...gapTimes(gaps.filter(({ kind }) => kind !== 'quiet')),
	];
}

/**
 * What is known of the places that the source was asked for, all that is known where it was asked
 * for none. What it has nothing of was asked as well, and to ask again tells no more.
 */
function asked({ coverage, source, gaps }: FetchTimesFacts): readonly Coverage[] {
	const quiet = gaps.flatMap(({ kind, accountId, region, from, to }): readonly Coverage[] => {
		const regions = coverage.filter((each) => each.accountId === accountId);
		return kind !== 'quiet' || accountId === ''
			? []
			: [...new Set(region === '' ? regions.map((each) => each.region) : [region])].map((each) => ({
					...{ accountId, region: each, source, from, to, complete: 'changes' },
				}));
	});
	const known = [...coverage, ...quiet];
	const places = new Set(known.filter((each) => each.source === source).map(nameOf));
	return places.size === 0 ? known : known.filter((each) => places.has(nameOf(each)));
}

function nameOf({ accountId, region }: Coverage): string {
	return `${accountId}/${region}`;
}

function gapTimes(gaps: readonly Gap[]): readonly FetchTime[] {
	const newest = gaps.toSorted((a, b) => Date.parse(b.to) - Date.parse(a.to));
	const single = newest.slice(0, mostGaps).map(
		({ accountId, region, from, to, reason }): FetchTime => ({
			kind: 'gap',
			reason,
			window: {
				from,
				to,
				...(accountId !== '' && { accounts: [accountId] }),
				...(region !== '' && { regions: [region] }),
			},
		}),
	);
	const all: readonly FetchTime[] =
		gaps.length > 1
			? [
					{
						kind: 'all-gaps',
						gaps: gaps.length,
						window: between(
							Math.min(...gaps.map(({ from }) => Date.parse(from))),
							Math.max(...gaps.map(({ to }) => Date.parse(to))),
						),
					},
				]
			: [];
	return [...all, ...single];
}

function between(from: number, to: number): FetchWindow {
	return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
