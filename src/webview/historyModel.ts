import type { KnownValues } from '../model/queryCompletion.ts';
import { type Layout, plainLayout } from '../protocol/layout.ts';
import type {
	HistorySnapshot,
	ListFacts,
	NamedFilter,
	Notice,
	ToWebviewMessage,
} from '../protocol/messages.ts';
import {
	type HistoryTarget,
	type PanelFilter,
	sameTarget,
	type TimeRange,
} from '../protocol/target.ts';
import type { Timeline } from '../protocol/timeline.ts';
import { AskedFilter } from './askedFilter.ts';
import { CallList } from './callList.ts';
import { newestFirst, oldestFirst, type Sort } from './gridRows.ts';
import { setLocale } from './locale.ts';
import { OpenCall } from './openCall.ts';
import { setTexts } from './translate.ts';
import type { Transport } from './transport.ts';
import { setZone } from './zone.ts';

/** Milliseconds after which what is scrolled to is kept. */
const scrollRest = 250;
/** Milliseconds without a newer list after which its timeline is asked for. */
const timelineRest = 150;
/** Milliseconds after which rows that are not yet in sight are asked for. */
const aheadRest = 60;
/** What a query is completed with is asked for again after so many ms. */
const knownAge = 60_000;

export interface HistoryModelEvents {
	/** Something is to be drawn anew. */
	onDidChange(): void;
	/** Another list is shown: from that row on, with that call selected. */
	onDidList(selected: string | undefined, row: number): void;
}

