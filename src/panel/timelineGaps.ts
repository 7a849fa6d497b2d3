import type { Coverage } from '../model/coverage.ts';
import type { TimelineGap } from '../protocol/messages.ts';

/** An account and Region that the view is about; without an account: whichever has that Region. */
export interface WantedPlace {
	readonly accountId?: string;
	readonly region: string;
}

export interface GapOptions {
	readonly coverage: readonly Coverage[];
	readonly places: readonly WantedPlace[];
	/** Must reads be known too? */
	readonly withReads: boolean;
	/** Epoch ms. */
	readonly from: number;
	readonly to: number;
	/** Shorter gaps are left out, ms. */
	readonly least: number;
}

/** The stretches of time of which not every place is known, in order of time. */
export function timelineGaps(options: GapOptions): readonly TimelineGap[] {
	const { coverage, places, withReads, from, to, least } = options;
	if (places.length === 0) {
		return from < to ? [{ from, to, kind: 'unread' }] : [];
	}
	const known = places.map((place) => ({
		all: stretches(coverage.filter((each) => isOf(each, place) && each.complete === 'all')),
		any: stretches(coverage.filter((each) => isOf(each, place))),
	}));
	const bounds = [from, to, ...known.flatMap(({ any, all }) => [...any, ...all].flat())]
		.filter((bound) => bound >= from && bound <= to)
		.sort((one, other) => one - other);
	const gaps: { from: number; to: number; kind: TimelineGap['kind'] }[] = [];
	for (const [index, begin] of bounds.entries()) {
		const end = bounds[index + 1];
		if (end === undefined || end === begin) {
			continue;
		}
		const isKnown = (list: readonly Stretch[]) =>
			list.some(([start, stop]) => start <= begin && end <= stop);
		if (known.every(({ all, any }) => isKnown(withReads ? all : any))) {
			continue;
		}
		const kind = known.some(({ any }) => isKnown(any)) ? 'partly' : 'unread';
		const last = gaps.at(-1);
		if (last?.to === begin && last.kind === kind) {
			last.to = end;
		} else {
			gaps.push({ from: begin, to: end, kind });
		}
	}
	return gaps.filter((gap) => gap.to - gap.from >= least);
}

type Stretch = readonly [from: number, to: number];

function isOf(coverage: Coverage, { accountId, region }: WantedPlace): boolean {
	return coverage.region === region && (accountId ?? coverage.accountId) === coverage.accountId;
}

/** Joined, so that a boundary inside what is known makes no gap. */
function stretches(coverage: readonly Coverage[]): readonly Stretch[] {
	const joined: [number, number][] = [];
	const sorted = coverage
		.map((each): [number, number] => [Date.parse(each.from), Date.parse(each.to)])
		.sort(([one], [other]) => one - other);
	for (const [from, to] of sorted) {
		const last = joined.at(-1);
		if (last && from <= last[1]) {
			last[1] = Math.max(last[1], to);
		} else {
			joined.push([from, to]);
		}
	}
	return joined;
}
