import type { Coverage, Gap } from '../model/coverage.ts';
import {
	type CoverageStretch,
	eventHistoryDays,
	type Place,
	placeStretches,
} from '../model/coverageMap.ts';
import type { Filling, FillingConnection } from '../model/filling.ts';
import { joinGaps } from '../model/joinGaps.ts';
import type { TimelineGap } from '../protocol/timeline.ts';

/** An account and Region that the view is about; without an account: whichever has that Region. */
export type WantedPlace = Place;

export interface GapOptions {
	readonly coverage: readonly Coverage[];
	/** What sources could not give. */
	readonly gaps?: readonly Gap[];
	/** Which sources there are to fill a gap. */
	readonly connections?: readonly FillingConnection[];
	readonly lookBackDays?: number;
	/** Epoch ms; the end if not given. */
	readonly now?: number;
	readonly places: readonly WantedPlace[];
	/** Must reads be known too? */
	readonly withReads: boolean;
	/** Epoch ms. */
	readonly from: number;
	readonly to: number;
	/** Shorter gaps are left out but those of a source, which are drawn as long as this; ms. */
	readonly least: number;
}

/** A gap of the timeline, with why and what would fill it. */
export interface TimelineHole extends TimelineGap {
	readonly fillings: readonly Filling[];
	/** With `failed`: what sources could not give. */
	readonly missing: readonly Gap[];
	/** With `quiet`: sources that were asked and have nothing, and of which places. */
	readonly quiet: {
		readonly sources: ReadonlySet<string>;
		readonly places: ReadonlySet<WantedPlace>;
	};
}

/** The stretches of time of which not every place is known, in order of time. */
export function timelineGaps(options: GapOptions): readonly TimelineHole[] {
	const { places, from, to, least } = options;
	if (places.length === 0) {
		const unread: TimelineHole = {
			from,
			to,
			kind: 'unread',
			fillings: [{ kind: 'refresh' }],
			missing: [],
			quiet: { sources: new Set(), places: new Set() },
		};
		return from < to ? [unread] : [];
	}
	// what is nearer than can be drawn apart is one
	const gaps = joinGaps(options.gaps ?? [], least);
	const stretches = places.map((place) => stretchesOf({ ...options, gaps }, place));
	const borders = [...new Set(stretches.flat().flatMap((each) => [each.from, each.to]))].sort(
		(one, other) => one - other,
	);
	const next = stretches.map(() => 0);
	const holes: Growing[] = [];
	for (const [index, begin] of borders.entries()) {
		const end = borders[index + 1];
		if (end === undefined) {
			break;
		}
		const here = stretches.flatMap((list, index): PlacedStretch | [] => {
			while ((list[next[index] ?? 0]?.to ?? end) <= begin) {
				next[index] = (next[index] ?? 0) + 1;
			}
			const [stretch, place] = [list[next[index] ?? 0], places[index]];
			return stretch && place ? { ...stretch, place } : [];
		});
		const open = here.filter(({ state }) => !isKnown(state, options));
		if (open.length > 0) {
			grow(holes, begin, end, kindOf(open, here), open);
		}
	}
	return joinShort(holes, options)
		.filter((hole) => hole.kind === 'failed' || hole.to - hole.from >= least)
		.map(({ fillings, missing, ...gap }) => ({
			...gap,
			fillings: [...fillings.values()],
			missing: [...missing],
		}));
}

type PlacedStretch = CoverageStretch & { readonly place: WantedPlace };

function stretchesOf(options: GapOptions, place: WantedPlace): readonly CoverageStretch[] {
	const { coverage, gaps = [], connections = [], lookBackDays = eventHistoryDays } = options;
	const { from, to, now = to } = options;
	return from < to
		? placeStretches(
				{ coverage, gaps, connections, lookBackDays, now, window: { from, to } },
				place,
			)
		: [];
}

function isKnown(state: CoverageStretch['state'], { withReads }: GapOptions): boolean {
	return state === 'all' || (state === 'changes' && !withReads);
}

/** What is true of all places together, the worst of it. */
function kindOf(
	open: readonly CoverageStretch[],
	here: readonly CoverageStretch[],
): TimelineGap['kind'] {
	if (open.some(({ state }) => state === 'unread')) {
		return here.every(({ state }) => state === 'unread') ? 'unread' : 'partly';
	}
	const worst = (['failed', 'quiet'] as const).find((each) =>
		open.some(({ state }) => state === each),
	);
	return worst ?? 'changes';
}

interface Growing {
	from: number;
	to: number;
	readonly kind: TimelineGap['kind'];
	readonly fillings: Map<string, Filling>;
	readonly missing: Set<Gap>;
	readonly quiet: { readonly sources: Set<string>; readonly places: Set<WantedPlace> };
}

function grow(
	holes: Growing[],
	from: number,
	to: number,
	kind: TimelineGap['kind'],
	open: readonly PlacedStretch[],
): void {
	let hole = holes.at(-1);
	if (hole?.to === from && hole.kind === kind) {
		hole.to = to;
	} else {
		const quiet = { sources: new Set<string>(), places: new Set<WantedPlace>() };
		hole = { from, to, kind, fillings: new Map(), missing: new Set(), quiet };
		holes.push(hole);
	}
	for (const { filling, gaps, state, place } of open) {
		if (filling) {
			hole.fillings.set(JSON.stringify(filling), filling);
		}
		for (const gap of state === 'failed' ? gaps : []) {
			hole.missing.add(gap);
		}
		if (state === 'quiet' && kind === 'quiet') {
			gaps.forEach(({ source }) => void hole.quiet.sources.add(source));
			hole.quiet.places.add(place);
		}
	}
}

/** Gaps of a source may be many and short: those too near to be told apart are drawn as one. */
function joinShort(holes: readonly Growing[], { from, to, least }: GapOptions): Growing[] {
	const joined: Growing[] = [];
	for (const hole of holes) {
		if (hole.kind !== 'failed') {
			joined.push(hole);
			continue;
		}
		hole.from = Math.max(from, from + Math.floor((hole.from - from) / least) * least);
		hole.to = Math.min(to, from + Math.ceil((hole.to - from) / least) * least);
		const last = joined.findLast(({ kind }) => kind === 'failed');
		if (last && hole.from <= last.to) {
			last.to = Math.max(last.to, hole.to);
			for (const [key, filling] of hole.fillings) {
				last.fillings.set(key, filling);
			}
			for (const gap of hole.missing) {
				last.missing.add(gap);
			}
		} else {
			joined.push(hole);
		}
	}
	return joined;
}