/** What the page shows, and what it asks the host for. */
export class HistoryModel {
	readonly list: CallList;
	readonly open: OpenCall;
	readonly #transport: Transport;
	readonly #events: HistoryModelEvents;
	readonly #asked = new AskedFilter();
	#snapshot: HistorySnapshot | undefined;
	#failure: Notice | undefined;
	#facts: ListFacts | undefined;
	#timeline: Timeline | null | undefined;
	#layout: Layout = plainLayout;
	#filters: readonly NamedFilter[] = [];
	#columnSort: Sort | undefined;
	#known: KnownValues = {};
	#knownAt = Number.NEGATIVE_INFINITY;
	#row = 0;
	#scrollTimer: ReturnType<typeof setTimeout> | undefined;
	#timelineTimer: ReturnType<typeof setTimeout> | undefined;
	#aheadTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(transport: Transport, events: HistoryModelEvents) {
		this.#transport = transport;
		this.#events = events;
		const changed = () => events.onDidChange();
		this.list = new CallList(
			(generation, after, limit) => transport.request('rows', { generation, after, limit }),
			changed,
		);
		this.open = new OpenCall((eventId) => transport.request('detail', { eventId }), changed);
	}

	get snapshot(): HistorySnapshot | undefined {
		return this.#snapshot;
	}

	get failure(): Notice | undefined {
		return this.#failure;
	}

	/** Of the shown target; its list may have been replaced since. */
	get facts(): ListFacts | undefined {
		return this.#facts;
	}

	/** Null where there is nothing to draw, undefined until that is known. */
	get timeline(): Timeline | null | undefined {
		return this.#timeline;
	}

	get layout(): Layout {
		return this.#layout;
	}

	get filters(): readonly NamedFilter[] {
		return this.#filters;
	}

	get known(): KnownValues {
		return this.#known;
	}

	/** What is listed, or will be. */
	get filter(): PanelFilter {
		return this.#asked.latest ?? this.#snapshot?.state.filter ?? { changesOnly: true, text: '' };
	}

	get sort(): Sort {
		const byTime = this.#snapshot?.state.order === 'oldest' ? oldestFirst : newestFirst;
		return this.#columnSort ?? byTime;
	}

	/** Takes what the host pushes. */
	accept(message: Exclude<ToWebviewMessage, { type: 'answer' }>): void {
		this.#events.onDidChange();
		switch (message.type) {
			case 'init':
				setTexts(message.texts);
				setLocale(message.locale);
				setZone(message.zone);
				this.#layout = message.layout;
				this.#filters = message.filters;
				return;
			case 'failed':
				this.#failure = message.notice;
				return;
			case 'snapshot':
				this.#accept(message.snapshot);
				return;
			case 'facts':
				this.#acceptFacts(message.facts);
		}
	}

	#accept(snapshot: HistorySnapshot): void {
		const before = this.#snapshot;
		this.#snapshot = snapshot;
		this.#failure = undefined;
		if (before && !sameTarget(before.state.target, snapshot.state.target)) {
			// of another target nothing is true any more; of another filter it is until counted anew
			this.#facts = undefined;
			this.#timeline = undefined;
		}
		if (this.list.accept(snapshot)) {
			this.#asked.listed(snapshot.state.filter);
			const { selected, row = 0 } = snapshot.state;
			this.#row = row;
			this.#events.onDidList(selected, row);
			if (selected === undefined) {
				this.closeCall();
			} else if (this.open.eventId !== selected) {
				this.openCall(selected);
			}
		}
		if (snapshot.facts) {
			this.#acceptFacts(snapshot.facts);
		}
		this.#keep();
		clearTimeout(this.#timelineTimer);
		// while somebody types, rows come first
		const rest = before === undefined ? 0 : timelineRest;
		this.#timelineTimer = setTimeout(() => void this.#readTimeline(snapshot.generation), rest);
	}

	#acceptFacts(facts: ListFacts): void {
		if (facts.generation === this.#snapshot?.generation) {
			this.#facts = facts;
			this.list.count(facts.matching);
		}
	}

	async #readTimeline(generation: number): Promise<void> {
		// where it fails, the list tells what is wrong with the history; the old drawing would be a lie
		const timeline = await this.#transport.request('timeline', { generation }).catch(() => null);
		if (generation === this.#snapshot?.generation) {
			this.#timeline = timeline;
			this.#events.onDidChange();
		}
	}

	/** Reads what a query is completed with, where it is too old. */
	async readKnown(): Promise<void> {
		if (Date.now() - this.#knownAt > knownAge) {
			this.#knownAt = Date.now();
			this.#known = await this.#transport.request('known', {}).catch(() => this.#known);
			this.#events.onDidChange();
		}
	}

	/** More rows are wanted; those in sight at once. */
	loadMore(isInSight: boolean): void {
		clearTimeout(this.#aheadTimer);
		// after a failure only the next snapshot or a way out tries again, never a loop
		const load = () => {
			if (this.list.hasMore && this.list.error === undefined) {
				void this.list.loadMore();
			}
		};
		if (isInSight) {
			load();
		} else {
			this.#aheadTimer = setTimeout(load, aheadRest);
		}
	}

	openCall(eventId: string): void {
		this.#transport.send({ type: 'select', eventId });
		void this.open.open(eventId);
		this.#keep();
	}

	closeCall(): void {
		if (this.open.eventId !== undefined) {
			this.open.close();
			this.#transport.send({ type: 'select' });
			this.#keep();
		}
	}

	scrolled(row: number): void {
		this.#row = row;
		clearTimeout(this.#scrollTimer);
		this.#scrollTimer = setTimeout(() => {
			this.#transport.send({ type: 'scroll', row: this.#row });
			this.#keep();
		}, scrollRest);
	}

	show(target: HistoryTarget): void {
		this.closeCall();
		this.#transport.send({ type: 'open', target });
	}

	go(by: -1 | 1): void {
		const { canGo } = this.#snapshot ?? {};
		if (by < 0 ? canGo?.back : canGo?.forward) {
			this.#transport.send({ type: 'go', by });
		}
	}

	pin(pinned: boolean): void {
		this.#transport.send({ type: 'pin', pinned });
	}

	askFor(filter: PanelFilter): void {
		this.#asked.ask(filter);
		this.#transport.send({ type: 'filter', filter });
	}

	/** Asks for another query over the same part of time. */
	askForText({ changesOnly, text }: PanelFilter): void {
		const { range } = this.filter;
		this.askFor({ changesOnly, text, ...(range && { range }) });
	}

	zoom(range: TimeRange | null): void {
		const { changesOnly, text } = this.filter;
		this.askFor({ changesOnly, text, ...(range && { range }) });
	}

	setLayout(layout: Layout): void {
		this.#layout = layout;
		this.#transport.send({ type: 'layout', layout });
		this.#events.onDidChange();
	}

	/** By time the host sorts all calls; by anything else the page those that are loaded. */
	sortBy(sort: Sort): void {
		const isByTime = sort.column === 'when';
		this.#columnSort = isByTime ? undefined : sort;
		const order = isByTime && !sort.descending ? 'oldest' : 'newest';
		if (order !== (this.#snapshot?.state.order ?? 'newest')) {
			this.#transport.send({ type: 'order', order });
		}
		this.#events.onDidChange();
	}

	/** For a reload of the window. */
	#keep(): void {
		if (this.#snapshot) {
			const { target, filter, order, pinned } = this.#snapshot.state;
			const selected = this.open.eventId;
			this.#transport.keep({
				target,
				filter,
				...(order && { order }),
				...(selected !== undefined && { selected }),
				...(this.#row > 0 && { row: this.#row }),
				...(pinned === true && { pinned }),
			});
		}
	}
}
