import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/model/queryLanguage.ts';
import { listedCall } from '../../../src/panel/listRows.ts';
import { contextText } from '../../../src/protocol/callContext.ts';
import { columnIds } from '../../../src/protocol/layout.ts';
import { callContext } from '../../../src/webview/callContext.ts';
import { buildCall } from '../../builders/call.ts';

const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:component/nginx/1.0.0';
const call = listedCall(
	buildCall({
		eventTime: '2026-11-20T10:30:00Z',
		eventName: 'UpdateComponent',
		caller: { type: 'AssumedRole', name: 'a "b"' },
		origin: { kind: 'console', rule: '', evidence: '' },
		sourceIPAddress: '203.0.113.7',
		errorCode: '=AccessDenied',
		touches: [{ arn, role: 'subject' }],
	}),
);
const place = { column: undefined, columns: columnIds };

describe('what is taken of a call', () => {
	it('is the row, its cells with tabs between, and none of them a formula', () => {
		const { copied, menu } = callContext(call, place);
		expect(copied.split('\t')).toEqual([
			...['2026-11-20T10:30:00Z', 'a "b"', 'UpdateComponent', 'nginx 1.0.0'],
			...['111122223333 us-east-1', 'Console', '203.0.113.7', "'=AccessDenied"],
		]);
		expect(menu).toMatchObject({ row: copied, eventId: call.eventId, arn });
		expect(menu).not.toHaveProperty('cell');
	});

	it('is the cell, as it is, and the query that finds its value', () => {
		const { copied, menu } = callContext(call, { ...place, column: 'outcome' });
		expect(copied).toBe('=AccessDenied');
		expect(menu).toMatchObject({ cell: copied, query: '=AccessDenied' });
	});

	it('finds what it is of', () => {
		const found = columnIds.map((column) => {
			const { query = '' } = callContext(call, { ...place, column }).menu;
			const { filter, problems } = parseQuery(query, { now: 0 });
			expect(problems).toEqual([]);
			return filter;
		});
		expect(found).toEqual([
			...[{}, { who: ['a "b"'] }, { eventNames: ['UpdateComponent'] }, { arn }],
			...[{ accountId: call.accountId, region: call.region }, { origins: ['console'] }],
			...[{ text: '203.0.113.7' }, { text: '=AccessDenied' }],
		]);
	});

	it('finds one caller, not all whose names begin so', () => {
		const plain = { ...call, caller: { ...call.caller, name: 'bob' } };
		const { query = '' } = callContext(plain, { ...place, column: 'who' }).menu;
		expect(parseQuery(query, { now: 0 }).filter).toEqual({ who: ['bob'] });
	});

	it('has no ARN where the record spells none of Image Builder', () => {
		const other = { ...call, resource: 'arn:aws:s3:::bucket' };
		expect(callContext(other, place).menu).not.toHaveProperty('arn');
	});

	it('is read from whatever a command is given', () => {
		expect(contextText({ row: 'x' }, 'row')).toBe('x');
		expect(contextText({ row: 7 }, 'row')).toBeUndefined();
		expect(contextText(undefined, 'cell')).toBeUndefined();
	});
});
