import { describe, expect, it } from 'vitest';
import { readListFilter, sharedFilter } from '../../../src/panel/targetFilter.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';
const all = { kind: 'all' } as const;

describe('readListFilter', () => {
	it('reads the query, and leaves reads out unless they are asked for', () => {
		const { filter, problems } = readListFilter(
			all,
			{ changesOnly: true, text: 'op:Update* golden' },
			now,
		);
		expect(filter).toEqual({ readOnly: false, eventNames: ['Update*'], text: 'golden' });
		expect(problems).toEqual([]);
		expect(readListFilter(all, { changesOnly: true, text: 'is:read' }, now).filter.readOnly).toBe(
			true,
		);
	});

	it('stays with its target, and says what it leaves out', () => {
		const target = { kind: 'resource', arn } as const;
		const text = 'resource:other is:failed';
		const { filter, problems } = readListFilter(target, { changesOnly: false, text }, now);
		expect(filter).toEqual({ arn, failed: true });
		expect(problems.join()).toContain('resource:');
	});

	it('takes the part of time that both the query and the timeline leave', () => {
		const range = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-20T00:00:00.000Z' };
		const text = 'since:2026-11-10T00:00:00Z before:2026-11-30T00:00:00Z';
		expect(readListFilter(all, { changesOnly: false, text, range }, now).filter).toEqual({
			from: '2026-11-10T00:00:00.000Z',
			to: range.to,
		});
	});

	it('joins the words of a search with those of the filter', () => {
		const target = { kind: 'search', text: 'alice' } as const;
		expect(readListFilter(target, { changesOnly: false, text: 'golden' }, now).filter).toEqual({
			text: 'alice golden',
		});
	});

	it('lists one sign-in', () => {
		const target = { kind: 'session', session: 's-1', caller: 'alice' } as const;
		expect(readListFilter(target, { changesOnly: false, text: '' }, now).filter).toEqual({
			session: 's-1',
		});
	});
});

describe('sharedFilter', () => {
	const now = Date.parse('2026-11-22T10:00:00Z');
	const changes = { changesOnly: true, text: '' };

	it('is none where the panel lists all, with or without reads', () => {
		expect(sharedFilter({ kind: 'all' }, changes, now)).toEqual({});
		expect(sharedFilter({ kind: 'all' }, { ...changes, changesOnly: false }, now)).toEqual({});
	});

	it('has what the panel is about, and what was typed, reads too', () => {
		const panel = { ...changes, text: 'is:read golden' };
		expect(sharedFilter({ kind: 'caller', caller: 'alice' }, panel, now)).toEqual({
			...{ caller: 'alice', readOnly: true, text: 'golden' },
		});
	});

	it('keeps a time that is told from now, beside the part of time that was zoomed into', () => {
		const panel = { ...changes, text: 'since:14d is:failed' };
		expect(sharedFilter({ kind: 'all' }, panel, now)).toEqual({ failed: true, times: 'since:14d' });
		const range = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-20T00:00:00.000Z' };
		expect(sharedFilter({ kind: 'all' }, { ...panel, range }, now)).toEqual({
			failed: true,
			times: `since:${range.from} before:${range.to} since:14d`,
		});
		expect(sharedFilter({ kind: 'all' }, { ...changes, range }, now)).toEqual(range);
	});
});
