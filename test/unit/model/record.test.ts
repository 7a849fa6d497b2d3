import { describe, expect, it } from 'vitest';
import { flag, isOmitted, readCloudTrailRecord } from '../../../src/model/record.ts';
import { buildRecord } from '../../builders/record.ts';

/** A record as it comes out of `JSON.parse`, with fields that break its type. */
function read(fields: Record<string, unknown>) {
	return readCloudTrailRecord(JSON.parse(JSON.stringify({ ...buildRecord(), ...fields })));
}

describe('readCloudTrailRecord', () => {
	it('gives a well-formed record back as it was', () => {
		const record = buildRecord();
		expect(JSON.parse(JSON.stringify(readCloudTrailRecord(record)))).toEqual(record);
	});

	it.each([null, undefined, 1, 'text', true, []])('takes no %j for a record', (value) => {
		expect(readCloudTrailRecord(value)).toBeUndefined();
	});

	it('takes a field of a wrong type for a missing one', () => {
		const record = read({
			userIdentity: 'root',
			eventTime: 1,
			userAgent: { a: 1 },
			requestParameters: [1],
			responseElements: 7,
			readOnly: 'maybe',
			errorCode: null,
			tlsDetails: 'TLSv1.3',
		});
		expect(record).toMatchObject({
			userIdentity: undefined,
			eventTime: undefined,
			userAgent: undefined,
			requestParameters: undefined,
			responseElements: undefined,
			readOnly: undefined,
			errorCode: undefined,
			tlsDetails: undefined,
		});
	});

	it('takes wrong types within the identity for missing ones', () => {
		const userIdentity = {
			type: 7,
			sessionContext: { sessionIssuer: null, attributes: 'x', webIdFederationData: [] },
			onBehalfOf: 'somebody',
		};
		expect(read({ userIdentity })?.userIdentity).toMatchObject({
			type: undefined,
			onBehalfOf: undefined,
			sessionContext: { sessionIssuer: undefined, attributes: undefined },
		});
	});

	it('reads booleans that are text', () => {
		expect(read({ readOnly: 'false' })?.readOnly).toBe(false);
		expect(read({ readOnly: 'true' })?.readOnly).toBe(true);
		expect(read({ sessionCredentialFromConsole: true })?.sessionCredentialFromConsole).toBe('true');
		expect(read({ sessionCredentialFromConsole: 'false' })?.sessionCredentialFromConsole).toBe(
			'false',
		);
	});

	it('takes a value that AWS hid for a missing one', () => {
		expect(
			read({ sourceIPAddress: 'HIDDEN_DUE_TO_SECURITY_REASONS' })?.sourceIPAddress,
		).toBeUndefined();
	});

	it('keeps requestParameters null, and reads them where they are JSON text', () => {
		expect(read({ requestParameters: null })?.requestParameters).toBeNull();
		expect(read({ requestParameters: '{"name":"a"}' })?.requestParameters).toEqual({ name: 'a' });
		expect(read({ requestParameters: '{"name":' })?.requestParameters).toBeUndefined();
	});
});

describe('isOmitted', () => {
	it('knows both spellings', () => {
		expect(isOmitted({ omitted: true })).toBe(true);
		expect(
			isOmitted({ reason: 'requestParameters too large', omitted: 'true', originalSize: '149893' }),
		).toBe(true);
		expect(isOmitted({ omitted: 'false' })).toBe(false);
		expect(isOmitted({ name: 'a' })).toBe(false);
		expect(isOmitted(null)).toBe(false);
	});
});

describe('flag', () => {
	it.each([
		[true, true],
		['true', true],
		['True', true],
		[false, false],
		['false', false],
		['', undefined],
		[1, undefined],
		[null, undefined],
	])('reads %j as %j', (value, expected) => {
		expect(flag(value)).toBe(expected);
	});
});
