import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Call } from '../model/call.ts';
import { type ColumnId, type Layout, plainLayout } from '../protocol/layout.ts';
import type { PlaceNames } from '../protocol/messages.ts';
import { timeTitle } from './callRow.ts';
import {
	columnTemplate,
	columnTitle,
	compactWidth,
	shownColumns,
	withWidth,
} from './gridColumns.ts';
import { type GridPlace, gridMove, headRow } from './gridMove.ts';
import { type GridRows, type GroupRow, gridRows, newestFirst, type Sort } from './gridRows.ts';
import { gridStyles } from './gridStyles.ts';
import { icon } from './icons.ts';
import { cellId, rowView } from './rowView.ts';
import { sharedStyles } from './sharedStyles.ts';
import { t } from './translate.ts';
import { rowSlot, scrollToRow, visibleRows } from './visibleRows.ts';

const lineHeight = 22;
const compactHeight = 44;
/** Rows beyond those in sight that should be there. */
const ahead = 60;
/** What ARIA calls a number of rows that is not known. */
const unknownCount = -1;
/** Pixels that a key makes a column wider. */
const widthStep = 16;

/** More rows should be loaded. */
export interface Need {
	/** How many there should be in all. */
	readonly rows: number;
	/** Are some missing that should be seen now? */
	readonly isInSight: boolean;
}

/**
 * The list of calls, a grid for keyboards and screen readers; only the rows in sight are drawn.
 * Says `open` and `active` (event id), `need` (a `Need`), `scrolled` (first
 * row in sight), `sort` and `layout`.
 */
export class CallGrid extends LitElement {
	static override properties = {
		calls: { attribute: false },
		total: { attribute: false },
		counted: { attribute: false },
		footer: { attribute: false },
		single: { attribute: false },
		places: { attribute: false },
		layout: { attribute: false },
		sort: { attribute: false },
	};
	static override styles = [sharedStyles, gridStyles];
	declare calls: readonly Call[];
	/** How many calls there are to scroll over, loaded or not. */
	declare total: number;
	/** Are those all? */
	declare counted: boolean;
	declare footer: string;
	/** All calls are about one resource. */
	declare single: boolean;
	/** Given where calls may be of several. */
	declare places: PlaceNames | undefined;
	declare layout: Layout;
	declare sort: Sort;
	#rows: GridRows = { count: 0, at: () => undefined, indexOf: () => -1 };
	#columns: readonly ColumnId[] = [];
	#closed: ReadonlySet<string> = new Set();
	#place: GridPlace = { row: 0, column: -1 };
	#activeId: string | undefined;
	#width = 1000;
	#height = 400;
	#goTo: number | undefined;
	#resize: ResizeObserver | undefined;

	constructor() {
		super();
		this.calls = [];
		this.total = 0;
		this.counted = false;
		this.footer = '';
		this.single = false;
		this.places = undefined;
		this.layout = plainLayout;
		this.sort = newestFirst;
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

	/** Shows another list from a row on. */
	reset(activeId: string | undefined, row = 0): void {
		this.#place = { row: 0, column: -1 };
		this.#activeId = activeId;
		this.#closed = new Set();
		this.#goTo = row;
		this.requestUpdate();
	}

	get #scroller(): HTMLElement | null {
		return this.renderRoot.querySelector<HTMLElement>('.scroll');
	}

