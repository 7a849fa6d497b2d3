import type { Coverage, Gap } from '../../model/coverage.ts';
import type { HistoryError } from '../../model/errors.ts';
import { type Span, timesOf } from '../span.ts';
import type { OpenGaps } from './openGaps.ts';
import { PlaceLedger } from './placeLedger.ts';
import type { TrailPlace } from './trailKey.ts';
import type { TrailObject } from './trailObjects.ts';

export interface PlaceOptions {
	readonly source: string;
	readonly complete: Coverage['complete'];
	/** The events that may be claimed. */
	readonly events: Span;
	/** Events are in log files that were delivered until so much later, ms. */
	readonly margin: number;
	/** Of the source. */
	readonly gaps: Pick<OpenGaps, 'holes'>;
}

/** A log file holds calls of so long before it was delivered, ms; mostly of five minutes. */
const delay = 30 * 60_000;
/** So many objects are denied before nothing else of the place is asked for. */
const mostDenied = 50;
const quietReason = 'There are no log files: nothing happened, or the trail was off.';

/** Time without log files. */
export function quietGap(
	source: string,
	{ accountId, region }: Pick<TrailPlace, 'accountId' | 'region'>,
	span: Span,
	what: string,
): Gap {
	return {
		...{ accountId, region, source, what, reason: quietReason, kind: 'quiet' },
		...timesOf(span),
	};
}

/** Reading one account and Region of a bucket. */
export class PlaceState {
	readonly place: TrailPlace;
	readonly ledger: PlaceLedger;
	readonly #options: PlaceOptions;
	/** Denied objects, as long as no other could be read. */
	#denied: Gap[] = [];
	#error: HistoryError | undefined;
	/** Was any of its objects read? */
	anyRead = false;
	/** Was all of it listed? */
	listed = false;

	constructor(place: TrailPlace, options: PlaceOptions) {
		this.place = place;
		this.#options = options;
		this.ledger = new PlaceLedger({
			span: options.events,
			margin: options.margin,
			holes: () => options.gaps.holes(place),
		});
	}

	/** Why nothing of the place is asked for any more. */
	get refusal(): HistoryError | undefined {
		return this.#denied.length >= mostDenied ? this.#error : undefined;
	}

	/** @returns gaps that were held back: they are those of single objects after all. */
	read(): readonly Gap[] {
		this.anyRead = true;
		return this.#denied.splice(0);
	}

	/** @returns the gap, unless it waits for whether anything of the place can be read. */
	deny(gap: Gap, error: HistoryError): readonly Gap[] {
		if (this.anyRead) {
			return [gap];
		}
		this.#denied.push(gap);
		this.#error ??= error;
		return [];
	}

	/** At the end. @returns gaps that were held back, or one for all. */
	close(): readonly Gap[] {
		const denied = this.#denied.splice(0);
		return denied.length >= mostDenied && this.#error
			? [this.gapOf(this.#options.events, this.#error.message)]
			: denied;
	}

	gapOfObject({ key, delivered }: TrailObject, reason: string): Gap {
		return this.#gap(key, { from: delivered.from - delay, to: delivered.to }, reason);
	}

	/** What was not listed. */
	gapOf(span: Span, reason: string): Gap {
		return this.#gap(nameOfRest(this.place.prefix, span), span, reason);
	}

	coverageOf(spans: readonly Span[]): readonly Coverage[] {
		const { source, complete } = this.#options;
		const { accountId, region } = this.place;
		return spans.map((span) => ({ accountId, region, source, complete, ...timesOf(span) }));
	}

	#gap(what: string, span: Span, reason: string): Gap {
		const { accountId, region } = this.place;
		return { accountId, region, source: this.#options.source, what, reason, ...timesOf(span) };
	}
}

/** Names what is missing below a prefix in a time; no key has a space there. */
export function nameOfRest(prefix: string, span: Span): string {
	const { from, to } = timesOf(span);
	return `${prefix} ${from}..${to}`;
}
