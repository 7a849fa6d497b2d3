import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Call } from '../model/call.ts';
import { cell, cellTitle, columns, timeTitle } from './callRow.ts';
import { type GridPlace, gridMove } from './gridMove.ts';
import { gridStyles } from './gridStyles.ts';
import { sharedStyles } from './sharedStyles.ts';
import { scrollToRow, visibleRows } from './visibleRows.ts';

/** Widths in pixels below which columns are left out, and below which a row takes two lines. */
const narrowWidth = 820;
const compactWidth = 600;
const lineHeight = 22;
const compactHeight = 44;
/** Rows before the end at which more are asked for. */
const nearEnd = 60;

/**
 * The list of calls, a grid for keyboards and screen readers; only the rows in sight are drawn.
 * Says `open` (event id), `active` (event id) and `near-end`.
 */
export class CallGrid extends LitElement {
	static override properties = {
		calls: { attribute: false },
		total: { attribute: false },
		footer: { attribute: false },
		single: { attribute: false },
	};
	static override styles = [sharedStyles, gridStyles];
	declare calls: readonly Call[];
	/** How many calls there are, loaded or not. */
	declare total: number;
	declare footer: string;
	/** All calls are about one resource: where room is scarce its column goes first. */
	declare single: boolean;
	#place: GridPlace = { row: 0, column: -1 };
	#activeId: string | undefined;
	#width = 1000;
	#height = 400;
	#resize: ResizeObserver | undefined;

	constructor() {
		super();
		this.calls = [];
		this.total = 0;
		this.footer = '';
		this.single = false;
	}

	override connectedCallback(): void {
		super.connectedCallback();
		this.#resize = new ResizeObserver(() => this.#measure());
		this.#resize.observe(this);
	}

	override disconnectedCallback(): void {
		this.#resize?.disconnect();
		super.disconnectedCallback();
	}

	override focus(): void {
		this.#scroller?.focus({ preventScroll: true });
	}

	/** Goes back to the top, as another list is shown. */
	reset(activeId: string | undefined): void {
		this.#place = { row: 0, column: -1 };
		this.#activeId = activeId;
		this.#scroller?.scrollTo(0, 0);
	}

