import type { Coverage, Gap } from './coverage.ts';
import { chooseFilling, type Filling, type FillingConnection } from './filling.ts';

const day = 86_400_000;
/** CloudTrail keeps no more in Event history, days. */
export const eventHistoryDays = 90;
/** A refresh begins so much later, as its requests take their time, ms. */
const edge = 5 * 60_000;

/** An account and Region; without an account: whichever has that Region. */
export interface Place {
	readonly accountId?: string;
	readonly region: string;
}

export interface CoverageMapInput {
	readonly coverage: readonly Coverage[];
	readonly gaps: readonly Gap[];
	readonly connections: readonly FillingConnection[];
	/** How far back a refresh reads Event history. */
	readonly lookBackDays: number;
	/** Epoch ms, `to` exclusive. */
	readonly window: { readonly from: number; readonly to: number };
	/** Epoch ms. */
	readonly now: number;
}

/**
 * - `all`: some source knows every call
 * - `changes`: some source knows the changes, none the reads
 * - `failed`: a source tried and could not, and no other knows
 * - `quiet`: a source has nothing of it, and cannot tell whether nothing happened
 * - `unread`: nobody tried
 */
export type StretchState = 'all' | 'changes' | 'failed' | 'quiet' | 'unread';

/** A stretch of time of which the same is known from the same sources. */
export interface CoverageStretch {
	/** Epoch ms, inclusive. */
	readonly from: number;
	/** Epoch ms, exclusive. */
	readonly to: number;
	readonly state: StretchState;
	/** Those that know it, in the order of their names. */
	readonly sources: readonly string[];
	/** With `changes`: operations that none of the sources has read. */
	readonly except: readonly string[];
	/** What sources could not give of it; none where all is known. */
	readonly gaps: readonly Gap[];
	/** How to know more; missing where all is known, or nothing in reach knows more. */
	readonly filling?: Filling;
}

export interface PlaceStretches {
	readonly accountId: string;
	readonly region: string;
	/** Oldest first; every instant of the window is in exactly one. */
	readonly stretches: readonly CoverageStretch[];
}

/**
 * What all sources together know of each account and Region that was read, that has a gap, or whose
 * Event history a connection is to read; in the order of their names.
 */
export function coverageMap(input: CoverageMapInput): readonly PlaceStretches[] {
	return knownPlaces(input).map((place) => ({
		...place,
		stretches: placeStretches(input, place),
	}));
}

function knownPlaces({ coverage, gaps, connections }: CoverageMapInput) {
	const asked = connections.flatMap(({ accountId = '', regions, settings }) =>
		settings.sources.some(({ type }) => type === 'event-history')
			? regions.map((region) => ({ accountId, region }))
			: [],
	);
	const places = [...coverage, ...gaps, ...asked]
		.filter(({ accountId, region }) => accountId !== '' && region !== '')
		.map(({ accountId, region }) => [`${accountId}/${region}`, { accountId, region }] as const)
		.sort(([one], [other]) => (one < other ? -1 : 1));
	return [...new Map(places).values()];
}

/** What all sources together know of one place, oldest first. */
export function placeStretches(input: CoverageMapInput, place: Place): readonly CoverageStretch[] {
	const { window, now, lookBackDays, connections } = input;
	const coverage = within(
		input.coverage.filter((each) => isAt(each, place)),
		window,
	);
	const gaps = within(
		input.gaps.filter((each) => isAt(each, place)),
		window,
	);
	const holders = new Set(
		input.coverage.filter((each) => isAt(each, place)).map(({ source }) => source),
	);
	// a refresh begins there: what is older only another source has
	const reach = now - Math.min(lookBackDays, eventHistoryDays) * day + edge;
	const borders = [reach, ...[window, ...coverage, ...gaps].flatMap(({ from, to }) => [from, to])]
		.filter((border) => border >= window.from && border <= window.to)
		.sort((one, other) => one - other);
	const isOpenAt = { coverage: sweep(coverage), gaps: sweep(gaps) };
	const stretches: Growing[] = [];
	for (const [index, from] of borders.entries()) {
		const to = borders[index + 1];
		if (to === undefined || to === from) {
			continue;
		}
		const missing = isOpenAt.gaps(from);
		const known = knownOf(isOpenAt.coverage(from), missing);
		const filling =
			known.state === 'all'
				? undefined
				: chooseFilling(
						{
							...known,
							place,
							holders,
							failed: sourcesWhere(missing, false),
							quiet: sourcesWhere(missing.filter(isToldOf), true),
							asked: sourcesWhere(missing, true),
							recent: from >= reach,
						},
						connections,
					);
		grow(stretches, { from, to, ...known, ...(filling && { filling }) });
	}
	return stretches.map(({ key: _, gaps: collected, ...rest }) => ({
		...rest,
		gaps: [...collected],
	}));
}

