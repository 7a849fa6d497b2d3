import {
	type ColumnId,
	columnIds,
	type Layout,
	maxColumnWidth,
	minColumnWidth,
} from '../protocol/layout.ts';
import { t } from './translate.ts';

/** Widths in pixels below which columns are left out, and below which a row takes two lines. */
export const narrowWidth = 900;
/** Below it there is no room for both the place and the address. */
const wideWidth = 1100;
export const compactWidth = 700;
/** Below it two lines have no room for all columns either. */
export const tightWidth = 480;

const shares: Readonly<Record<ColumnId, string>> = {
	when: 'var(--when)',
	who: 'minmax(0, 1.4fr)',
	operation: 'minmax(0, 1.35fr)',
	resource: 'minmax(0, 1.05fr)',
	account: 'minmax(0, 0.95fr)',
	origin: 'minmax(0, 0.75fr)',
	address: 'minmax(0, 0.95fr)',
	outcome: 'minmax(0, 1.35fr)',
};

export function columnTitle(id: ColumnId): string {
	switch (id) {
		case 'when':
			return t('When');
		case 'who':
			return t('Who');
		case 'operation':
			return t('Operation');
		case 'resource':
			return t('Resource');
		case 'account':
			return t('Place');
		case 'origin':
			return t('With');
		case 'address':
			return t('From');
		case 'outcome':
			return t('Outcome');
	}
}

export interface ColumnFacts {
	/** All calls are about one resource: where room is scarce its column goes first. */
	readonly single: boolean;
	/** Calls may be of several accounts or Regions. */
	readonly several: boolean;
}

/** The columns there is room for, and something to tell in. */
export function shownColumns(
	layout: Layout,
	width: number,
	{ single, several }: ColumnFacts,
): readonly ColumnId[] {
	const isTight = width < tightWidth;
	// two lines have room again for what one has not
	const isShort = (than: number) => isTight || (width >= compactWidth && width < than);
	return columnIds.filter(
		(id) =>
			!layout.hidden.includes(id) &&
			!(id === 'address' && isShort(several ? wideWidth : narrowWidth)) &&
			!(id === 'resource' && isShort(narrowWidth) && single) &&
			!(id === 'account' && (!several || isTight)),
	);
}

/** `grid-template-columns` of the rows. */
export function columnTemplate(columns: readonly ColumnId[], { widths }: Layout): string {
	const sized = columns.map((id) => (widths[id] === undefined ? shares[id] : `${widths[id]}px`));
	// with all columns sized nothing would fill the row
	return columns.every((id) => widths[id] !== undefined)
		? `${sized.slice(0, -1).join(' ')} minmax(${sized.at(-1)}, 1fr)`
		: sized.join(' ');
}

/** The layout with a column made that wide, as far as it can be. */
export function withWidth(layout: Layout, column: ColumnId, width: number): Layout {
	const kept = Math.round(Math.min(maxColumnWidth, Math.max(minColumnWidth, width)));
	return { ...layout, widths: { ...layout.widths, [column]: kept } };
}
