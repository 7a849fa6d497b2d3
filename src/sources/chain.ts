import { type LookupAnswer, type LookupAttribute, type LookupRequest, pageSize } from './lookup.ts';
import type { Span } from './span.ts';

const second = 1000;

/**
 * Pages of one attribute and one stretch of time, each asked with the token of the page before.
 * CloudTrail answers newest first, so what is known grows from the top down to `position`.
 */
export class Chain {
	readonly attribute: LookupAttribute;
	readonly top: number;
	/** Everything from here to `top` is known. */
	position: number;
	/** Where this chain may stop; rises when an older part is split off. */
	stop: number;
	done = false;
	/** A request is under way. */
	busy = false;
	/** Waits after a failure. */
	resting = false;
	/** Failures in a row. */
	failures = 0;
	/** Events of the pages so far, whosever they are. */
	seen = 0;
	#asked: Span;
	#token: string | undefined;

	constructor(attribute: LookupAttribute, span: Span) {
		this.attribute = attribute;
		this.top = span.to;
		this.position = span.to;
		this.stop = span.from;
		this.#asked = span;
		this.done = span.from >= span.to;
	}

	get ready(): boolean {
		return !this.done && !this.busy && !this.resting;
	}

	/** Same parameters for every page, else CloudTrail refuses the token. */
	get request(): LookupRequest {
		return {
			attribute: this.attribute,
			...this.#asked,
			...(this.#token !== undefined && { nextToken: this.#token }),
		};
	}

	take({ events, nextToken }: LookupAnswer): void {
		this.failures = 0;
		this.seen += events.length;
		this.#token = nextToken;
		const oldest = Math.min(...events.map(({ time }) => time ?? Number.POSITIVE_INFINITY));
		if (nextToken === undefined || oldest < this.stop) {
			this.position = this.stop;
			this.done = true;
		} else if (oldest < this.position) {
			// the page may end in the middle of a second, whose other events come with the next page
			this.position = Math.min(this.position, Math.floor(oldest / second) * second + second);
		}
	}

	/** Asks again from where it is, without a token. @param oldest start of what can be asked, ms. */
	restart(oldest: number): void {
		this.#token = undefined;
		const from = Math.max(this.stop, oldest);
		this.#asked = { from, to: Math.max(this.position, from) };
	}

	/**
	 * A guess of how many pages are left.
	 * @param density events per ms where this chain has not seen any yet.
	 */
	pagesLeft(density: number): number {
		if (this.done) {
			return 0;
		}
		const span = this.top - this.position;
		const own = span > 0 && this.seen > 0 ? this.seen / span : density;
		return Math.max(1, ((this.position - this.stop) * own) / pageSize);
	}

	/**
	 * Gives away its older part.
	 * @param share of the time left that goes, 0 to 1.
	 * @returns undefined where too little time is left to share.
	 */
	split(share: number): Chain | undefined {
		const length = this.position - this.stop;
		const at = Math.round((this.stop + length * share) / second) * second;
		if (at <= this.stop || at >= this.position) {
			return undefined;
		}
		const older = new Chain(this.attribute, { from: this.stop, to: at });
		this.stop = at;
		return older;
	}
}
