import type { LitElement } from 'lit';
import type { ColumnId, Layout } from '../protocol/layout.ts';
import { withWidth } from './gridColumns.ts';
import { headRow } from './gridMove.ts';
import type { Sort } from './gridRows.ts';
import { cellId } from './rowView.ts';

/** Pixels that a key makes a column wider. */
const widthStep = 16;

/** What the titles of a list do: it says `sort` and `layout` then. */
export class HeadDeeds {
	readonly #grid: LitElement & { layout: Layout; readonly sort: Sort };

	constructor(grid: LitElement & { layout: Layout; readonly sort: Sort }) {
		this.#grid = grid;
	}

	/** Sorts by another column, or the other way. */
	sortBy(column: ColumnId): void {
		const { sort } = this.#grid;
		const descending = sort.column === column ? !sort.descending : column === 'when';
		this.#grid.dispatchEvent(new CustomEvent<Sort>('sort', { detail: { column, descending } }));
	}

	/** Pixels. */
	setWidth(column: ColumnId, width: number): void {
		const layout = withWidth(this.#grid.layout, column, width);
		this.#grid.layout = layout;
		this.#grid.dispatchEvent(new CustomEvent<Layout>('layout', { detail: layout }));
	}

	/** One step wider or narrower. @param at place among the columns. */
	widen(column: ColumnId, at: number, by: 1 | -1): void {
		const head = this.#grid.renderRoot.querySelector(`#${cellId(headRow, Math.max(0, at))}`);
		this.setWidth(column, (head?.getBoundingClientRect().width ?? 0) + by * widthStep);
	}
}
