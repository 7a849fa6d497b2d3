import type { Coverage, Gap } from '../../model/coverage.ts';
import { gapSpan, lostName, type Narrowing, readsAllOf } from '../gapNames.ts';
import { mergeSpans, type Span, subtractSpans } from '../span.ts';

const minute = 60_000;
/** A record's `@timestamp` is at most so much later than its `eventTime`: delivery, ms. */
const latest = 120 * minute;
/** ... or earlier: clocks differ, ms. */
const earliest = 5 * minute;
/** CloudTrail delivers within about this time: what is younger may be still to come, ms. */
const delivery = 15 * minute;

export interface Place {
	readonly accountId: string;
	readonly region: string;
}

export interface LogCoverageOptions {
	/** Of `eventTime`. */
	readonly window: Span;
	/** What of the group is read. */
	readonly narrowing: Narrowing;
	/** When the group can hold its first event, ms; what is older is not there any more. */
	readonly oldest: number;
	readonly now: number;
	/** `sourceId`. */
	readonly source: string;
	readonly complete: 'all' | 'changes';
	/** What was read of the source before. */
	readonly before: readonly Coverage[];
	/** What it could not give then. */
	readonly oldGaps: readonly Gap[];
}

/** Which `@timestamp`s were read, and what can be said of `eventTime`s after that. */
export class LogCoverage {
	/** The `@timestamp`s to be asked for, in whole seconds; empty where there is nothing. */
	readonly asked: Span;
	readonly #options: LogCoverageOptions;
	#read: Span[] = [];
	/** Read too, but nothing was there, not even of other services. */
	#empty: Span[] = [];
	#lost: Span[] = [];
	readonly #lostNames = new Set<string>();
	/** From this `@timestamp` on the trail is known to have written. */
	#begun: number;
	#openGaps: readonly Gap[];
	readonly #claimed = new Map<string, readonly Span[]>();

	constructor(options: LogCoverageOptions) {
		this.#options = options;
		const { window, oldest, now, before, oldGaps } = options;
		const from = Math.max(window.from - earliest, oldest);
		const to = Math.min(window.to + latest, now);
		this.asked = {
			from: Math.floor(from / 1000) * 1000,
			to: Math.max(Math.floor(from / 1000), Math.ceil(to / 1000)) * 1000,
		};
		this.#begun = Math.min(...before.map(({ from: first }) => Date.parse(first)));
		this.#openGaps = oldGaps;
	}

	/** @param records how many records of any service there were; undefined if unknown. */
	read(span: Span, records: number | undefined): void {
		if (records === 0) {
			this.#empty = mergeSpans([...this.#empty, span]);
		} else {
			this.#read = mergeSpans([...this.#read, span]);
			this.sawRecord(span.to);
		}
	}

	/** The trail wrote here already, at that `@timestamp` at the latest. */
	sawRecord(time: number): void {
		this.#begun = Math.min(this.#begun, time);
	}

	/** Something of it could not be read. @returns nothing where that lies outside the window. */
	lose(span: Span, reason: string): Gap | undefined {
		const { window, source } = this.#options;
		this.#lost = mergeSpans([...this.#lost, span]);
		const from = Math.max(window.from, span.from - latest);
		const to = Math.min(window.to, span.to + earliest);
		if (from >= to) {
			return undefined;
		}
		const what = lostName(span, this.#options.narrowing);
		this.#lostNames.add(what);
		return { accountId: '', region: '', source, from: iso(from), to: iso(to), what, reason };
	}

	/** What became known of places since this was asked before. */
	takeCoverage(places: Iterable<Place>): Coverage[] {
		const { source, complete } = this.#options;
		const known = this.#known();
		return [...places].flatMap(({ accountId, region }) => {
			const key = `${accountId}/${region}`;
			const fresh = subtractSpans(known, this.#claimed.get(key) ?? []);
			this.#claimed.set(key, known);
			return fresh.map(({ from, to }) => ({
				...{ accountId, region, source, complete },
				from: iso(from),
				to: iso(to),
			}));
		});
	}

	/** Gaps of before whose whole time was asked anew: read, or told as gaps of now. */
	takeClosedGaps(): string[] {
		const settled = [...this.#read, ...this.#empty, ...this.#lost];
		const closed = this.#openGaps.filter(({ what }) => {
			const span = gapSpan(what);
			return (
				span &&
				readsAllOf(what, this.#options.narrowing) &&
				subtractSpans([span], settled).length === 0
			);
		});
		this.#openGaps = this.#openGaps.filter((gap) => !closed.includes(gap));
		return closed.map(({ what }) => what).filter((what) => !this.#lostNames.has(what));
	}

	/** The `eventTime`s of which everything is known. */
	#known(): Span[] {
		const { window, now } = this.#options;
		const last = Math.min(window.to, now - delivery);
		// before its first record nobody knows whether the trail wrote here at all
		const unknown = [{ from: 0, to: this.#begun }, ...this.#lost];
		return subtractSpans([...this.#read, ...this.#empty], unknown)
			.map(({ from, to }) => ({
				from: Math.max(window.from, from + earliest),
				to: to >= this.asked.to ? last : Math.min(last, to - latest),
			}))
			.filter(({ from, to }) => from < to);
	}
}

function iso(time: number): string {
	return new Date(time).toISOString();
}
