import { describe, expect, it } from 'vitest';
import { listedCall } from '../../../src/panel/listRows.ts';
import { readFromWebview } from '../../../src/protocol/fromWebview.ts';
import { readState, readTarget, sameTarget } from '../../../src/protocol/target.ts';
import { isAnswer, readToWebview } from '../../../src/protocol/toWebview.ts';
import { buildCall } from '../../builders/call.ts';

const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';
const state = { target: { kind: 'all' }, filter: { changesOnly: true, text: '' } };

const fetchAsk = {
	connection: 'dev',
	source: 's3://trail-logs',
	from: '2026-01-01T00:00:00.000Z',
	to: '2026-02-01T00:00:00.000Z',
};

describe('readFromWebview', () => {
	it.each([
		{ type: 'ready' },
		{ type: 'open', target: { kind: 'resource', arn } },
		{ type: 'filter', filter: { changesOnly: false, text: 'alice' } },
		{ type: 'select', eventId: 'e-1' },
		{ type: 'select' },
		{ type: 'scroll', row: 7 },
		{ type: 'pin', pinned: true },
		{ type: 'order', order: 'oldest' },
		{ type: 'go', by: -1 },
		{ type: 'layout', layout: { hidden: ['who'], widths: { when: 99 }, groupBy: 'session' } },
		{ type: 'open', target: { kind: 'session', session: 's-1', caller: 'alice' } },
		{
			type: 'filter',
			filter: { changesOnly: true, text: '', range: { from: '2026-11-01', to: '2026-11-02' } },
		},
		{ type: 'request', id: 4, method: 'timeline', ask: { generation: 2 } },
		{ type: 'request', id: 5, method: 'callDeed', ask: { deed: 'copyIncidentCard', eventId: 'e' } },
		{ type: 'request', id: 6, method: 'compare', ask: { before: 'e-1', after: 'e-2' } },
		{ type: 'request', id: 1, method: 'rows', ask: { generation: 1, after: 'x', limit: 200 } },
		{ type: 'request', id: 2, method: 'detail', ask: { eventId: 'e-1' } },
		{ type: 'request', id: 3, method: 'wayOut', ask: { run: 'selectProfile' } },
		{ type: 'request', id: 3, method: 'wayOut', ask: { run: 'fetch', fetch: fetchAsk } },
	])('takes %j', (message) => {
		expect(readFromWebview(message)).toEqual(message);
	});

	it.each([
		[undefined],
		['ready'],
		[{ type: 'eval', code: '1' }],
		[{ type: 'open', target: { kind: 'resource' } }],
		[{ type: 'open', target: { kind: 'file', path: '/etc/passwd' } }],
		[{ type: 'filter', filter: { changesOnly: 'yes', text: '' } }],
		[{ type: 'filter', filter: { changesOnly: true, text: 'x'.repeat(10_000) } }],
		[{ type: 'select', eventId: 7 }],
		[{ type: 'scroll', row: -1 }],
		[{ type: 'go', by: 5 }],
		[{ type: 'order', order: 'DESC' }],
		[{ type: 'layout', layout: { hidden: 'all' } }],
		[{ type: 'request', id: 1, method: 'callDeed', ask: { deed: 'signIn', eventId: 'e' } }],
		[{ type: 'request', id: 1, method: 'deleteFilter', ask: {} }],
		[{ type: 'request', id: '1', method: 'detail', ask: { eventId: 'e-1' } }],
		[{ type: 'request', id: 1, method: 'detail', ask: {} }],
		[{ type: 'request', id: 1, method: 'wayOut', ask: { run: 'workbench.action.quit' } }],
		[{ type: 'request', id: 1, method: 'wayOut', ask: { run: 'fetch' } }],
		[
			{
				...{ type: 'request', id: 1, method: 'wayOut' },
				ask: { run: 'fetch', fetch: { ...fetchAsk, to: 'now' } },
			},
		],
		[{ type: 'request', id: 1, method: 'constructor', ask: {} }],
		[{ type: 'request', id: 1, method: 'rows', ask: { generation: 1, after: 'x', limit: 1e9 } }],
		[{ type: 'request', id: 1, method: 'rows', ask: { generation: 1.5, after: 'x', limit: 1 } }],
	])('refuses %j', (message) => {
		expect(readFromWebview(message)).toBeUndefined();
	});

	it('keeps nothing but the known fields', () => {
		expect(
			readFromWebview({ type: 'open', target: { kind: 'all', more: 1 }, extra: true }),
		).toEqual({ type: 'open', target: { kind: 'all' } });
	});
});

