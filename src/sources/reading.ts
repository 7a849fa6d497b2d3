import { HistoryError } from '../model/errors.ts';
import { imageBuilderSource } from '../model/readRecord.ts';
import type { RecordedCall } from '../model/recordedCall.ts';
import type { Chain } from './chain.ts';
import { ChangesLane, type Covered, fewPages } from './changesLane.ts';
import type { Clock } from './clock.ts';
import { type EventPage, readEventPage } from './eventPage.ts';
import { Inbox } from './inbox.ts';
import { type Lookup, type LookupAnswer, pageSize } from './lookup.ts';
import type { Pacer } from './pacer.ts';
import { nextStep } from './retry.ts';
import { hullOf, lengthOf, type Span, subtractSpans } from './span.ts';
import { Strand } from './strand.ts';

export interface EventHistoryPage {
	readonly calls: readonly RecordedCall[];
	readonly unreadable: readonly string[];
	readonly covered: readonly Covered[];
	readonly lane: 'changes' | 'all';
	/** No time of the asked spans from here on is unread, ms since 1970. */
	readonly readBackTo: number;
	/** A guess. */
	readonly pagesLeft: number;
	/** Events per ms, of all reading so far. */
	readonly density: number;
}

export interface EventHistoryRequest {
	readonly lookup: Lookup;
	readonly pacer: Pacer;
	readonly clock: Clock;
	readonly signal: AbortSignal;
	/** Time to read completely, newest first, whole seconds. */
	readonly all: readonly Span[];
	/** The part of it of which not even the changes are known. */
	readonly changes: readonly Span[];
	/** Events per ms to expect; 0 where nothing is known. */
	readonly density: number;
	/** Ask one page after the other, of one span: for the newest page. */
	readonly serial?: boolean;
	/** CloudTrail refuses older starts, ms since 1970. */
	readonly oldest: () => number;
	readonly onRetry?: (error: HistoryError, waitMs: number) => void;
}

type Event =
	| { readonly kind: 'slot' | 'aborted' }
	| { readonly kind: 'broken'; readonly error: unknown }
	| { readonly kind: 'rested'; readonly chain: Chain }
	| { readonly kind: 'answer'; readonly chain: Chain; readonly answer: LookupAnswer }
	| { readonly kind: 'failure'; readonly chain: Chain; readonly error: unknown };

/** More would not help: at 2 requests a second that is 4 s of latency. */
const mostInFlight = 8;
/**
 * Chains of pages that run side by side, so that each slot of the pacer is used however slow the
 * answers are.
 */
export class Reading {
	readonly inbox = new Inbox<Event>();
	readonly #request: EventHistoryRequest;
	readonly #signal: AbortSignal;
	readonly #sweep: readonly Strand[];
	readonly #sweepLength: number;
	#changes: ChangesLane | undefined;
	#sweepPages = 0;
	#seen = 0;
	#seekingSlot = false;

	constructor(request: EventHistoryRequest, signal: AbortSignal) {
		this.#request = request;
		this.#signal = signal;
		const attribute = { key: 'EventSource', value: imageBuilderSource } as const;
		this.#sweep = request.all.map((span) => new Strand('all', attribute, span));
		this.#sweepLength = lengthOf(request.all);
		this.#considerNames(Math.ceil((request.density * this.#sweepLength) / pageSize));
	}

	get done(): boolean {
		return this.#strands.every((strand) => strand.done);
	}

