import type { ColumnId } from '../protocol/layout.ts';
import { type GridKey, type GridPlace, gridMove, headRow } from './gridMove.ts';
import type { GridRow, GroupRow } from './gridRows.ts';

/** What a key asks the grid to do. */
export type GridDeed =
	| { readonly do: 'go'; readonly place: GridPlace }
	| { readonly do: 'sort'; readonly column: ColumnId }
	/** One step wider or narrower. */
	| { readonly do: 'widen'; readonly column: ColumnId; readonly by: 1 | -1 }
	| { readonly do: 'act'; readonly withFocus: boolean }
	| { readonly do: 'toggle'; readonly group: GroupRow }
	/** The key is the grid's, and leads nowhere. */
	| { readonly do: 'nothing' };

export interface GridView {
	readonly place: GridPlace;
	/** The row of the place. */
	readonly item: GridRow | undefined;
	readonly columns: readonly ColumnId[];
	readonly rows: number;
	/** Rows that Page Up and Page Down go. */
	readonly page: number;
}

/** What a key means where the keyboard is. @returns undefined for keys that are not the grid's. */
export function gridDeed(
	event: GridKey & { readonly shiftKey?: boolean },
	{ place, item, columns, rows, page }: GridView,
): GridDeed | undefined {
	if (event.altKey || event.metaKey) {
		return undefined;
	}
	const side = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : undefined;
	const head = place.row === headRow ? columns[Math.max(0, place.column)] : undefined;
	if (event.key === 'Enter' || event.key === ' ') {
		return head ? { do: 'sort', column: head } : { do: 'act', withFocus: event.key === 'Enter' };
	}
	if (head && side && event.shiftKey) {
		return { do: 'widen', column: head, by: side };
	}
	if (item?.kind === 'group' && side) {
		return item.open === side > 0 ? { do: 'nothing' } : { do: 'toggle', group: item };
	}
	const to = gridMove(event, place, { rows, columns: columns.length, page });
	return to && { do: 'go', place: to };
}