/** Coverage or gap with its times in epoch ms. */
type Timed<T> = { readonly from: number; readonly to: number; readonly it: T };

/** What meets the window; a gap of no length is still a gap. */
function within<T extends Coverage | Gap>(
	given: readonly T[],
	window: { readonly from: number; readonly to: number },
): readonly Timed<T>[] {
	return given
		.map((it) => {
			const from = Date.parse(it.from);
			const to = Date.parse(it.to);
			return { from, to: 'reason' in it ? Math.max(to, from + 1) : to, it };
		})
		.filter(({ from, to }) => from < to && from < window.to && to > window.from)
		.sort((one, other) => one.from - other.from);
}

/** Asked for times in their order, gives what holds each. */
function sweep<T>(sorted: readonly Timed<T>[]): (time: number) => readonly T[] {
	let next = 0;
	let open: Timed<T>[] = [];
	return (time) => {
		open = open.filter(({ to }) => to > time);
		for (let each = sorted[next]; each && each.from <= time; each = sorted[++next]) {
			if (each.to > time) {
				open.push(each);
			}
		}
		return open.map(({ it }) => it);
	};
}

type Known = Pick<CoverageStretch, 'state' | 'sources' | 'except' | 'gaps'>;

function knownOf(coverage: readonly Coverage[], gaps: readonly Gap[]): Known {
	// what a source could not give it does not know, whatever it said of the time before
	const failures = gaps.filter(({ kind }) => kind !== 'quiet');
	const failed = sourcesWhere(gaps, false);
	const known = coverage.filter(({ source }) => !failed.has(source));
	const all = known.filter(({ complete }) => complete === 'all');
	if (all.length > 0) {
		return { state: 'all', sources: sourcesOf(all), except: [], gaps: [] };
	}
	const [first, ...others] = known;
	if (first) {
		const except = (first.except ?? []).filter((name) =>
			others.every((other) => other.except?.includes(name)),
		);
		return {
			state: 'changes',
			sources: sourcesOf(known),
			except: except.toSorted(),
			gaps: failures,
		};
	}
	if (failures.length > 0) {
		return { state: 'failed', sources: [], except: [], gaps: failures };
	}
	const quiet = gaps.filter(isToldOf);
	// what is said of all other Regions is said of this one too
	const own = quiet.filter(
		({ region, source }) =>
			region !== '' || quiet.every((each) => each.region === '' || each.source !== source),
	);
	return { state: own.length > 0 ? 'quiet' : 'unread', sources: [], except: [], gaps: own };
}

/** That a source holds no such account says nothing of what happened there. */
function isToldOf({ kind, accountId }: Gap): boolean {
	return kind !== 'quiet' || accountId !== '';
}

function sourcesWhere(gaps: readonly Gap[], isQuiet: boolean): ReadonlySet<string> {
	return new Set(
		gaps.flatMap(({ source, kind }) => ((kind === 'quiet') === isQuiet ? [source] : [])),
	);
}

function sourcesOf(coverage: readonly Coverage[]): readonly string[] {
	return [...new Set(coverage.map(({ source }) => source))].sort();
}

interface Growing extends Omit<CoverageStretch, 'gaps' | 'to'> {
	to: number;
	readonly gaps: Set<Gap>;
	/** The same in stretches that are one. */
	readonly key: string;
}

function grow(stretches: Growing[], stretch: CoverageStretch): void {
	const { state, sources, except, filling } = stretch;
	const key = JSON.stringify([state, sources, except, filling]);
	const last = stretches.at(-1);
	if (last?.key !== key) {
		stretches.push({ ...stretch, gaps: new Set(stretch.gaps), key });
		return;
	}
	last.to = stretch.to;
	for (const gap of stretch.gaps) {
		last.gaps.add(gap);
	}
}

/** A gap may be of any account or Region. */
function isAt(given: Coverage | Gap, place: Place): boolean {
	const { accountId = given.accountId, region } = place;
	const isGap = 'reason' in given;
	return (
		(given.accountId === accountId || (isGap && given.accountId === '')) &&
		(given.region === region || (isGap && given.region === ''))
	);
}
