import { describe, expect, it } from 'vitest';
import { filterText } from '../../../src/sidebar/filterText.ts';
import { placeChoices } from '../../../src/sidebar/placeChoices.ts';
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

	it('calls an account by its name', () => {
		const filter = { accountId: '111122223333', region: 'us-east-1' };
		expect(filterText(filter)).toBe('111122223333 us-east-1');
		const names = { '111122223333': 'Production' };
		expect(filterText(filter, { names })).toBe('Production (111122223333) us-east-1');
	});

	it('is nothing where nothing is filtered', () => {
		expect(filterText({})).toBeUndefined();
	});
});

describe('placeChoices', () => {
	const group = (key: string, calls: number) => ({
		key,
		calls,
		changes: 0,
		failures: 0,
		lastCall: '',
	});

	it('are accounts and Regions, the busiest first, and what is set', () => {
		const places = [
			group('111122223333/us-east-1', 5),
			group('444455556666/us-east-1', 3),
			group('444455556666/eu-west-1', 4),
		];
		expect(placeChoices(places, { region: 'us-west-2' })).toEqual({
			accounts: [
				{ value: '444455556666', calls: 7 },
				{ value: '111122223333', calls: 5 },
			],
			regions: [
				{ value: 'us-east-1', calls: 8 },
				{ value: 'eu-west-1', calls: 4 },
				{ value: 'us-west-2', calls: 0 },
			],
		});
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
