import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { KnownValues } from '../model/queryCompletion.ts';
import { type Layout, plainLayout } from '../protocol/layout.ts';
import type {
	CallDeed,
	HistorySnapshot,
	ListFacts,
	NamedFilter,
	Notice,
	Timeline,
	ToWebviewMessage,
	WayOut,
} from '../protocol/messages.ts';
import {
	type HistoryTarget,
	type PanelFilter,
	sameTarget,
	type TimeRange,
} from '../protocol/target.ts';
import { AskedFilter } from './askedFilter.ts';
import type { CallGrid, Need } from './callGrid.ts';
import { CallList } from './callList.ts';
import { newestFirst, type Sort } from './gridRows.ts';
import { filtersMenu, layoutMenu } from './listMenus.ts';
import { footerText, statusText } from './listTexts.ts';
import { OpenCall } from './openCall.ts';
import { pageStyles } from './pageStyles.ts';
import { sharedStyles } from './sharedStyles.ts';
import { setTexts, t } from './translate.ts';
import { messageOf, type Transport } from './transport.ts';

/** Milliseconds after which the detail follows the keyboard, and what is scrolled to is kept. */
const followRest = 90;
const scrollRest = 250;
/** Milliseconds without a newer list after which its timeline is asked for. */
const timelineRest = 150;
/** Milliseconds after which rows that are not yet in sight are asked for. */
const aheadRest = 60;
/** What a query is completed with is asked for again after so many ms. */
const knownAge = 60_000;

