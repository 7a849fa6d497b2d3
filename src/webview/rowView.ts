import { html, nothing, type TemplateResult } from 'lit';
import type { ColumnId } from '../protocol/layout.ts';
import { type CellView, cell, cellTitle } from './callRow.ts';
import { type GridPlace, headRow } from './gridMove.ts';
import type { GridRow, GroupRow } from './gridRows.ts';
import { icon } from './icons.ts';
import { numberText } from './locale.ts';

export interface RowPlace extends CellView {
	/** Of all rows of the list. */
	readonly index: number;
	/** Pixels. */
	readonly height: number;
	readonly columns: readonly ColumnId[];
	readonly isGrouped: boolean;
	/** The row is the active one; the column that is, or -1 for the row as a whole. */
	readonly current?: number;
	onClick(): void;
}

/** One row of the list. */
export function rowView(item: GridRow, place: RowPlace): TemplateResult {
	const { index, height, isGrouped, current } = place;
	const isActive = current !== undefined;
	// set as a property: the page's policy forbids style attributes
	const style = `height: ${height}px; transform: translateY(${index * height}px)`;
	return html`<div
		class="row ${item.kind} ${isActive ? 'active' : ''}"
		role="row"
		id=${cellId(index, -1)}
		aria-rowindex=${index + 2}
		aria-selected=${isActive}
		aria-level=${isGrouped ? (item.kind === 'group' ? 1 : 2) : nothing}
		aria-expanded=${item.kind === 'group' ? item.open : nothing}
		.style=${style}
		@click=${place.onClick}
	>
		${cells(item, place)}
	</div>`;
}

function cells(item: GridRow, place: RowPlace) {
	const { index, columns, places, current } = place;
	if (item.kind === 'group') {
		return groupCell(item, cellId(index, 0), columns.length);
	}
	return columns.map(
		(id, at) =>
			html`<span
				class="${id} ${at === current ? 'current' : ''}"
				role="gridcell"
				id=${cellId(index, at)}
				title=${item.kind === 'call' ? cellTitle(id, item.call, places) : nothing}
				>${item.kind === 'call' ? cell(id, item.call, place) : html`<span class="text wait">…</span>`}</span
			>`,
	);
}

function groupCell(
	{ title, detail, count, open }: GroupRow,
	id: string,
	columns: number,
): TemplateResult {
	return html`<span class="title" role="gridcell" id=${id} aria-colspan=${columns}
		>${icon(open ? 'open' : 'closed')}<span class="text">${title}</span
		>${detail === undefined ? nothing : html`<span class="text dim">${detail}</span>`}<span class="dim"
			>${numberText(count)}</span></span
	>`;
}

/** The cell among the elements that an event came through. */
export function placeOfCell(path: readonly EventTarget[]): GridPlace | undefined {
	for (const element of path) {
		const [, row, column] =
			/^cell-(\d+)-(\d+)$/.exec(element instanceof Element ? element.id : '') ?? [];
		if (row !== undefined && column !== undefined) {
			return { row: Number(row), column: Number(column) };
		}
	}
	return undefined;
}

/** The id of a cell, or of a row where the column is -1. */
export function cellId(row: number, column: number): string {
	const of = row === headRow ? 'head' : String(row);
	return column < 0 && row !== headRow ? `row-${of}` : `cell-${of}-${Math.max(-1, column)}`;
}