	get #scroller(): HTMLElement | null {
		return this.renderRoot.querySelector<HTMLElement>('.scroll');
	}

	get #rowHeight(): number {
		return this.#width < compactWidth ? compactHeight : lineHeight;
	}

	protected override willUpdate(): void {
		this.classList.toggle('single', this.single);
		// rows that came above must not move the user to another call
		const row = this.calls.findIndex((call) => call.eventId === this.#activeId);
		const last = Math.max(0, this.calls.length - 1);
		this.#place = {
			...this.#place,
			row: row >= 0 ? row : Math.min(this.#place.row, last),
		};
	}

	protected override updated(): void {
		this.#askForMore();
	}

	protected override render(): TemplateResult {
		const scroller = this.#scroller;
		const rows = visibleRows(
			scroller?.scrollTop ?? 0,
			this.#height,
			this.#rowHeight,
			this.calls.length,
		);
		const { row, column } = this.#place;
		// the active row is always drawn: a screen reader is told its id
		const drawn = this.calls.slice(rows.first, rows.end).map((call, index) => ({
			call,
			index: rows.first + index,
		}));
		const active = this.calls[row];
		if (active && (row < rows.first || row >= rows.end)) {
			drawn.push({ call: active, index: row });
		}
		const now = Date.now();
		return html`
			<div
				class="scroll"
				role="grid"
				tabindex="0"
				aria-label="Calls, newest first"
				aria-rowcount=${this.total + 1}
				aria-colcount=${columns.length}
				aria-activedescendant=${active ? cellId(row, column) : nothing}
				@scroll=${() => this.requestUpdate()}
				@keydown=${this.#onKeydown}
			>
				<div class="row head" role="row" aria-rowindex="1" >
					${columns.map(
						({ id, title }) =>
							html`<span class=${id} role="columnheader"><span class="text">${title}</span></span>`,
					)}
				</div>
				<div
					class="body"
					role="rowgroup"
					.style=${`height: ${this.calls.length * this.#rowHeight}px`}
				>
					${repeat(
						drawn,
						({ call }) => call.eventId,
						({ call, index }) => this.#row(call, index, now),
					)}
				</div>
			</div>
			<div class="foot">
				<span>${this.footer}</span>
				<span class="time">${active ? timeTitle(active) : ''}</span>
			</div>
		`;
	}

	#row(call: Call, index: number, now: number): TemplateResult {
		const isActive = index === this.#place.row;
		const height = this.#rowHeight;
		// set as a property: the page's policy forbids style attributes
		const style = `height: ${height}px; transform: translateY(${index * height}px)`;
		return html`<div
			class="row ${isActive ? 'active' : ''}"
			role="row"
			id=${cellId(index, -1)}
			aria-rowindex=${index + 2}
			aria-selected=${isActive}
			.style=${style}
			@click=${() => this.#onClick(index)}
		>
			${columns.map(
				({ id }, at) =>
					html`<span
						class="${id} ${isActive && at === this.#place.column ? 'current' : ''}"
						role="gridcell"
						id=${cellId(index, at)}
						title=${cellTitle(id, call)}
						>${cell(id, call, now)}</span
					>`,
			)}
		</div>`;
	}

	#measure(): void {
		if (this.clientHeight === 0) {
			return;
		}
		const before = { width: this.#width, height: this.#height };
		this.#width = this.clientWidth;
		this.#height = this.#scroller?.clientHeight ?? this.clientHeight;
		this.classList.toggle('compact', this.#width < compactWidth);
		this.classList.toggle('narrow', this.#width < narrowWidth && this.#width >= compactWidth);
		this.requestUpdate();
		// a detail that opens beside or below must not cover the call it is about
		if (
			this.#activeId !== undefined &&
			(before.width !== this.#width || before.height > this.#height)
		) {
			void this.updateComplete.then(() => this.#scrollToActive());
		}
	}

	#askForMore(): void {
		const scrolled = (this.#scroller?.scrollTop ?? 0) + this.#height;
		if (scrolled > (this.calls.length - nearEnd) * this.#rowHeight) {
			this.dispatchEvent(new CustomEvent('near-end'));
		}
	}

	#onClick(row: number): void {
		this.#go({ row, column: -1 });
		this.#say('open');
	}

	#onKeydown(event: KeyboardEvent): void {
		if (event.key === 'Enter' || event.key === ' ') {
			event.preventDefault();
			this.#say('open', event.key === 'Enter');
			return;
		}
		const page = Math.max(1, Math.floor(this.#height / this.#rowHeight) - 2);
		const place = gridMove(event, this.#place, {
			rows: this.calls.length,
			columns: columns.length,
			page,
		});
		if (place) {
			event.preventDefault();
			this.#go(place);
		}
	}

	#go(place: GridPlace): void {
		const moved = place.row !== this.#place.row;
		this.#place = place;
		this.#activeId = this.calls[place.row]?.eventId;
		this.#scrollToActive();
		this.requestUpdate();
		if (moved) {
			this.#say('active');
		}
	}

	#scrollToActive(): void {
		const scroller = this.#scroller;
		if (scroller) {
			// the sticky header covers as much of the view as it adds above the rows
			const head = this.renderRoot.querySelector<HTMLElement>('.head')?.offsetHeight ?? 0;
			const view = scroller.clientHeight - (head > 1 ? head : 0);
			const { row } = this.#place;
			scroller.scrollTop = scrollToRow(row, scroller.scrollTop, view, this.#rowHeight);
		}
	}

	#say(type: 'open' | 'active', withFocus = false): void {
		const call = this.calls[this.#place.row];
		if (call) {
			this.#activeId = call.eventId;
			this.dispatchEvent(new CustomEvent(type, { detail: { eventId: call.eventId, withFocus } }));
		}
	}
}

function cellId(row: number, column: number): string {
	return column < 0 ? `row-${row}` : `cell-${row}-${column}`;
}