/** The page: heading, timeline, filter, list and detail of what the host shows. */
export class HistoryPage extends LitElement {
	static override styles = [sharedStyles, pageStyles];
	readonly #transport: Transport;
	readonly #list: CallList;
	readonly #open: OpenCall;
	readonly #asked = new AskedFilter();
	#snapshot: HistorySnapshot | undefined;
	#failure: Notice | undefined;
	/** Of the shown target; its list may have been replaced since. */
	#facts: ListFacts | undefined;
	/** Null where there is nothing to draw, undefined until that is known. */
	#timeline: Timeline | null | undefined;
	#layout: Layout = plainLayout;
	#filters: readonly NamedFilter[] = [];
	#sort: Sort = newestFirst;
	#known: KnownValues = {};
	#knownAt = Number.NEGATIVE_INFINITY;
	#row = 0;
	#followTimer: ReturnType<typeof setTimeout> | undefined;
	#scrollTimer: ReturnType<typeof setTimeout> | undefined;
	#timelineTimer: ReturnType<typeof setTimeout> | undefined;
	#aheadTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(transport: Transport) {
		super();
		this.#transport = transport;
		const changed = () => this.requestUpdate();
		this.#list = new CallList(
			(generation, after, limit) => transport.request('rows', { generation, after, limit }),
			changed,
		);
		this.#open = new OpenCall((eventId) => transport.request('detail', { eventId }), changed);
		this.addEventListener('keydown', (event) => this.#onKeydown(event));
	}

	/** Takes what the host pushes. */
	accept(message: Exclude<ToWebviewMessage, { type: 'answer' }>): void {
		this.requestUpdate();
		switch (message.type) {
			case 'init':
				setTexts(message.texts);
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
		if (this.#list.accept(snapshot)) {
			this.#asked.listed(snapshot.state.filter);
			const { selected, row = 0 } = snapshot.state;
			this.#row = row;
			this.#grid?.reset(selected, row);
			if (!this.#grid) {
				void this.updateComplete.then(() => this.#grid?.reset(selected, row));
			}
			if (selected === undefined) {
				this.#close();
			} else if (before?.state.selected !== selected || this.#open.eventId !== selected) {
				this.#openCall(selected);
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
			this.#list.count(facts.matching);
		}
	}

	get #grid(): CallGrid | null {
		return this.renderRoot.querySelector<CallGrid>('call-grid');
	}

	protected override render(): TemplateResult {
		const snapshot = this.#snapshot;
		if (!snapshot) {
			return this.#failure
				? html`<notice-view .notice=${this.#failure} @way-out=${this.#onWayOut}></notice-view>`
				: html`<div class="wait dim" role="status">${t('Reading the history…')}</div>`;
		}
		const { pinned } = snapshot.state;
		const filter = this.#filterNow;
		return html`
			<page-heading
				role="banner"
				.heading=${snapshot.heading}
				.summary=${this.#facts?.target}
				.canGo=${snapshot.canGo}
				.pinned=${pinned === true}
				@deed=${this.#onDeed}
				@go=${(event: CustomEvent<-1 | 1>) => this.#go(event.detail)}
				@pin=${(event: CustomEvent<boolean>) => this.#transport.send({ type: 'pin', pinned: event.detail })}
			></page-heading>
			<timeline-view
				role="region"
				aria-label=${t('Calls over time')}
				.timeline=${this.#timeline}
				.zoomed=${filter.range !== undefined}
				.withReads=${!filter.changesOnly}
				@zoom=${this.#onZoom}
				@way-out=${this.#onWayOut}
			></timeline-view>
			<filter-bar
				role="search"
				aria-label=${t('Filter and layout')}
				.filter=${filter}
				.status=${this.#facts ? statusText(this.#facts) : ''}
				.counting=${this.#list.total === undefined}
				.problems=${snapshot.problems ?? []}
				.known=${this.#known}
				@filter=${(event: CustomEvent<PanelFilter>) => this.#filter(event.detail)}
				@leave=${() => this.#grid?.focus()}
				@wants-known=${() => void this.#readKnown()}
				>${this.#menus(filter)}</filter-bar
			>
			<main class=${this.#open.eventId === undefined ? '' : 'detail'}>
				${this.#content(snapshot)}
				${this.#open.eventId === undefined ? nothing : this.#detailView(this.#open.eventId)}
			</main>
		`;
	}

	#menus(filter: PanelFilter): TemplateResult {
		return html`<span class="menus">
			${filtersMenu(this.#filters, filter, {
				use: (kept) => this.#filter(kept),
				save: () => this.#run(this.#transport.request('saveFilter', {})),
				remove: (name) => this.#run(this.#transport.request('deleteFilter', { name })),
				exportCalls: () => this.#run(this.#transport.request('exportCalls', {})),
				share: () => this.#run(this.#transport.request('shareFilter', {})),
			})}
			${layoutMenu(this.#layout, this.#snapshot?.heading.places !== undefined, (layout) => this.#setLayout(layout))}
		</span>`;
	}

	#content(snapshot: HistorySnapshot): TemplateResult {
		const notice = this.#failure ?? (this.#list.calls.length === 0 ? snapshot.notice : undefined);
		if (notice) {
			return html`<notice-view .notice=${notice} @way-out=${this.#onWayOut}></notice-view>`;
		}
		const { calls, error } = this.#list;
		const footer =
			error === undefined
				? footerText(calls.length, this.#list.total, this.#sort, this.#layout)
				: t('Reading more failed: {0}', messageOf(error));
		return html`<call-grid
			.calls=${calls}
			.total=${this.#list.rows}
			.counted=${this.#list.total?.more === false}
			.single=${snapshot.state.target.kind === 'resource'}
			.places=${snapshot.heading.places}
			.footer=${footer}
			.layout=${this.#layout}
			.sort=${this.#sort}
			@need=${this.#onNeed}
			@open=${this.#onOpen}
			@active=${this.#onActive}
			@scrolled=${this.#onScrolled}
			@layout=${(event: CustomEvent<Layout>) => this.#setLayout(event.detail)}
			@sort=${(event: CustomEvent<Sort>) => this.#sortBy(event.detail)}
		></call-grid>`;
	}

	#detailView(eventId: string): TemplateResult {
		return html`<call-detail
			role="region"
			aria-label=${t('Detail of a call')}
			.call=${this.#list.calls.find((each) => each.eventId === eventId)}
			.detail=${this.#open.detail}
			.failure=${this.#open.failure}
			@close=${() => this.#closeAndReturn()}
			@open-call=${(event: CustomEvent<string>) => this.#openCall(event.detail)}
			@open-target=${(event: CustomEvent<HistoryTarget>) => this.#show(event.detail)}
			@compare=${(event: CustomEvent<{ before: string; after: string }>) => this.#run(this.#transport.request('compare', event.detail))}
			@show-state=${(event: CustomEvent<{ arn: string; time: string }>) => this.#run(this.#transport.request('showState', event.detail))}
			@call-deed=${(event: CustomEvent<{ deed: CallDeed; eventId: string }>) => this.#run(this.#transport.request('callDeed', event.detail))}
			@open-record=${(event: CustomEvent<string>) => this.#run(this.#transport.request('openRecord', { eventId: event.detail }))}
			@copy=${(event: CustomEvent<string>) => this.#run(this.#transport.request('copy', { text: event.detail }))}
		></call-detail>`;
	}

	readonly #onNeed = (event: CustomEvent<Need>): void => {
		const { rows, isInSight } = event.detail;
		clearTimeout(this.#aheadTimer);
		// after a failure only the next snapshot or a way out tries again, never a loop
		const load = () => {
			if (this.#list.hasMore && this.#list.error === undefined) {
				void this.#list.loadMore(rows);
			}
		};
		if (isInSight) {
			load();
		} else {
			this.#aheadTimer = setTimeout(load, aheadRest);
		}
	};

	async #readTimeline(generation: number): Promise<void> {
		try {
			const timeline = await this.#transport.request('timeline', { generation });
			if (generation === this.#snapshot?.generation) {
				this.#timeline = timeline;
				this.requestUpdate();
			}
		} catch {
			// the list tells what is wrong with the history; the old drawing would be a lie
			if (generation === this.#snapshot?.generation) {
				this.#timeline = null;
				this.requestUpdate();
			}
		}
	}

	async #readKnown(): Promise<void> {
		if (Date.now() - this.#knownAt > knownAge) {
			this.#knownAt = Date.now();
			this.#known = await this.#transport.request('known', {}).catch(() => this.#known);
			this.requestUpdate();
		}
	}

	#openCall(eventId: string): void {
		this.#transport.send({ type: 'select', eventId });
		void this.#open.open(eventId);
		this.#keep();
	}

	#close(): void {
		clearTimeout(this.#followTimer);
		if (this.#open.eventId !== undefined) {
			this.#open.close();
			this.#transport.send({ type: 'select' });
			this.#keep();
		}
	}

	#closeAndReturn(): void {
		this.#close();
		void this.updateComplete.then(() => this.#grid?.focus());
	}

	#keep(): void {
		if (this.#snapshot) {
			const { target, filter, pinned } = this.#snapshot.state;
			const selected = this.#open.eventId;
			this.#transport.keep({
				target,
				filter,
				...(selected !== undefined && { selected }),
				...(this.#row > 0 && { row: this.#row }),
				...(pinned === true && { pinned }),
			});
		}
	}

	#show(target: HistoryTarget): void {
		this.#close();
		this.#transport.send({ type: 'open', target });
	}

	#go(by: -1 | 1): void {
		const { canGo } = this.#snapshot ?? {};
		if (by < 0 ? canGo?.back : canGo?.forward) {
			this.#transport.send({ type: 'go', by });
		}
	}

	/** What is listed, or will be. */
	get #filterNow(): PanelFilter {
		return this.#asked.latest ?? this.#snapshot?.state.filter ?? { changesOnly: true, text: '' };
	}

	#askFor(filter: PanelFilter): void {
		this.#asked.ask(filter);
		this.#transport.send({ type: 'filter', filter });
	}

	#filter({ changesOnly, text }: PanelFilter): void {
		const { range } = this.#filterNow;
		this.#askFor({ changesOnly, text, ...(range && { range }) });
	}

	#setLayout(layout: Layout): void {
		this.#layout = layout;
		this.#transport.send({ type: 'layout', layout });
		this.requestUpdate();
	}

	#sortBy(sort: Sort): void {
		this.#sort = sort;
		this.requestUpdate();
	}

	/** A deed without a result: that it failed is said by the host itself. */
	#run(deed: Promise<null>): void {
		deed.catch((error: unknown) => this.#open.fail(error));
	}

	readonly #onZoom = (event: CustomEvent<TimeRange | null>): void => {
		const { changesOnly, text } = this.#filterNow;
		this.#askFor({ changesOnly, text, ...(event.detail && { range: event.detail }) });
	};

	readonly #onOpen = (
		event: CustomEvent<{ readonly eventId: string; readonly withFocus: boolean }>,
	): void => {
		this.#openCall(event.detail.eventId);
		if (event.detail.withFocus) {
			void this.updateComplete.then(() =>
				this.renderRoot.querySelector<HTMLElement>('call-detail')?.focus(),
			);
		}
	};

	readonly #onActive = (event: CustomEvent<{ readonly eventId: string }>): void => {
		clearTimeout(this.#followTimer);
		if (this.#open.eventId !== undefined) {
			const { eventId } = event.detail;
			this.#followTimer = setTimeout(() => this.#openCall(eventId), followRest);
		}
	};

	readonly #onScrolled = (event: CustomEvent<number>): void => {
		this.#row = event.detail;
		clearTimeout(this.#scrollTimer);
		this.#scrollTimer = setTimeout(() => {
			this.#transport.send({ type: 'scroll', row: this.#row });
			this.#keep();
		}, scrollRest);
	};

	readonly #onDeed = (
		event: CustomEvent<{
			readonly deed: 'copy' | 'revealInCode' | 'openInConsole';
			readonly text: string;
		}>,
	): void => {
		const { deed, text } = event.detail;
		this.#run(
			deed === 'copy'
				? this.#transport.request('copy', { text })
				: this.#transport.request(deed, { arn: text }),
		);
	};

	readonly #onWayOut = (event: CustomEvent<WayOut>): void => {
		const filter = this.#filterNow;
		const { run, fetch } = event.detail;
		switch (run) {
			case 'showReads':
				this.#askFor({ ...filter, changesOnly: false });
				return;
			case 'clearFilter':
				this.#askFor({ changesOnly: filter.changesOnly, text: '' });
				return;
			default:
				this.#run(this.#transport.request('wayOut', { run, ...(fetch && { fetch }) }));
		}
	};

	#onKeydown(event: KeyboardEvent): void {
		const { key, altKey } = event;
		const isCommand = (event.ctrlKey || event.metaKey) && !altKey;
		if (key === 'Escape' && this.#open.eventId !== undefined) {
			event.preventDefault();
			this.#closeAndReturn();
		} else if (key === 'f' && isCommand) {
			event.preventDefault();
			this.renderRoot.querySelector<HTMLElement>('filter-bar')?.focus();
		} else if (altKey && !event.ctrlKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
			event.preventDefault();
			this.#go(key === 'ArrowLeft' ? -1 : 1);
		}
	}
}
