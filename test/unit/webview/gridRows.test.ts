import { describe, expect, it } from 'vitest';
import { listedCall } from '../../../src/panel/listRows.ts';
import { columnIds, plainLayout, readLayout } from '../../../src/protocol/layout.ts';
import { columnTemplate, shownColumns, withWidth } from '../../../src/webview/gridColumns.ts';
import { gridRows, newestFirst, type RowOptions } from '../../../src/webview/gridRows.ts';
import { buildCall } from '../../builders/call.ts';

const arn = (name: string) => `arn:aws:imagebuilder:us-east-1:111122223333:component/${name}/1.0.0`;
const call = (minute: number, eventName: string, session: string, name = 'x') =>
	listedCall(
		buildCall({
			eventTime: `2026-11-20T10:${String(minute).padStart(2, '0')}:00Z`,
			eventName,
			caller: { type: 'AssumedRole', name: session, session },
			touches: [{ arn: arn(name), role: 'subject' }],
		}),
	);
const calls = [
	call(30, 'UpdateB', 'alice'),
	call(20, 'UpdateC', 'bob', 'y'),
	call(10, 'UpdateA', 'alice', 'y'),
];

function rows(options: Partial<RowOptions> = {}) {
	const made = gridRows({
		calls,
		total: calls.length,
		sort: newestFirst,
		groupBy: 'none',
		closed: new Set(),
		...options,
	});
	const list = Array.from({ length: made.count }, (_, index) => made.at(index));
	return {
		made,
		texts: list.map((row) =>
			row?.kind === 'call'
				? row.call.eventName
				: row?.kind === 'group'
					? `${row.title.split(' · ')[0]} ${row.count}`
					: row?.kind,
		),
	};
}

describe('gridRows', () => {
	it('has a place for each call of the store, loaded or not', () => {
		const { made } = rows({ total: 100_000 });
		expect(made.count).toBe(100_000);
		expect(made.at(2)?.kind).toBe('call');
		expect(made.at(3)?.kind).toBe('waiting');
		expect(made.at(100_000)).toBeUndefined();
	});

	it('sorts what is loaded, both ways', () => {
		const sort = { column: 'operation', descending: false } as const;
		expect(rows({ sort, total: 9 }).texts).toEqual(['UpdateA', 'UpdateB', 'UpdateC']);
		expect(rows({ sort: { ...sort, descending: true } }).texts[0]).toBe('UpdateC');
		// by time the host has sorted all of them, either way
		const oldest = {
			calls: calls.toReversed(),
			sort: { column: 'when', descending: false },
		} as const;
		expect(rows({ ...oldest, total: 9 }).texts.slice(0, 4)).toEqual([
			'UpdateA',
			'UpdateC',
			'UpdateB',
			'waiting',
		]);
	});

	it('groups by sign-in and by resource, and hides the rows of closed groups', () => {
		expect(rows({ groupBy: 'session' }).texts).toEqual([
			'alice 2',
			'UpdateB',
			'UpdateA',
			'bob 1',
			'UpdateC',
		]);
		expect(rows({ groupBy: 'resource' }).texts).toHaveLength(5);
		const { made, texts } = rows({ groupBy: 'session', closed: new Set(['alice']) });
		expect(texts).toEqual(['alice 2', 'bob 1', 'UpdateC']);
		expect(made.indexOf(calls[1]?.eventId ?? '')).toBe(2);
		expect(made.indexOf(calls[0]?.eventId ?? '')).toBe(-1);
	});
});

describe('columns', () => {
	it('are those that were chosen and that there is room for', () => {
		const shown = (width: number, single = false, several = false, layout = plainLayout) =>
			shownColumns(layout, width, { single, several });
		expect(shown(1200, false, false, { ...plainLayout, hidden: ['origin'] })).not.toContain(
			'origin',
		);
		expect(shown(1200, true)).toContain('address');
		expect(shown(800, true)).not.toContain('resource');
		expect(shown(800)).toContain('resource');
		// the place says something only where there are several
		expect(shown(1200)).not.toContain('account');
		expect(shown(1200, false, true)).toContain('account');
		expect(shown(400, false, true)).not.toContain('account');
		// two lines have room for all of them
		expect(shown(690, true, true)).toEqual(columnIds);
		expect(shown(1000, false, true)).not.toContain('address');
	});

	it('take the width they were given, within reason', () => {
		const layout = withWidth(plainLayout, 'who', 5);
		expect(columnTemplate(['when', 'who'], layout)).toMatch(/ 48px$/);
		expect(withWidth(layout, 'who', 1e9).widths.who).toBe(1200);
	});

	it('are read from what anybody may have written', () => {
		expect(
			readLayout({ hidden: ['operation', 'who', 'x'], widths: { who: -1, when: 99.6 } }),
		).toEqual({ hidden: ['who'], widths: { when: 100 }, groupBy: 'none' });
		expect(readLayout({ ...plainLayout, detail: 55.5 })).toEqual({ ...plainLayout, detail: 55.5 });
		expect(readLayout({ ...plainLayout, detail: 100 })).toEqual(plainLayout);
		expect(readLayout({ hidden: 'who' })).toBeUndefined();
		expect(readLayout(undefined)).toBeUndefined();
	});
});
