import { describe, expect, it } from 'vitest';
import { readParsedRecord, readRecord } from '../../../src/model/readRecord.ts';
import { buildHistory } from '../../builders/history.ts';
import { buildRecord, failure, type RecordOverrides } from '../../builders/record.ts';

function callOf(overrides: RecordOverrides | Record<string, unknown> = {}) {
	const read = readRecord(JSON.stringify({ ...buildRecord(), ...overrides }));
	if (!read.ok) {
		throw new Error(read.reason);
	}
	return read.value.call;
}

describe('readRecord', () => {
	it('reads who, when, what, from where and with which result', () => {
		const record = buildRecord({ ...failure('AccessDeniedException', 'no') });
		const json = JSON.stringify(record);
		const read = readRecord(json);
		expect(read).toMatchObject({ ok: true, value: { json } });
		expect(callOf(record)).toMatchObject({
			eventId: record.eventID,
			eventTime: '2026-10-01T09:30:00Z',
			eventName: 'UpdateImagePipeline',
			readOnly: false,
			accountId: '111122223333',
			region: 'us-east-1',
			caller: { name: 'alice@example.com' },
			origin: { kind: 'console' },
			sourceIPAddress: '198.51.100.7',
			errorCode: 'AccessDeniedException',
			errorMessage: 'no',
			sources: [],
		});
	});

	it('reads a whole history', () => {
		const history = buildHistory({ count: 2_000, hostile: true, seed: 3 });
		const calls = history.map((record) => readRecord(JSON.stringify(record)));
		expect(calls.filter((call) => !call.ok)).toEqual([]);
	});

	it('takes the same for a parsed record and its text', () => {
		const json = JSON.stringify(buildRecord());
		expect(readParsedRecord(JSON.parse(json), json)).toEqual(readRecord(json));
	});

	it.each(['ec2.amazonaws.com', 'imagebuilder.amazonaws.com.example.com', undefined])(
		'tells a record of %s from one it cannot read',
		(eventSource) => {
			const read = readRecord(JSON.stringify(buildRecord({ eventSource })));
			expect(read).toMatchObject({ ok: false, kind: 'foreign' });
		},
	);

	it.each(['', '{', '{"eventSource":', 'null', '[]', '"text"', '7'])('cannot read %j', (json) => {
		expect(readRecord(json)).toMatchObject({ ok: false, kind: 'unreadable' });
	});

	it.each(['', 'yesterday', '2026-13-01T00:00:00Z', '2026-02-30T00:00:00Z', 7, null])(
		'cannot read a record of the time %j',
		(eventTime) => {
			const read = readRecord(JSON.stringify({ ...buildRecord(), eventTime }));
			expect(read).toMatchObject({
				ok: false,
				kind: 'unreadable',
				reason: expect.stringContaining('eventTime'),
			});
		},
	);

	it.each([undefined, null, 7, ''])('cannot read a record of the eventName %j', (eventName) => {
		const read = readRecord(JSON.stringify({ ...buildRecord(), eventName }));
		expect(read).toMatchObject({ ok: false, kind: 'unreadable' });
	});

	it('refuses a record of more than 2 MB, whichever way it comes', () => {
		const record = buildRecord({ requestParameters: { data: 'x'.repeat(2 * 1024 * 1024) } });
		const json = JSON.stringify(record);
		expect(readRecord(json)).toMatchObject({ ok: false, kind: 'unreadable' });
		expect(readParsedRecord(record, json)).toMatchObject({ ok: false, kind: 'unreadable' });
	});

	it('says nothing of the record in a reason', () => {
		const read = readRecord('{"secret": "hunter2" oops');
		expect(read).toMatchObject({ ok: false });
		expect(JSON.stringify(read)).not.toContain('hunter2');
	});

	it('finds the account where the recipient is missing', () => {
		expect(callOf(buildRecord({ recipientAccountId: undefined })).accountId).toBe('111122223333');
		expect(callOf({ recipientAccountId: undefined, userIdentity: undefined }).accountId).toBe('');
	});

	it('believes the operations table before readOnly, which may be text', () => {
		expect(callOf({ readOnly: 'true' }).readOnly).toBe(false);
		expect(callOf({ eventName: 'NewThing', readOnly: 'false' }).readOnly).toBe(false);
		expect(callOf({ eventName: 'NewThing', readOnly: 'true' }).readOnly).toBe(true);
		expect(callOf({ eventName: 'ListImages', readOnly: undefined }).readOnly).toBe(true);
	});

	it('cuts what is too long', () => {
		const long = 'x'.repeat(100_000);
		const call = callOf({ userAgent: long, errorCode: long, errorMessage: long, eventName: long });
		expect(call.userAgent).toHaveLength(1024);
		expect(call.errorMessage).toHaveLength(4096);
		expect(call.errorCode).toHaveLength(256);
		expect(call.eventName).toHaveLength(256);
	});

	it('leaves out what a record does not say', () => {
		const call = callOf({ userAgent: undefined, sourceIPAddress: undefined });
		expect(Object.keys(call)).toEqual([
			'eventId',
			'eventTime',
			'eventName',
			'readOnly',
			'accountId',
			'region',
			'caller',
			'origin',
			'touches',
			'sources',
		]);
	});

	it('reads an old record without type, id and agent', () => {
		const old = {
			eventVersion: '1.01',
			userIdentity: { accountId: '111122223333', invokedBy: 'imagebuilder.amazonaws.com' },
			eventTime: '2026-10-01T09:30:00Z',
			eventSource: 'imagebuilder.amazonaws.com',
			eventName: 'StartImagePipelineExecution',
			awsRegion: 'us-east-1',
			requestParameters: null,
		};
		const read = readRecord(JSON.stringify(old));
		expect(read).toMatchObject({
			ok: true,
			value: { call: { caller: { type: 'AWSService' }, origin: { kind: 'service' }, touches: [] } },
		});
	});
});

describe('the id of a record without eventID', () => {
	it('is the same each time and from each file', () => {
		const record = buildRecord({ eventID: undefined });
		const again = JSON.stringify(record, null, 2);
		const first = callOf({ ...record, eventID: undefined }).eventId;
		const second = readRecord(again);
		expect(first).toMatch(/^derived-[0-9a-f]{32}$/);
		expect(second.ok && second.value.call.eventId).toBe(first);
	});

	it('differs where the calls differ', () => {
		const record = { ...buildRecord(), eventID: undefined };
		const ids = [
			callOf(record),
			callOf({ ...record, requestID: 'another' }),
			callOf({ ...record, eventTime: '2026-10-01T09:30:01Z' }),
			callOf({ ...record, userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root' } }),
			callOf({ ...record, requestParameters: { name: 'other' } }),
		].map((call) => call.eventId);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('stays when an addendum comes', () => {
		const record = { ...buildRecord(), eventID: undefined };
		expect(callOf({ ...record, addendum: { reason: 'DELIVERY_DELAY' } }).eventId).toBe(
			callOf(record).eventId,
		);
	});

	it('takes the place of one that is no id', () => {
		for (const eventID of ['', 7, 'x'.repeat(1000)]) {
			expect(callOf({ ...buildRecord(), eventID }).eventId).toMatch(/^derived-/);
		}
	});
});
