import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '../model/call.ts';
import type {
	CallDetail as Detail,
	HistorySnapshot,
	Notice,
	ToWebviewMessage,
	WayOut,
} from '../protocol/messages.ts';
import type { HistoryTarget, PanelFilter } from '../protocol/target.ts';
import type { CallGrid } from './callGrid.ts';
import { CallList } from './callList.ts';
import { pageStyles } from './pageStyles.ts';
import { sharedStyles } from './sharedStyles.ts';
import type { Transport } from './transport.ts';

/** Milliseconds after which the detail follows the keyboard. */
const followRest = 90;

/** The page: heading, filter, list and detail of what the host shows. */
export class HistoryPage extends LitElement {
	static override styles = [sharedStyles, pageStyles];
	readonly #transport: Transport;
	readonly #list: CallList;
	#snapshot: HistorySnapshot | undefined;
	#failure: Notice | undefined;
	#selected: string | undefined;
	#detail: Detail | undefined;
	#detailFailure: string | undefined;
	#followTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(transport: Transport) {
		super();
		this.#transport = transport;
		this.#list = new CallList(
			(generation, after, limit) => transport.request('rows', { generation, after, limit }),
			() => this.requestUpdate(),
		);
		this.addEventListener('keydown', (event) => this.#onKeydown(event));
	}

	/** Takes what the host pushes. */
	accept(message: Exclude<ToWebviewMessage, { type: 'answer' }>): void {
		if (message.type === 'failed') {
			this.#failure = message.notice;
			this.requestUpdate();
			return;
		}
		const { snapshot } = message;
		const before = this.#snapshot;
		this.#snapshot = snapshot;
		this.#failure = undefined;
		if (this.#list.accept(snapshot)) {
			const { selected } = snapshot.state;
			this.#grid?.reset(selected);
			const opened = before?.state.selected !== selected || before === undefined;
			if (selected === undefined) {
				this.#close();
			} else if (opened || this.#selected !== selected) {
				this.#open(selected);
			}
		}
		this.#keep();
		this.requestUpdate();
	}

	get #grid(): CallGrid | null {
		return this.renderRoot.querySelector<CallGrid>('call-grid');
	}

	protected override render(): TemplateResult {
		const snapshot = this.#snapshot;
		if (!snapshot) {
			return this.#failure
				? html`<notice-view .notice=${this.#failure} @way-out=${this.#onWayOut}></notice-view>`
				: html`<div class="wait dim" role="status">Reading the history…</div>`;
		}
		return html`
			<page-heading .heading=${snapshot.heading} @deed=${this.#onDeed}></page-heading>
			<filter-bar
				.filter=${snapshot.state.filter}
				.status=${statusText(snapshot)}
				@filter=${this.#onFilter}
				@leave=${() => this.#grid?.focus()}
			></filter-bar>
			<main class=${this.#selected === undefined ? '' : 'detail'}>
				${this.#content(snapshot)}
				${this.#selected === undefined ? nothing : this.#detailView(this.#selected)}
			</main>
		`;
	}

	#content(snapshot: HistorySnapshot): TemplateResult {
		const notice = this.#failure ?? (this.#list.calls.length === 0 ? snapshot.notice : undefined);
		if (notice) {
			return html`<notice-view .notice=${notice} @way-out=${this.#onWayOut}></notice-view>`;
		}
		const { calls, error } = this.#list;
		return html`<call-grid
			.calls=${calls}
			.total=${snapshot.matching}
			.single=${snapshot.state.target.kind === 'resource'}
			.footer=${error === undefined ? footerText(calls, snapshot) : `Reading more failed: ${messageOf(error)}`}
			@near-end=${() => this.#loadMore()}
			@open=${this.#onOpen}
			@active=${this.#onActive}
		></call-grid>`;
	}

	#detailView(eventId: string): TemplateResult {
		const detail = this.#detail?.call.eventId === eventId ? this.#detail : undefined;
		const call: Call | undefined = this.#list.calls.find((each) => each.eventId === eventId);
		return html`<call-detail
			role="region"
			aria-label="Detail of a call"
			.call=${call}
			.detail=${detail}
			.failure=${this.#detailFailure}
			@close=${() => this.#closeAndReturn()}
			@open-arn=${(event: CustomEvent<string>) => this.#show({ kind: 'resource', arn: event.detail })}
			@open-caller=${(event: CustomEvent<string>) => this.#show({ kind: 'caller', caller: event.detail })}
			@open-record=${(event: CustomEvent<string>) => this.#run(this.#transport.request('openRecord', { eventId: event.detail }))}
			@copy=${(event: CustomEvent<string>) => this.#run(this.#transport.request('copy', { text: event.detail }))}
		></call-detail>`;
	}

	#loadMore(): void {
		// after a failure only the next snapshot or a way out tries again, never a loop
		if (this.#list.hasMore && this.#list.error === undefined) {
			void this.#list.loadMore();
		}
	}

	#open(eventId: string): void {
		this.#selected = eventId;
		this.#detailFailure = undefined;
		this.#transport.send({ type: 'select', eventId });
		this.#keep();
		this.requestUpdate();
		void this.#readDetail(eventId);
	}

	async #readDetail(eventId: string): Promise<void> {
		try {
			const detail = await this.#transport.request('detail', { eventId });
			if (this.#selected === eventId) {
				this.#detail = detail;
			}
		} catch (error) {
			if (this.#selected === eventId) {
				this.#detailFailure = messageOf(error);
			}
		}
		this.requestUpdate();
	}

	#close(): void {
		clearTimeout(this.#followTimer);
		if (this.#selected !== undefined) {
			this.#selected = undefined;
			this.#detail = undefined;
			this.#transport.send({ type: 'select' });
			this.#keep();
			this.requestUpdate();
		}
	}

	#closeAndReturn(): void {
		this.#close();
		void this.updateComplete.then(() => this.#grid?.focus());
	}

	#keep(): void {
		if (this.#snapshot) {
			const { target, filter } = this.#snapshot.state;
			const selected = this.#selected;
			this.#transport.keep({ target, filter, ...(selected !== undefined && { selected }) });
		}
	}

	#show(target: HistoryTarget): void {
		this.#close();
		this.#transport.send({ type: 'open', target });
	}

	/** A deed without a result: that it failed is said by the host itself. */
	#run(deed: Promise<null>): void {
		deed.catch((error: unknown) => {
			this.#detailFailure = messageOf(error);
			this.requestUpdate();
		});
	}

	readonly #onFilter = (event: CustomEvent<PanelFilter>): void => {
		this.#transport.send({ type: 'filter', filter: event.detail });
	};

	readonly #onOpen = (
		event: CustomEvent<{ readonly eventId: string; readonly withFocus: boolean }>,
	): void => {
		this.#open(event.detail.eventId);
		if (event.detail.withFocus) {
			void this.updateComplete.then(() =>
				this.renderRoot.querySelector<HTMLElement>('call-detail')?.focus(),
			);
		}
	};

	readonly #onActive = (event: CustomEvent<{ readonly eventId: string }>): void => {
		clearTimeout(this.#followTimer);
		if (this.#selected !== undefined) {
			const { eventId } = event.detail;
			this.#followTimer = setTimeout(() => this.#open(eventId), followRest);
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

	readonly #onWayOut = (event: CustomEvent<WayOut['run']>): void => {
		const filter = this.#snapshot?.state.filter ?? { changesOnly: true, text: '' };
		switch (event.detail) {
			case 'showReads':
				this.#transport.send({ type: 'filter', filter: { ...filter, changesOnly: false } });
				return;
			case 'clearFilter':
				this.#transport.send({ type: 'filter', filter: { ...filter, text: '' } });
				return;
			default:
				this.#run(this.#transport.request('wayOut', { run: event.detail }));
		}
	};

	#onKeydown(event: KeyboardEvent): void {
		if (event.key === 'Escape' && this.#selected !== undefined) {
			event.preventDefault();
			this.#closeAndReturn();
		} else if (event.key === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey) {
			event.preventDefault();
			this.renderRoot.querySelector<HTMLElement>('filter-bar')?.focus();
		}
	}
}

function statusText({ matching, heading }: HistorySnapshot): string {
	const total = heading.counts.calls;
	return matching === total
		? `${total.toLocaleString()} calls`
		: `${matching.toLocaleString()} of ${total.toLocaleString()} calls`;
}

function footerText(calls: readonly Call[], { matching }: HistorySnapshot): string {
	return calls.length >= matching
		? ''
		: `${calls.length.toLocaleString()} of ${matching.toLocaleString()} loaded`;
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
