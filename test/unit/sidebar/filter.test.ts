import { describe, expect, it } from 'vitest';
import { english } from '../../../src/model/translate.ts';
import { filterText } from '../../../src/sidebar/filterText.ts';
import { placeChoices } from '../../../src/sidebar/placeChoices.ts';
import {
	hoursIn,
	hoursText,
	lastHours,
	readTimeRange,
	timeChoices,
} from '../../../src/sidebar/timeChoices.ts';
import {
	initialState,
	readFilter,
	shownCalls,
	type ViewState,
} from '../../../src/sidebar/viewState.ts';

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

	it('says a time that moves with the clock as it was told', () => {
		const text = (times: string) => filterText({ times, failed: true });
		expect(text('since:14d')).toBe('Last 14 days · failed');
		expect(text('since:1h')).toBe('Last hour · failed');
		expect(text('since:36h')).toBe('Last 36 hours · failed');
		expect(text('on:yesterday')).toBe('on:yesterday · failed');
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
		const now = Date.parse('2026-10-12T10:00:00Z');
		const shown = (change: Partial<ViewState>) => shownCalls({ ...initialState, ...change }, now);
		expect(shown({})).toEqual({ readOnly: false });
		expect(shown({ showReads: true })).toEqual({});
		expect(shown({ filter: { readOnly: true } })).toEqual({ readOnly: true });
	});

	it('takes times that move with the clock as they are now', () => {
		const state: ViewState = { ...initialState, showReads: true, filter: { times: 'since:2d' } };
		expect(shownCalls(state, Date.parse('2026-10-12T10:00:00Z'))).toEqual({
			from: '2026-10-10T10:00:00.000Z',
		});
		expect(shownCalls(state, Date.parse('2026-10-20T11:00:42Z'))).toEqual({
			from: '2026-10-18T11:00:00.000Z',
		});
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

	it('takes a time that moves with the clock instead of a fixed one, and nothing else so', () => {
		const from = '2026-10-01T00:00:00.000Z';
		const { times } = readFilter({ from, times: 'since:14d op:Get*' }) ?? {};
		expect(times).toBe('since:14d');
		expect(readFilter({ from, times: 'since:14d' })).not.toHaveProperty('from');
		expect(readFilter({ from, times: 'since:2026-01-01' })).toEqual({ from });
		expect(readFilter({ from, times: 5 })).toEqual({ from });
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

	it('offers times that move with the clock, and knows them again', () => {
		const offered = timeChoices.map((hours) => lastHours(hours).times ?? '');
		expect(offered).toEqual(['since:1h', 'since:24h', 'since:7d', 'since:30d', 'since:90d']);
		expect(offered.map(hoursIn)).toEqual(timeChoices);
		expect(hoursIn('since:today')).toBeUndefined();
		expect(hoursText(7 * 24, english)).toBe('Last 7 days');
	});
});
