import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { type ColumnId, type Layout, plainLayout } from '../protocol/layout.ts';
import type { ListedCall } from '../protocol/listedCall.ts';
import type { PlaceNames } from '../protocol/messages.ts';
import { timeTitle } from './callRow.ts';
import { columnTemplate, shownColumns, withWidth } from './gridColumns.ts';
import { headView } from './gridHead.ts';
import { type GridDeed, gridDeed } from './gridKeys.ts';
import { type GridPlace, headRow } from './gridMove.ts';
import {
	drawnRows,
	type GridRows,
	type GroupRow,
	gridRows,
	keptPlace,
	newestFirst,
	type Sort,
	toggled,
} from './gridRows.ts';
import { gridStyles } from './gridStyles.ts';
import { GridViewport } from './gridViewport.ts';
import { cellId, rowView } from './rowView.ts';
import { sharedStyles } from './sharedStyles.ts';
import { t } from './translate.ts';
import { rowSlot } from './visibleRows.ts';

/** Rows beyond those in sight that should be there. */
const ahead = 60;
/** What ARIA calls a number of rows that is not known. */
const unknownCount = -1;
/** Pixels that a key makes a column wider. */
const widthStep = 16;
const minute = 60_000;
/** What rows are made of. */
const rowProperties = ['calls', 'total', 'sort', 'layout'] as const;

/**
 * The list of calls, a grid for keyboards and screen readers; only the rows in sight are drawn.
 * Says `open` and `active` (event id), `need` (more rows; are some missing that should be seen now?),
 * `scrolled` (first row in sight), `sort` and `layout`.
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
	declare calls: readonly ListedCall[];
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
	/** Those that `#rows` were made with. */
	#rowsClosed: ReadonlySet<string> | undefined;
	#template = '';
	#place: GridPlace = { row: 0, column: -1 };
	#activeId: string | undefined;
	#goTo: number | undefined;
	// a detail that opens beside or below must not cover the call it is about
	readonly #viewport = new GridViewport(this, () => this.#revealActive());

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

	override focus(): void {
		this.#viewport.scroller?.focus({ preventScroll: true });
	}

	/** Shows another list from a row on. */
	reset(activeId: string | undefined, row = 0): void {
		this.#place = { row: 0, column: -1 };
		this.#activeId = activeId;
		this.#closed = new Set();
		this.#goTo = row;
		this.requestUpdate();
	}

	protected override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
		const { calls, total, sort, layout } = this;
		const several = this.places !== undefined;
		const columns = shownColumns(layout, this.#viewport.width, { single: this.single, several });
		if (String(columns) !== String(this.#columns)) {
			this.#columns = columns;
		}
		const closed = this.#closed;
		// scrolling sorts and groups nothing anew
		if (closed !== this.#rowsClosed || rowProperties.some((name) => changed.has(name))) {
			this.#rows = gridRows({ calls, total, sort, groupBy: layout.groupBy, closed });
			this.#rowsClosed = closed;
		}
		this.#place = keptPlace(this.#place, this.#activeId, this.#rows, this.#columns.length);
	}

	protected override updated(): void {
		if (this.#goTo !== undefined && this.#rows.count > 0) {
			this.#viewport.scrollTo(this.#goTo);
			this.#goTo = undefined;
		}
		const template = columnTemplate(this.#columns, this.layout);
		if (template !== this.#template) {
			// to set it, even to what it is, has all rows styled anew
			this.style.setProperty('--columns', template);
			this.#template = template;
		}
		this.#askForMore();
	}

	protected override render(): TemplateResult {
		const height = this.#viewport.rowHeight;
		const rows = this.#viewport.drawn(this.#rows.count);
		const { row, column } = this.#place;
		const drawn = drawnRows(this.#rows, rows, row);
		const active = this.#rows.at(row);
		const isGrouped = this.layout.groupBy !== 'none';
		const { places } = this;
		const now = Math.floor(Date.now() / minute) * minute;
		return html`
			<div
				class="scroll"
				role=${isGrouped ? 'treegrid' : 'grid'}
				tabindex="0"
				aria-label=${t('Calls')}
				aria-rowcount=${this.counted || isGrouped ? this.#rows.count + 1 : unknownCount}
				aria-colcount=${this.#columns.length}
				aria-activedescendant=${row === headRow || active ? cellId(row, column) : nothing}
				@scroll=${this.#onScroll}
				@keydown=${this.#onKeydown}
			>
				${headView({
					columns: this.#columns,
					sort: this.sort,
					current: row === headRow ? Math.max(0, column) : undefined,
					onSort: (id) => this.#sortBy(id),
					onWidth: (id, width) => this.#setWidth(id, width),
				})}
				<div
					class="body"
					role="rowgroup"
					.style=${`height: ${this.#rows.count * height}px`}
				>
					${repeat(
						drawn,
						({ index }) => rowSlot(index, rows),
						({ item, index }) => {
							const current = index === row ? column : undefined;
							// what stays in sight is not made anew
							const of = item.kind === 'call' ? item.call : item.kind === 'group' ? item : '';
							const deps = [of, index, current, this.#columns, now, height, isGrouped, places];
							return guard(deps, () =>
								rowView(item, {
									...{ index, now, height, columns: this.#columns, isGrouped },
									...(places && { places }),
									...(current !== undefined && { current }),
									onClick: () => this.#onClick(index),
								}),
							);
						},
					)}
				</div>
			</div>
			<div class="foot">
				<span>${this.footer}</span>
				<span class="time">${active?.kind === 'call' ? timeTitle(active.call) : ''}</span>
			</div>
		`;
	}

	#askForMore(): void {
		const inSight = Math.min(this.total, this.#viewport.endRow);
		if (Math.min(this.total, inSight + ahead) > this.calls.length) {
			const detail = inSight > this.calls.length;
			this.dispatchEvent(new CustomEvent<boolean>('need', { detail }));
		}
	}

	readonly #onScroll = (): void => {
		this.#viewport.scrolled();
		this.dispatchEvent(new CustomEvent('scrolled', { detail: this.#viewport.firstRow }));
	};

	#onClick(row: number): void {
		this.#go({ row, column: -1 });
		this.#act(false);
	}

	#onKeydown(event: KeyboardEvent): void {
		const place = this.#place;
		const deed = gridDeed(event, {
			place,
			item: this.#rows.at(place.row),
			columns: this.#columns,
			rows: this.#rows.count,
			page: this.#viewport.page,
		});
		if (deed) {
			event.preventDefault();
			this.#do(deed);
		}
	}

	#do(deed: GridDeed): void {
		switch (deed.do) {
			case 'go':
				this.#go(deed.place);
				return;
			case 'sort':
				this.#sortBy(deed.column);
				return;
			case 'widen':
				this.#setWidth(deed.column, this.#headWidth(this.#place.column) + deed.by * widthStep);
				return;
			case 'act':
				this.#act(deed.withFocus);
				return;
			case 'toggle':
				this.#toggle(deed.group);
		}
	}

	#go(place: GridPlace): void {
		const moved = place.row !== this.#place.row;
		this.#place = place;
		const item = this.#rows.at(place.row);
		this.#activeId = item?.kind === 'call' ? item.call.eventId : undefined;
		this.#viewport.reveal(place.row);
		this.requestUpdate();
		if (moved && item?.kind === 'call') {
			this.#say('active', item.call.eventId);
		}
	}

	#revealActive(): void {
		if (this.#activeId !== undefined) {
			this.#viewport.reveal(this.#place.row);
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

	#toggle(group: GroupRow): void {
		this.#closed = toggled(this.#closed, group);
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
}
