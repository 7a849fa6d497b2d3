import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { CallContext } from '../protocol/callContext.ts';
import { type ColumnId, type Layout, plainLayout } from '../protocol/layout.ts';
import type { ListedCall } from '../protocol/listedCall.ts';
import type { PlaceNames } from '../protocol/messages.ts';
import { type ContextOfCall, callContext } from './callContext.ts';
import { timeTitle } from './callRow.ts';
import { EveryMinute } from './everyMinute.ts';
import { bodyView } from './gridBody.ts';
import { columnTemplate, shownColumns } from './gridColumns.ts';
import { headView } from './gridHead.ts';
import { type GridDeed, gridDeed } from './gridKeys.ts';
import { type GridPlace, headRow } from './gridMove.ts';
import {
	type GroupRow,
	gridRows,
	keptPlace,
	newestFirst,
	noRows,
	type Sort,
	toggled,
} from './gridRows.ts';
import { gridStyles } from './gridStyles.ts';
import { GridViewport } from './gridViewport.ts';
import { HeadDeeds } from './headDeeds.ts';
import { cellId, placeOfCell } from './rowView.ts';
import { sharedStyles } from './sharedStyles.ts';
import { timesWidth } from './timesWidth.ts';
import { t } from './translate.ts';

/** Rows beyond those in sight that should be there. */
const ahead = 60;
/** What ARIA calls a number of rows that is not known. */
const unknownCount = -1;
/** What rows are made of. */
const rowProperties = ['calls', 'total', 'sort', 'layout', 'places'] as const;

/**
 * The list of calls, a grid for keyboards and screen readers; only the rows in sight are drawn.
 * Says `open` and `active` (event id), `need` (more rows; are some missing that should be seen now?),
 * `scrolled` (first row in sight), `sort`, `layout` and `menu` (`CallContext` of where one opens).
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
	#rows = noRows;
	#columns: readonly ColumnId[] = [];
	#closed: ReadonlySet<string> = new Set();
	/** Those that `#rows` were made with. */
	#rowsClosed: ReadonlySet<string> | undefined;
	#template = '';
	#place: GridPlace = { row: 0, column: -1 };
	#activeId: string | undefined;
	#goTo: number | undefined;
	readonly #head = new HeadDeeds(this);
	// a detail that opens beside or below must not cover the call it is about
	readonly #viewport = new GridViewport(this, () => this.#revealActive());

	constructor() {
		super();
		new EveryMinute(this);
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

	/** What is to be copied: the cell that the keyboard is in, else the row. */
	copied(): string | undefined {
		return this.#contextAt(this.#place)?.copied;
	}

	protected override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
		const { calls, total, sort, layout } = this;
		const several = this.places !== undefined;
		const columns = shownColumns(layout, this.#viewport.width, { single: this.single, several });
		if (changed.has('calls') || changed.has('layout')) {
			this.style.setProperty('--when', timesWidth(calls, layout.exactTimes === true));
		}
		if (String(columns) !== String(this.#columns)) {
			this.#columns = columns;
		}
		const closed = this.#closed;
		// scrolling sorts and groups nothing anew
		if (closed !== this.#rowsClosed || rowProperties.some((name) => changed.has(name))) {
			const { groupBy } = layout;
			this.#rows = gridRows({ calls, total, sort, groupBy, closed, places: this.places });
			this.#rowsClosed = closed;
		}
		this.#place = keptPlace(this.#place, this.#activeId, this.#rows, this.#columns.length);
	}

	protected override updated(): void {
		if (this.#goTo !== undefined && this.#rows.count > 0) {
			const { row } = this.#place;
			const item = this.#rows.at(row);
			this.#viewport.scrollTo(this.#goTo);
			// of a list that begins anew, the open call is what somebody looks at
			if (this.#goTo === 0 && item?.kind === 'call' && item.call.eventId === this.#activeId) {
				this.#viewport.reveal(row);
			}
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
		const { row, column } = this.#place;
		const active = this.#rows.at(row);
		const isGrouped = this.layout.groupBy !== 'none';
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
				@contextmenu=${this.#onContextMenu}
			>
				${headView({
					columns: this.#columns,
					sort: this.sort,
					current: row === headRow ? Math.max(0, column) : undefined,
					onSort: (id) => this.#head.sortBy(id),
					onWidth: (id, width) => this.#head.setWidth(id, width),
				})}
				${bodyView({
					...{ rows: this.#rows, window: this.#viewport.drawn(this.#rows.count) },
					...{ place: this.#place, columns: this.#columns, places: this.places },
					...{ height: this.#viewport.rowHeight, isGrouped },
					exactTimes: this.layout.exactTimes === true,
					onClick: (index) => this.#onClick(index),
				})}
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

	readonly #onContextMenu = (event: MouseEvent): void => {
		const path = event.composedPath();
		// a key opens it on the list, for where the keyboard is
		const place =
			placeOfCell(path) ?? (path[0] === this.#viewport.scroller ? this.#place : undefined);
		const context = place && this.#contextAt(place);
		if (context) {
			this.#go(place);
			this.dispatchEvent(new CustomEvent<CallContext>('menu', { detail: context.menu }));
		}
	};

	#contextAt({ row, column }: GridPlace): ContextOfCall | undefined {
		const item = this.#rows.at(row);
		const [columns, places] = [this.#columns, this.places];
		return item?.kind === 'call'
			? callContext(item.call, { column: columns[column], columns, places })
			: undefined;
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
				this.#head.sortBy(deed.column);
				return;
			case 'widen':
				this.#head.widen(deed.column, this.#place.column, deed.by);
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
}
