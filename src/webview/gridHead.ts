import { html, nothing, type TemplateResult } from 'lit';
import type { ColumnId } from '../protocol/layout.ts';
import { columnTitle } from './gridColumns.ts';
import { headRow } from './gridMove.ts';
import type { Sort } from './gridRows.ts';
import { icon } from './icons.ts';
import { cellId } from './rowView.ts';
import { t } from './translate.ts';
import { zoneName } from './zone.ts';

export interface HeadView {
	readonly columns: readonly ColumnId[];
	readonly sort: Sort;
	/** The column that the keyboard is in, where it is in the titles. */
	readonly current: number | undefined;
	onSort(column: ColumnId): void;
	/** Pixels. */
	onWidth(column: ColumnId, width: number): void;
}

/** The row of column titles: to sort by, and to make wider or narrower. */
export function headView(view: HeadView): TemplateResult {
	return html`<div class="row head" role="row" aria-rowindex="1" id=${cellId(headRow, -1)}>
		${view.columns.map((id, at) => title(id, at, view))}
	</div>`;
}

function title(id: ColumnId, at: number, view: HeadView): TemplateResult {
	const { column, descending } = view.sort;
	const isSorted = column === id;
	return html`<span
		class="${id} ${at === view.current ? 'current' : ''}"
		role="columnheader"
		id=${cellId(headRow, at)}
		aria-sort=${isSorted ? (descending ? 'descending' : 'ascending') : 'none'}
		title=${t('Sort by this column; Shift and arrow keys make it wider or narrower')}
		@click=${() => view.onSort(id)}
		><span class="text">${headText(id)}</span
		>${isSorted ? icon(descending ? 'down' : 'up') : nothing}<span
			class="sizer"
			@click=${(event: Event) => event.stopPropagation()}
			@pointerdown=${(event: PointerEvent) => startSizing(event, id, view)}
		></span
	></span>`;
}

/** The title of a column; that of times names their zone where it is not the window's. */
function headText(id: ColumnId): string {
	const zone = id === 'when' ? zoneName() : undefined;
	return zone === undefined ? columnTitle(id) : t('When ({0})', zone);
}

function startSizing(event: PointerEvent, column: ColumnId, view: HeadView): void {
	const { currentTarget: sizer } = event;
	if (!(sizer instanceof HTMLElement)) {
		return;
	}
	const start = (sizer.parentElement?.getBoundingClientRect().width ?? 0) - event.clientX;
	sizer.setPointerCapture(event.pointerId);
	sizer.onpointermove = ({ clientX }) => view.onWidth(column, start + clientX);
	sizer.onlostpointercapture = () => {
		sizer.onpointermove = null;
	};
	event.preventDefault();
}