	/** Reserves the next moment to send, when there is something to send. */
	seekSlot(): void {
		if (this.#seekingSlot || !(this.#nextReady() || this.#mostLeft())) {
			return;
		}
		this.#seekingSlot = true;
		this.#request.pacer.slot(this.#signal).then(
			() => {
				// at once: whoever saves the last page must not make the next request late
				this.#seekingSlot = false;
				this.#useSlot();
				this.inbox.push({ kind: 'slot' });
			},
			(error) => this.inbox.push({ kind: 'broken', error }),
		);
	}

	handle(event: Event): EventHistoryPage | undefined {
		switch (event.kind) {
			case 'aborted':
				throw new HistoryError('cancelled', 'Reading was cancelled.');
			case 'broken':
				throw event.error;
			case 'slot':
				return undefined;
			case 'rested':
				event.chain.resting = false;
				return undefined;
			case 'failure':
				this.#fail(event.chain, event.error);
				return undefined;
			case 'answer':
				return this.#take(event.chain, event.answer);
		}
	}

	/** Changes go first: they are what people ask for. */
	get #strands(): readonly Strand[] {
		return [...(this.#changes?.strands ?? []), ...this.#sweep];
	}

	get #open(): readonly { strand: Strand; chain: Chain }[] {
		return this.#strands
			.filter((strand) => !strand.done)
			.flatMap((strand) =>
				strand.chains.filter(({ done }) => !done).map((chain) => ({ strand, chain })),
			);
	}

	get #density(): number {
		const read = this.#sweepLength - lengthOf(this.#unswept);
		return read > 0 && this.#seen > 0 ? this.#seen / read : this.#request.density;
	}

	get #unswept(): Span[] {
		return this.#sweep.flatMap((strand) =>
			strand.chains.map(({ position, stop }) => ({ from: stop, to: position })),
		);
	}

	#useSlot(): void {
		const chain = this.#signal.aborted ? undefined : (this.#nextReady() ?? this.#split());
		if (!chain) {
			return;
		}
		chain.busy = true;
		const { pacer, lookup } = this.#request;
		const departure = pacer.depart();
		lookup(chain.request, this.#signal, departure.left)
			.finally(departure.answered)
			.then(
				(answer) => this.inbox.push({ kind: 'answer', chain, answer }),
				(error) => this.inbox.push({ kind: 'failure', chain, error }),
			);
		this.seekSlot();
	}

	#nextReady(): Chain | undefined {
		const open = this.#open;
		return open.filter(({ chain }) => chain.busy).length < mostInFlight
			? open.find(({ chain }) => chain.ready)?.chain
			: undefined;
	}

	/** The chain with the most left to read, where it is worth to share that. */
	#mostLeft(): { strand: Strand; chain: Chain; pages: number; total: number } | undefined {
		const open = this.#open;
		if (this.#request.serial || open.filter(({ chain }) => chain.busy).length >= mostInFlight) {
			return undefined;
		}
		const density = this.#density;
		let most: { strand: Strand; chain: Chain; pages: number } | undefined;
		let total = 0;
		for (const { strand, chain } of open) {
			const pages = chain.pagesLeft(strand.lane === 'all' ? density : 0);
			total += pages;
			if (pages > (most?.pages ?? 2)) {
				most = { strand, chain, pages };
			}
		}
		return most && { ...most, total };
	}

	/**
	 * Every chain waits for an answer and the slot would go unused: shares the longest, so that all
	 * that run side by side end together. Each split costs up to a page, so there should be few.
	 */
	#split(): Chain | undefined {
		const most = this.#mostLeft();
		if (!most) {
			return undefined;
		}
		const sideBySide = this.#open.length + 1;
		const share = Math.min(0.5, most.total / sideBySide / most.pages);
		return most.strand.split(most.chain, share);
	}

	#take(chain: Chain, answer: LookupAnswer): EventHistoryPage {
		const strand = this.#strands.find(({ chains }) => chains.includes(chain));
		chain.busy = false;
		this.#request.pacer.succeeded();
		const before = chain.position;
		chain.take(answer);
		const page = readEventPage(answer);
		strand?.count(answer.events.length, page.ours);
		const lane = strand?.lane ?? 'all';
		if (lane === 'all') {
			this.#sweepPages++;
			this.#seen += answer.events.length;
			this.#considerNames(this.#sweepPages > fewPages ? this.#sweepPagesLeft : 0);
		}
		return this.#report(page, lane, [
			...(lane === 'all' && chain.position < before
				? [{ from: chain.position, to: chain.top, complete: 'all' as const }]
				: []),
			...(this.#changes?.takeCovered() ?? []),
		]);
	}

	#report(
		{ calls, unreadable }: EventPage,
		lane: 'changes' | 'all',
		covered: readonly Covered[],
	): EventHistoryPage {
		const unread = this.#sweep.flatMap(({ chains }) => chains.filter(({ done }) => !done));
		const ends = this.#request.all.map(({ from }) => from);
		return {
			calls,
			unreadable,
			covered,
			lane,
			readBackTo: Math.max(Math.min(...ends), ...unread.map(({ position }) => position)),
			pagesLeft: Math.ceil(this.#sweepPagesLeft + (this.#changes?.pagesLeft ?? 0)),
			density: this.#density,
		};
	}

	get #sweepPagesLeft(): number {
		const density = this.#density;
		return this.#sweep
			.flatMap(({ chains }) => chains.map((chain) => chain.pagesLeft(density)))
			.reduce((sum, one) => sum + one, 0);
	}

	/** Asks for each mutating operation by name, once that is the shorter way to every change. */
	#considerNames(sweepPages: number): void {
		if (this.#changes || this.#request.serial || sweepPages <= fewPages) {
			return;
		}
		const swept = subtractSpans(this.#request.all, this.#unswept);
		const span = hullOf(subtractSpans(this.#request.changes, swept));
		this.#changes = span && new ChangesLane(span);
	}

	#fail(chain: Chain, error: unknown): void {
		chain.busy = false;
		const { clock, pacer, oldest, onRetry, serial = false } = this.#request;
		chain.failures++;
		const step = nextStep(error, {
			failures: chain.failures,
			patient: !serial,
			throttled: () => pacer.throttled(),
		});
		if (step.kind === 'give-up') {
			throw error;
		}
		if (step.kind === 'restart') {
			chain.restart(oldest());
		}
		if (step.error.code === 'throttled') {
			// the pacer waits for all
			chain.failures--;
		} else {
			onRetry?.(step.error, step.waitMs);
		}
		if (step.waitMs > 0) {
			chain.resting = true;
			clock.sleep(step.waitMs, this.#signal).then(
				() => this.inbox.push({ kind: 'rested', chain }),
				// the reading ends, and says so itself
				() => undefined,
			);
		}
	}
}
