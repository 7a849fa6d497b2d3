import { isObject } from './target.ts';

/** The columns of the list, in their order. */
export const columnIds = [
	'when',
	'who',
	'operation',
	'resource',
	'account',
	'origin',
	'address',
	'outcome',
] as const;
export type ColumnId = (typeof columnIds)[number];

/** Narrowest and widest a column can be made, in pixels. */
export const minColumnWidth = 48;
export const maxColumnWidth = 1200;
/** Least and most of the room that the detail can be given, in percent. */
export const minDetail = 15;
export const maxDetail = 85;

/** How the list is laid out; the same for all panels. */
export interface Layout {
	readonly hidden: readonly ColumnId[];
	/** Pixels, of columns that somebody resized. */
	readonly widths: Readonly<Partial<Record<ColumnId, number>>>;
	readonly groupBy: ListGrouping;
	/** Day and time of every call in place of how long ago it was made. */
	readonly exactTimes?: boolean;
	/** Percent of the room that is the detail's, where somebody chose it. */
	readonly detail?: number;
}

export type ListGrouping = 'none' | 'session' | 'resource';
const groupings: readonly ListGrouping[] = ['none', 'session', 'resource'];

export const plainLayout: Layout = { hidden: [], widths: {}, groupBy: 'none' };

/** Reads a layout that anybody may have written; a list without columns is none. */
export function readLayout(value: unknown): Layout | undefined {
	if (!isObject(value) || !Array.isArray(value.hidden) || !isObject(value.widths)) {
		return undefined;
	}
	const given: readonly unknown[] = value.hidden;
	const { widths } = value;
	// who did what when is what the list is for
	const hidden = columnIds.filter((id) => id !== 'operation' && given.includes(id));
	const sizes = columnIds.flatMap((id) => {
		const width = widths[id];
		return typeof width === 'number' && width >= minColumnWidth && width <= maxColumnWidth
			? [[id, Math.round(width)] as const]
			: [];
	});
	const groupBy = groupings.find((each) => each === value.groupBy) ?? 'none';
	const { detail, exactTimes } = value;
	const isShare = typeof detail === 'number' && detail >= minDetail && detail <= maxDetail;
	return {
		hidden,
		widths: Object.fromEntries(sizes),
		groupBy,
		...(exactTimes === true && { exactTimes }),
		...(isShare && { detail }),
	};
}
