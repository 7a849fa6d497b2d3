import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { CallContext } from '../protocol/callContext.ts';
import type { Layout } from '../protocol/layout.ts';
import type { CallDeed, HistorySnapshot, ToWebviewMessage } from '../protocol/messages.ts';
import type { HistoryTarget, PanelFilter, TimeRange } from '../protocol/target.ts';
import type { WayOut } from '../protocol/waysOut.ts';
import type { CallGrid } from './callGrid.ts';
import type { Sort } from './gridRows.ts';
import { HistoryModel } from './historyModel.ts';
import { filtersMenu, layoutMenu } from './listMenus.ts';
import { footerText, statusText } from './listTexts.ts';
import { pageStyles } from './pageStyles.ts';
import { sharedStyles } from './sharedStyles.ts';
import { t } from './translate.ts';
import { messageOf, type Transport } from './transport.ts';

/** Milliseconds after which the detail follows the keyboard. */
const followRest = 90;

/** The page: heading, timeline, filter, list and detail of what the host shows. */
export class HistoryPage extends LitElement {
	static override styles = [sharedStyles, pageStyles];
	readonly #transport: Transport;
	readonly #model: HistoryModel;
	#followTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(transport: Transport) {
		super();
		this.#transport = transport;
		this.#model = new HistoryModel(transport, {
			onDidChange: () => this.requestUpdate(),
			onDidList: (selected, row) => this.#resetGrid(selected, row),
		});
		this.addEventListener('keydown', (event) => this.#onKeydown(event));
		// before the list says anew what the menu opens on
		this.addEventListener('contextmenu', () => delete this.dataset.vscodeContext, true);
	}

	override connectedCallback(): void {
		super.connectedCallback();
		// where nothing is selected it need not come through this element
		document.addEventListener('copy', this.#onCopy);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		document.removeEventListener('copy', this.#onCopy);
	}

	/** Takes what the host pushes. */
	accept(message: Exclude<ToWebviewMessage, { type: 'answer' }>): void {
		this.#model.accept(message);
	}

	#resetGrid(selected: string | undefined, row: number): void {
		clearTimeout(this.#followTimer);
		if (this.#grid) {
			this.#grid.reset(selected, row);
		} else {
			void this.updateComplete.then(() => this.#grid?.reset(selected, row));
		}
	}

	get #grid(): CallGrid | null {
		return this.renderRoot.querySelector<CallGrid>('call-grid');
	}

	protected override render(): TemplateResult {
		const model = this.#model;
		const { snapshot, failure, facts, filter } = model;
		if (!snapshot) {
			return failure
				? html`<notice-view .notice=${failure} @way-out=${this.#onWayOut}></notice-view>`
				: html`<div class="wait dim" role="status">${t('Reading the history…')}</div>`;
		}
		const { pinned } = snapshot.state;
		const { eventId } = model.open;
		return html`
			<page-heading
				role="banner"
				.heading=${snapshot.heading}
				.summary=${facts?.target}
				.canGo=${snapshot.canGo}
				.pinned=${pinned === true}
				@deed=${this.#onDeed}
				@go=${(event: CustomEvent<-1 | 1>) => model.go(event.detail)}
				@pin=${(event: CustomEvent<boolean>) => model.pin(event.detail)}
			></page-heading>
			<timeline-view
				role="region"
				aria-label=${t('Calls over time')}
				.timeline=${model.timeline}
				.zoomed=${filter.range !== undefined}
				.withReads=${!filter.changesOnly}
				@zoom=${(event: CustomEvent<TimeRange | null>) => model.zoom(event.detail)}
				@way-out=${this.#onWayOut}
				@open-call=${(event: CustomEvent<string>) => model.openCall(event.detail)}
			></timeline-view>
			<filter-bar
				role="search"
				aria-label=${t('Filter and layout')}
				.filter=${filter}
				.status=${facts ? statusText(facts) : ''}
				.counting=${model.list.total === undefined}
				.problems=${snapshot.problems ?? []}
				.known=${model.known}
				@filter=${(event: CustomEvent<PanelFilter>) => model.askForText(event.detail)}
				@leave=${() => this.#grid?.focus()}
				@wants-known=${() => void model.readKnown()}
				>${this.#menus(filter)}</filter-bar
			>
			<main
				class=${eventId === undefined ? '' : 'detail'}
				.style=${model.layout.detail === undefined ? '' : `--detail: ${model.layout.detail}%`}
			>
				${this.#content(snapshot)}
				${eventId === undefined ? nothing : this.#detailView(eventId)}
			</main>
		`;
	}

	#menus(filter: PanelFilter): TemplateResult {
		const model = this.#model;
		const several = model.snapshot?.heading.places !== undefined;
		return html`<span class="menus">
			${filtersMenu(model.filters, filter, {
				use: (kept) => model.askForText(kept),
				save: () => this.#run(this.#transport.request('saveFilter', {})),
				remove: (name) => this.#run(this.#transport.request('deleteFilter', { name })),
				exportCalls: () => this.#run(this.#transport.request('exportCalls', {})),
				share: () => this.#run(this.#transport.request('shareFilter', {})),
			})}
			${layoutMenu(model.layout, several, (layout) => model.setLayout(layout))}
		</span>`;
	}

	#content(snapshot: HistorySnapshot): TemplateResult {
		const { list, failure, layout, sort } = this.#model;
		const notice = failure ?? (list.calls.length === 0 ? snapshot.notice : undefined);
		if (notice) {
			return html`<notice-view .notice=${notice} @way-out=${this.#onWayOut}></notice-view>`;
		}
		const { calls, error, total } = list;
		const footer =
			error === undefined
				? footerText(calls.length, total, sort, layout)
				: t('Reading more failed: {0}', messageOf(error));
		return html`<call-grid
			.calls=${calls}
			.total=${list.rows}
			.counted=${total?.more === false}
			.single=${snapshot.state.target.kind === 'resource'}
			.places=${snapshot.heading.places}
			.footer=${footer}
			.layout=${layout}
			.sort=${sort}
			@need=${(event: CustomEvent<boolean>) => this.#model.loadMore(event.detail)}
			@open=${this.#onOpen}
			@active=${this.#onActive}
			@scrolled=${(event: CustomEvent<number>) => this.#model.scrolled(event.detail)}
			@layout=${(event: CustomEvent<Layout>) => this.#model.setLayout(event.detail)}
			@sort=${(event: CustomEvent<Sort>) => this.#model.sortBy(event.detail)}
			@menu=${this.#onMenu}
		></call-grid>`;
	}

	#detailView(eventId: string): TemplateResult {
		const { list, open, layout } = this.#model;
		return html`<detail-splitter
				.share=${layout.detail}
				@share=${(event: CustomEvent<number | null>) => this.#setShare(event.detail)}
			></detail-splitter><call-detail
			role="region"
			aria-label=${t('Detail of a call')}
			.listed=${list.calls.find((each) => each.eventId === eventId)}
			.detail=${open.detail}
			.failure=${open.failure}
			@close=${() => this.#closeAndReturn()}
			@open-call=${(event: CustomEvent<string>) => this.#model.openCall(event.detail)}
			@open-target=${(event: CustomEvent<HistoryTarget>) => this.#show(event.detail)}
			@compare=${(event: CustomEvent<{ before: string; after: string }>) => this.#run(this.#transport.request('compare', event.detail))}
			@show-state=${(event: CustomEvent<{ arn: string; time: string }>) => this.#run(this.#transport.request('showState', event.detail))}
			@call-deed=${(event: CustomEvent<{ deed: CallDeed; eventId: string }>) => this.#run(this.#transport.request('callDeed', event.detail))}
			@open-record=${(event: CustomEvent<string>) => this.#run(this.#transport.request('openRecord', { eventId: event.detail }))}
			@copy=${(event: CustomEvent<string>) => this.#run(this.#transport.request('copy', { text: event.detail }))}
		></call-detail>`;
	}

	#setShare(detail: number | null): void {
		const { detail: _, ...layout } = this.#model.layout;
		this.#model.setLayout({ ...layout, ...(detail !== null && { detail }) });
	}

	#close(): void {
		clearTimeout(this.#followTimer);
		this.#model.closeCall();
	}

	#closeAndReturn(): void {
		this.#close();
		void this.updateComplete.then(() => this.#grid?.focus());
	}

	#show(target: HistoryTarget): void {
		clearTimeout(this.#followTimer);
		this.#model.show(target);
	}

	/** A deed without a result: that it failed is said by the host itself. */
	#run(deed: Promise<null>): void {
		deed.catch((error: unknown) => this.#model.open.fail(error));
	}

	readonly #onOpen = (
		event: CustomEvent<{ readonly eventId: string; readonly withFocus: boolean }>,
	): void => {
		this.#model.openCall(event.detail.eventId);
		void this.updateComplete.then(() => {
			const detail = this.renderRoot.querySelector<HTMLElement>('call-detail');
			// zoomed in, the page is higher than the window
			detail?.scrollIntoView({ block: 'nearest' });
			if (event.detail.withFocus) {
				detail?.focus();
			}
		});
	};

	readonly #onActive = (event: CustomEvent<{ readonly eventId: string }>): void => {
		clearTimeout(this.#followTimer);
		if (this.#model.open.eventId !== undefined) {
			const { eventId } = event.detail;
			this.#followTimer = setTimeout(() => this.#model.openCall(eventId), followRest);
		}
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
		const model = this.#model;
		const { filter } = model;
		const { run, fetch } = event.detail;
		switch (run) {
			case 'showReads':
				model.askFor({ ...filter, changesOnly: false });
				return;
			case 'clearFilter':
				model.askFor({ changesOnly: filter.changesOnly, text: '' });
				return;
			default:
				this.#run(this.#transport.request('wayOut', { run, ...(fetch && { fetch }) }));
		}
	};

	/** VS Code looks for what its menu opens on in the document, which ends at this element. */
	readonly #onMenu = (event: CustomEvent<CallContext>): void => {
		this.dataset.vscodeContext = JSON.stringify(event.detail);
	};

	readonly #onCopy = (event: ClipboardEvent): void => {
		const grid = this.#grid;
		const isText = document.getSelection()?.type === 'Range';
		const copied = isText || this.shadowRoot?.activeElement !== grid ? undefined : grid?.copied();
		if (copied !== undefined) {
			event.preventDefault();
			event.clipboardData?.setData('text/plain', copied);
		}
	};

	#onKeydown(event: KeyboardEvent): void {
		const { key, altKey } = event;
		const isCommand = (event.ctrlKey || event.metaKey) && !altKey;
		if (key === 'Escape' && this.#model.open.eventId !== undefined) {
			event.preventDefault();
			this.#closeAndReturn();
		} else if (key === 'f' && isCommand) {
			event.preventDefault();
			this.renderRoot.querySelector<HTMLElement>('filter-bar')?.focus();
		} else if (altKey && !event.ctrlKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
			event.preventDefault();
			this.#model.go(key === 'ArrowLeft' ? -1 : 1);
		}
	}
}