describe('readToWebview', () => {
	const snapshot = {
		generation: 1,
		state,
		heading: {
			title: 'All calls',
			kind: '',
			sample: false,
			syncing: false,
		},
		calls: [listedCall(buildCall())],
	};
	const one = { calls: 1, more: false };
	const facts = {
		generation: 1,
		matching: { calls: 1000, more: true },
		target: { counts: { calls: one, changes: one, failures: one }, coverage: ['all'] },
	};

	it('takes a snapshot, a failure and answers', () => {
		const notice = { severity: 'error', title: 'x', lines: [], ways: [] };
		const init = {
			type: 'init',
			locale: 'de',
			texts: { When: 'Wann' },
			layout: { hidden: [], widths: {}, groupBy: 'none' },
			filters: [{ name: 'mine', changesOnly: true, text: 'is:failed' }],
		};
		for (const message of [
			{ type: 'snapshot', snapshot },
			{ type: 'snapshot', snapshot: { ...snapshot, facts } },
			{ type: 'facts', facts },
			{ type: 'failed', state, notice },
			{ ...init, zone: 'Europe/Berlin' },
			init,
			{ type: 'answer', id: 1, ok: true, value: null },
			{ type: 'answer', id: 1, ok: false, error: { code: 'timeout', message: 'late' } },
		]) {
			expect(readToWebview(message)).toEqual(message);
		}
	});

	it.each([
		[{ type: 'snapshot', snapshot: { ...snapshot, calls: [{ eventId: 'e-1' }] } }],
		[{ type: 'snapshot', snapshot: { ...snapshot, state: {} } }],
		[{ type: 'snapshot', snapshot: { ...snapshot, notice: { title: 'x' } } }],
		[{ type: 'snapshot', snapshot: { ...snapshot, facts: { ...facts, matching: 3 } } }],
		[{ type: 'facts', facts: { ...facts, matching: { calls: '3', more: false } } }],
		[{ type: 'facts', facts: { ...facts, target: { counts: { calls: one }, coverage: [] } } }],
		[{ type: 'facts', facts: { ...facts, target: { ...facts.target, coverage: [{}] } } }],
		[{ type: 'answer', id: 1, ok: false }],
		[{ type: 'answer', ok: true }],
		[{ source: 'devtools' }],
	])('refuses %j', (message) => {
		expect(readToWebview(message)).toBeUndefined();
	});

	it('knows what a method answers with', () => {
		expect(isAnswer('rows', { calls: [listedCall(buildCall())], next: 'x' })).toBe(true);
		expect(isAnswer('rows', { calls: [{}] })).toBe(false);
		expect(isAnswer('detail', { call: buildCall(), record: '{}' })).toBe(true);
		expect(isAnswer('detail', { call: buildCall(), record: {} })).toBe(false);
		const known = { callers: ['bob'], accountNames: { '111122223333': 'sandbox' } };
		expect(isAnswer('known', known)).toBe(true);
		expect(isAnswer('known', { ...known, callers: 'bob' })).toBe(false);
		expect(isAnswer('known', { ...known, accountNames: ['sandbox'] })).toBe(false);
		expect(isAnswer('copy', null)).toBe(true);
		expect(isAnswer('copy', {})).toBe(false);
	});
});

describe('what VS Code kept of a panel', () => {
	it('is read with where it was scrolled to and whether it was pinned', () => {
		expect(readState({ ...state, row: 12, pinned: true })).toEqual({
			...state,
			row: 12,
			pinned: true,
		});
		expect(readState({ ...state, row: -3, pinned: 'yes', order: 'any' })).toEqual(state);
		expect(readState({ ...state, order: 'oldest' })).toEqual({ ...state, order: 'oldest' });
		const range = { from: '2026-11-03', to: '2026-11-02' };
		expect(readState({ ...state, filter: { ...state.filter, range } })).toEqual(state);
	});

	it('is read with its selected call', () => {
		expect(readState({ ...state, selected: 'e-1' })).toEqual({ ...state, selected: 'e-1' });
	});

	it.each([[undefined], [null], [{}], [{ target: { kind: 'all' } }], [{ filter: state.filter }]])(
		'%j is nothing',
		(kept) => {
			expect(readState(kept)).toBeUndefined();
		},
	);

	it('tells targets apart', () => {
		const target = { kind: 'resource', arn } as const;
		expect(readTarget(target)).toEqual(target);
		expect(sameTarget(target, { kind: 'resource', arn })).toBe(true);
		expect(sameTarget(target, { kind: 'caller', caller: arn })).toBe(false);
	});
});
