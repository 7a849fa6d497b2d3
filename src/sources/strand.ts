import { Chain } from './chain.ts';
import { type LookupAttribute, pageSize } from './lookup.ts';
import type { Span } from './span.ts';

/** Below this share of ours, a name that other services use too is left to the full sweep. */
const leastShare = 0.25;

/** All chains that together read one attribute over one span, newest first. */
export class Strand {
	readonly lane: 'changes' | 'all';
	readonly span: Span;
	readonly attribute: LookupAttribute;
	readonly chains: Chain[];
	givenUp = false;
	#seen = 0;
	#ours = 0;

	constructor(lane: 'changes' | 'all', attribute: LookupAttribute, span: Span) {
		this.lane = lane;
		this.span = span;
		this.attribute = attribute;
		this.chains = [new Chain(attribute, span)];
	}

	get done(): boolean {
		return this.givenUp || this.chains.every(({ done }) => done);
	}

	/** Everything from here to the span's end is known. */
	get position(): number {
		return this.chains.find(({ done }) => !done)?.position ?? this.span.from;
	}

	/** Counts a page of this strand. @param ours how many of its events are of Image Builder. */
	count(seen: number, ours: number): void {
		this.#seen += seen;
		this.#ours += ours;
		if (!this.done && this.#seen >= pageSize && this.#ours < this.#seen * leastShare) {
			this.givenUp = true;
		}
	}

	/** Gives away the older part of one of its chains. */
	split(chain: Chain, share: number): Chain | undefined {
		const older = chain.split(share);
		if (older) {
			this.chains.splice(this.chains.indexOf(chain) + 1, 0, older);
		}
		return older;
	}
}
