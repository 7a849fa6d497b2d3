import { describe, expect, it } from 'vitest';
import { filterText } from '../../../src/sidebar/filterText.ts';
import { lastHours, readTimeRange } from '../../../src/sidebar/timeChoices.ts';
import { initialState, readFilter, shownCalls } from '../../../src/sidebar/viewState.ts';

describe('filterText', () => {
	it('says every facet that is set', () => {
		expect(
			filterText({
				caller: 'alice',
				eventNames: ['A', 'B', 'C', 'D'],
				origins: ['console'],
				failed: true,
				text: 'golden',
			}),
		).toBe('alice · A, B and 2 more · Console · failed · “golden”');
	});

	it('says what is left out, and callers by any name', () => {
		expect(
			filterText({
				who: ['deploy-*'],
				except: { origins: ['cli', 'sdk'], eventNames: ['Get*'] },
			}),
		).toBe('deploy-* · not Get* · not CLI, SDK');
	});

	it('is nothing where nothing is filtered', () => {
		expect(filterText({})).toBeUndefined();
	});
});

describe('shownCalls', () => {
	it('takes changes only unless reads are shown or asked for', () => {
		expect(shownCalls(initialState)).toEqual({ readOnly: false });
		expect(shownCalls({ ...initialState, showReads: true })).toEqual({});
		expect(shownCalls({ ...initialState, filter: { readOnly: true } })).toEqual({ readOnly: true });
	});
});

describe('readFilter', () => {
	it('takes what a filter may hold and drops the rest', () => {
		expect(
			readFilter({
				caller: 'alice',
				failed: true,
				from: '2026-10-01T00:00:00Z',
				to: 'soon',
				origins: [1],
				eventNames: ['CreateImage'],
				evil: 'yes',
				who: ['bob*'],
				except: { origins: ['cli'], who: 'x', text: 'y' },
			}),
		).toEqual({
			caller: 'alice',
			failed: true,
			from: '2026-10-01T00:00:00.000Z',
			eventNames: ['CreateImage'],
			who: ['bob*'],
			except: { origins: ['cli'] },
		});
	});

	it.each([undefined, null, 'text', 3, []])('takes no filter from %j', (value) => {
		expect(readFilter(value)).toBeUndefined();
	});
});

describe('readTimeRange', () => {
	it('takes a whole day', () => {
		expect(readTimeRange('2026-10-12')).toEqual({
			from: new Date(2026, 9, 12).toISOString(),
			to: new Date(2026, 9, 13).toISOString(),
		});
	});

	it.each([
		'2026-10-01 2026-10-12T14:30',
		'2026-10-01 to 2026-10-12T14:30',
		'2026-10-01..2026-10-12T14:30',
	])('reads %s', (text) => {
		expect(readTimeRange(text)).toEqual({
			from: new Date(2026, 9, 1).toISOString(),
			to: new Date(2026, 9, 12, 14, 30).toISOString(),
		});
	});

	it('takes Z for UTC', () => {
		expect(readTimeRange('2026-10-01T00:00Z 2026-10-01T01:00Z')).toEqual({
			from: '2026-10-01T00:00:00.000Z',
			to: '2026-10-01T01:00:00.000Z',
		});
	});

	it.each([
		'',
		'yesterday',
		'2026-02-30',
		'2026-10-02 2026-10-01',
		'2026-10-01 2026-10-02 2026-10-03',
	])('refuses %j', (text) => {
		expect(readTimeRange(text)).toBeUndefined();
	});

	it('fixes the window of the last hours to the minute', () => {
		expect(lastHours(1, Date.parse('2026-10-01T10:00:42Z'))).toEqual({
			from: '2026-10-01T09:00:00.000Z',
		});
	});
});
