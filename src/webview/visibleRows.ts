export interface RowWindow {
	/** First row to draw. */
	readonly first: number;
	/** One past the last row to draw. */
	readonly end: number;
}

/** Rows of equal height to draw for what can be seen, with some above and below; all in pixels. */
export function visibleRows(
	scrollTop: number,
	viewHeight: number,
	rowHeight: number,
	count: number,
	overscan = 8,
): RowWindow {
	const first = Math.floor(Math.max(0, scrollTop) / rowHeight) - overscan;
	const end = Math.ceil((Math.max(0, scrollTop) + viewHeight) / rowHeight) + overscan;
	return {
		first: Math.min(Math.max(0, first), Math.max(0, count - 1)),
		end: Math.min(count, Math.max(0, end)),
	};
}

/** Where to scroll so that the row can be seen; the header covers the top of the view. */
export function scrollToRow(
	row: number,
	scrollTop: number,
	viewHeight: number,
	rowHeight: number,
): number {
	const top = row * rowHeight;
	if (top < scrollTop) {
		return top;
	}
	return top + rowHeight > scrollTop + viewHeight ? top + rowHeight - viewHeight : scrollTop;
}

/** So many rows that drawing one more or less, as scrolling does, does not count them anew. */
const slotsStep = 16;

/**
 * Which elements show a row. They are kept for a place of the window, not for a call: to fill them
 * anew, when the window moves or the list is another, costs less than to make others.
 * @returns a number that no other row of the window has; -1 for a row outside of it.
 */
export function rowSlot(index: number, { first, end }: RowWindow): number {
	const slots = Math.ceil(Math.max(1, end - first) / slotsStep) * slotsStep;
	return index >= first && index < end ? index % slots : -1;
}
