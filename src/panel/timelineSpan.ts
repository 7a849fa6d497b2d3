import type { Coverage } from '../model/coverage.ts';
import type { CallSpan } from '../model/query.ts';
import type { HistoryTarget } from '../protocol/target.ts';
import type { WantedPlace } from './timelineGaps.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** What is drawn beside the calls of a target, as a part of their time. */
const margin = 0.05;

export interface SpanFacts {
	/** The first and the last call of the target. */
	readonly calls: CallSpan | undefined;
	readonly coverage: readonly Coverage[];
	/** Where calls of the target may be. */
	readonly places: readonly WantedPlace[];
	readonly isSample: boolean;
	/** Epoch ms. */
	readonly now: number;
}

/** Epoch ms. */
interface Span {
	readonly from: number;
	readonly to: number;
}

/**
 * The time that a timeline is of, before anything is filtered: of all calls what was read, of a
 * target the time since shortly before its first call, of a sign-in that of its calls.
 */
export function wholeSpan(target: HistoryTarget, facts: SpanFacts): Span | undefined {
	const { calls, coverage, isSample, now } = facts;
	if (!calls) {
		return undefined;
	}
	// the sample's time ends when it was made, a real one now
	const ends = isSample ? coverage.map((each) => Date.parse(each.to)) : [];
	const end = ends.length > 0 ? Math.min(now, Math.max(...ends)) : now;
	const first = Date.parse(calls.first);
	if (target.kind === 'session') {
		const last = Date.parse(calls.last);
		const beside = Math.max(hour, (last - first) * margin);
		return valid({ from: first - beside, to: Math.min(end, last + beside) });
	}
	const firstDay = new Date(first).setHours(0, 0, 0, 0);
	const read = beginOf(facts);
	const from =
		target.kind === 'all'
			? Math.min(firstDay, read)
			: Math.max(Math.min(firstDay, read), firstDay - Math.max(day, (end - firstDay) * margin));
	return valid({ from, to: end });
}

/** When the reading of any of the places begins. */
function beginOf({ coverage, places, now }: SpanFacts): number {
	const isOf = ({ accountId, region }: Coverage) =>
		places.some((place) => place.region === region && (place.accountId ?? accountId) === accountId);
	return coverage
		.filter(isOf)
		.map((each) => Date.parse(each.from))
		.reduce((one, other) => Math.min(one, other), now);
}

function valid(span: Span): Span | undefined {
	return span.from < span.to ? span : undefined;
}