	get #rowHeight(): number {
		return this.#width < compactWidth ? compactHeight : lineHeight;
	}

	protected override willUpdate(): void {
		const { calls, total, sort, layout } = this;
		this.#columns = shownColumns(layout, this.#width, {
			single: this.single,
			several: this.places !== undefined,
		});
		this.#rows = gridRows({ calls, total, sort, groupBy: layout.groupBy, closed: this.#closed });
		this.style.setProperty('--columns', columnTemplate(this.#columns, layout));
		// rows that came above must not move the user to another call
		const row = this.#activeId === undefined ? -1 : this.#rows.indexOf(this.#activeId);
		const last = Math.max(0, this.#rows.count - 1);
		this.#place = {
			row: row >= 0 && this.#place.row !== headRow ? row : Math.min(this.#place.row, last),
			column: Math.min(this.#place.column, this.#columns.length - 1),
		};
	}

	protected override updated(): void {
		if (this.#goTo !== undefined && this.#rows.count > 0) {
			this.#scroller?.scrollTo(0, this.#goTo * this.#rowHeight);
			this.#goTo = undefined;
		}
		this.#askForMore();
	}

	protected override render(): TemplateResult {
		const rows = visibleRows(
			this.#scroller?.scrollTop ?? 0,
			this.#height,
			this.#rowHeight,
			this.#rows.count,
		);
		const { row, column } = this.#place;
		const drawn = this.#drawnRows(rows.first, rows.end);
		const active = this.#rows.at(row);
		const isGrouped = this.layout.groupBy !== 'none';
		const now = Date.now();
		return html`
			<div
				class="scroll"
				role=${isGrouped ? 'treegrid' : 'grid'}
				tabindex="0"
				aria-label=${t('Calls')}
				aria-rowcount=${this.counted || this.layout.groupBy !== 'none' ? this.#rows.count + 1 : unknownCount}
				aria-colcount=${this.#columns.length}
				aria-activedescendant=${row === headRow || active ? cellId(row, column) : nothing}
				@scroll=${this.#onScroll}
				@keydown=${this.#onKeydown}
			>
				<div class="row head" role="row" aria-rowindex="1" id=${cellId(headRow, -1)}>
					${this.#columns.map((id, at) => this.#head(id, at))}
				</div>
				<div
					class="body"
					role="rowgroup"
					.style=${`height: ${this.#rows.count * this.#rowHeight}px`}
				>
					${repeat(
						drawn,
						({ index }) => rowSlot(index, rows),
						({ item, index }) =>
							rowView(item, {
								index,
								now,
								height: this.#rowHeight,
								columns: this.#columns,
								isGrouped,
								...(this.places && { places: this.places }),
								...(index === row && { current: column }),
								onClick: () => this.#onClick(index),
							}),
					)}
				</div>
			</div>
			<div class="foot">
				<span>${this.footer}</span>
				<span class="time">${active?.kind === 'call' ? timeTitle(active.call) : ''}</span>
			</div>
		`;
	}

	/** The active row is always drawn: a screen reader is told its id. */
	#drawnRows(first: number, end: number) {
		const { row } = this.#place;
		const indexes = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
		if (row >= 0 && (row < first || row >= end)) {
			indexes.push(row);
		}
		return indexes.flatMap((index) => {
			const item = this.#rows.at(index);
			return item ? [{ item, index }] : [];
		});
	}

	#head(id: ColumnId, at: number): TemplateResult {
		const { column, descending } = this.sort;
		const isSorted = column === id;
		const isCurrent = this.#place.row === headRow && at === Math.max(0, this.#place.column);
		return html`<span
			class="${id} ${isCurrent ? 'current' : ''}"
			role="columnheader"
			id=${cellId(headRow, at)}
			aria-sort=${isSorted ? (descending ? 'descending' : 'ascending') : 'none'}
			title=${t('Sort by this column; Shift and arrow keys make it wider or narrower')}
			@click=${() => this.#sortBy(id)}
			><span class="text">${columnTitle(id)}</span
			>${isSorted ? icon(descending ? 'down' : 'up') : nothing}<span
				class="sizer"
				@click=${(event: Event) => event.stopPropagation()}
				@pointerdown=${(event: PointerEvent) => this.#startSizing(event, id)}
			></span
		></span>`;
	}

	#measure(): void {
		if (this.clientHeight === 0) {
			return;
		}
		const before = { width: this.#width, height: this.#height };
		this.#width = this.clientWidth;
		this.#height = this.#scroller?.clientHeight ?? this.clientHeight;
		this.classList.toggle('compact', this.#width < compactWidth);
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
		const bottom = (this.#scroller?.scrollTop ?? 0) + this.#height;
		const inSight = Math.min(this.total, Math.ceil(bottom / this.#rowHeight));
		const rows = Math.min(this.total, inSight + ahead);
		if (rows > this.calls.length) {
			const detail: Need = { rows, isInSight: inSight > this.calls.length };
			this.dispatchEvent(new CustomEvent('need', { detail }));
		}
	}

	readonly #onScroll = (): void => {
		this.requestUpdate();
		const row = Math.round((this.#scroller?.scrollTop ?? 0) / this.#rowHeight);
		this.dispatchEvent(new CustomEvent('scrolled', { detail: row }));
	};

	#onClick(row: number): void {
		this.#go({ row, column: -1 });
		this.#act(false);
	}

	#onKeydown(event: KeyboardEvent): void {
		if (event.altKey || event.metaKey) {
			return;
		}
		const { row, column } = this.#place;
		const side = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
		const item = this.#rows.at(row);
		const head = this.#columns[Math.max(0, column)];
		if (event.key === 'Enter' || event.key === ' ') {
			event.preventDefault();
			if (row === headRow && head) {
				this.#sortBy(head);
			} else {
				this.#act(event.key === 'Enter');
			}
			return;
		}
		if (row === headRow && side !== 0 && event.shiftKey && head) {
			event.preventDefault();
			this.#setWidth(head, this.#headWidth(column) + side * widthStep);
			return;
		}
		if (item?.kind === 'group' && side !== 0) {
			event.preventDefault();
			if (item.open !== side > 0) {
				this.#toggle(item);
			}
			return;
		}
		const page = Math.max(1, Math.floor(this.#height / this.#rowHeight) - 2);
		const place = gridMove(event, this.#place, {
			rows: this.#rows.count,
			columns: this.#columns.length,
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
		const item = this.#rows.at(place.row);
		this.#activeId = item?.kind === 'call' ? item.call.eventId : undefined;
		this.#scrollToActive();
		this.requestUpdate();
		if (moved && item?.kind === 'call') {
			this.#say('active', item.call.eventId);
		}
	}

	#scrollToActive(): void {
		const scroller = this.#scroller;
		const { row } = this.#place;
		if (scroller && row >= 0) {
			// the sticky header covers as much of the view as it adds above the rows
			const head = this.renderRoot.querySelector<HTMLElement>('.head')?.offsetHeight ?? 0;
			const view = scroller.clientHeight - (head > 1 ? head : 0);
			scroller.scrollTop = scrollToRow(row, scroller.scrollTop, view, this.#rowHeight);
		}
	}

	#act(withFocus: boolean): void {
		const item = this.#rows.at(this.#place.row);
		if (item?.kind === 'group') {
			this.#toggle(item);
		} else if (item?.kind === 'call') {
			this.#activeId = item.call.eventId;
			this.#say('open', item.call.eventId, withFocus);
		}
	}

	#toggle({ key, open }: GroupRow): void {
		const closed = new Set(this.#closed);
		if (open) {
			closed.add(key);
		} else {
			closed.delete(key);
		}
		this.#closed = closed;
		this.requestUpdate();
	}

	#say(type: 'open' | 'active', eventId: string, withFocus = false): void {
		this.dispatchEvent(new CustomEvent(type, { detail: { eventId, withFocus } }));
	}

	#sortBy(column: ColumnId): void {
		const { sort } = this;
		const descending = sort.column === column ? !sort.descending : column === 'when';
		this.dispatchEvent(new CustomEvent<Sort>('sort', { detail: { column, descending } }));
	}

	#headWidth(column: number): number {
		const head = this.renderRoot.querySelector(`#${cellId(headRow, Math.max(0, column))}`);
		return head?.getBoundingClientRect().width ?? 0;
	}

	#setWidth(column: ColumnId, width: number): void {
		this.layout = withWidth(this.layout, column, width);
		this.dispatchEvent(new CustomEvent<Layout>('layout', { detail: this.layout }));
	}

	#startSizing(event: PointerEvent, column: ColumnId): void {
		const sizer = event.currentTarget as HTMLElement;
		const start = this.#headWidth(this.#columns.indexOf(column)) - event.clientX;
		sizer.setPointerCapture(event.pointerId);
		sizer.onpointermove = ({ clientX }) => this.#setWidth(column, start + clientX);
		sizer.onlostpointercapture = () => {
			sizer.onpointermove = null;
		};
		event.preventDefault();
	}
}
