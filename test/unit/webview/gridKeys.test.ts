import { describe, expect, it } from 'vitest';
import { gridDeed } from '../../../src/webview/gridKeys.ts';
import { headRow } from '../../../src/webview/gridMove.ts';

const group = { kind: 'group', key: 'k', title: 't', count: 3, open: true } as const;
const view = {
	place: { row: 2, column: -1 },
	item: undefined,
	columns: ['when', 'who'],
	rows: 9,
	page: 5,
} as const;
const inHead = { ...view, place: { row: headRow, column: 1 } };

describe('gridDeed', () => {
	it('opens a row, with the focus or without', () => {
		expect(gridDeed({ key: 'Enter' }, view)).toEqual({ do: 'act', withFocus: true });
		expect(gridDeed({ key: 'z' }, view)).toBeUndefined();
		expect(gridDeed({ key: ' ' }, view)).toEqual({ do: 'act', withFocus: false });
	});

	it('sorts by a title, and makes its column wider or narrower', () => {
		expect(gridDeed({ key: 'Enter' }, inHead)).toEqual({ do: 'sort', column: 'who' });
		expect(gridDeed({ key: 'ArrowLeft', shiftKey: true }, inHead)).toEqual({
			...{ do: 'widen', column: 'who', by: -1 },
		});
		expect(gridDeed({ key: 'ArrowLeft' }, inHead)).toMatchObject({
			do: 'go',
			place: { column: 0 },
		});
	});

	it('closes an open group and opens a closed one, and does not leave it sideways', () => {
		const on = { ...view, item: group };
		expect(gridDeed({ key: 'ArrowLeft' }, on)).toEqual({ do: 'toggle', group });
		expect(gridDeed({ key: 'ArrowRight' }, on)).toEqual({ do: 'nothing' });
		expect(gridDeed({ key: 'ArrowDown' }, on)).toMatchObject({ do: 'go', place: { row: 3 } });
	});

	it('leaves keys with Alt to others', () => {
		expect(gridDeed({ key: 'ArrowLeft', altKey: true }, view)).toBeUndefined();
		expect(gridDeed({ key: 'Enter', metaKey: true }, view)).toBeUndefined();
	});
});
