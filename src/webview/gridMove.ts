/** The row of the column titles. */
export const headRow = -1;

/** Where the keyboard is in a grid; column -1 is the row as a whole. */
export interface GridPlace {
	readonly row: number;
	readonly column: number;
}

export interface GridSize {
	readonly rows: number;
	readonly columns: number;
	/** Rows that Page Up and Page Down go. */
	readonly page: number;
}

export interface GridKey {
	readonly key: string;
	readonly ctrlKey?: boolean;
	readonly metaKey?: boolean;
	readonly altKey?: boolean;
}

/** Where a key leads. @returns undefined for keys that are not the grid's. */
export function gridMove(
	{ key, ctrlKey, metaKey, altKey }: GridKey,
	{ row, column }: GridPlace,
	{ rows, columns, page }: GridSize,
): GridPlace | undefined {
	if (altKey === true || metaKey === true || rows === 0) {
		return undefined;
	}
	const toRow = (wanted: number): GridPlace => ({
		row: Math.min(rows - 1, Math.max(0, wanted)),
		column,
	});
	const inCells = column >= 0 && ctrlKey !== true;
	switch (key) {
		case 'ArrowDown':
			return toRow(row + 1);
		case 'ArrowUp':
			return row <= 0 ? { row: headRow, column: Math.max(0, column) } : toRow(row - 1);
		case 'PageDown':
			return toRow(row + page);
		case 'PageUp':
			return toRow(row - page);
		case 'Home':
			return inCells ? { row, column: 0 } : toRow(0);
		case 'End':
			return inCells ? { row, column: columns - 1 } : toRow(rows - 1);
		case 'ArrowRight':
			return { row, column: Math.min(columns - 1, column + 1) };
		case 'ArrowLeft':
			return { row, column: Math.max(-1, column - 1) };
		default:
			return undefined;
	}
}
