import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ColumnId } from '../protocol/layout.ts';
import type { PlaceNames } from '../protocol/messages.ts';
import type { GridPlace } from './gridMove.ts';
import { drawnRows, type GridRows } from './gridRows.ts';
import { rowView } from './rowView.ts';
import { type RowWindow, rowSlot } from './visibleRows.ts';

const minute = 60_000;

export interface BodyView {
	readonly rows: GridRows;
	/** Those to draw. */
	readonly window: RowWindow;
	readonly place: GridPlace;
	readonly columns: readonly ColumnId[];
	readonly places: PlaceNames | undefined;
	/** Of a row, pixels. */
	readonly height: number;
	readonly isGrouped: boolean;
	readonly exactTimes: boolean;
	onClick(index: number): void;
}

/** The rows in sight, and the room that all of them take. */
export function bodyView(view: BodyView): TemplateResult {
	const { rows, window, place, columns, places, height, isGrouped, exactTimes } = view;
	const now = Math.floor(Date.now() / minute) * minute;
	return html`<div class="body" role="rowgroup" .style=${`height: ${rows.count * height}px`}>
		${repeat(
			drawnRows(rows, window, place.row),
			({ index }) => rowSlot(index, window),
			({ item, index }) => {
				const current = index === place.row ? place.column : undefined;
				// what stays in sight is not made anew
				const of = item.kind === 'call' ? item.call : item.kind === 'group' ? item : '';
				const deps = [of, index, current, columns, now, height, isGrouped, places, exactTimes];
				return guard(deps, () =>
					rowView(item, {
						...{ index, now, height, columns, isGrouped, exactTimes },
						...(places && { places }),
						...(current !== undefined && { current }),
						onClick: () => view.onClick(index),
					}),
				);
			},
		)}
	</div>`;
}
