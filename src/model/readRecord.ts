import type { Call } from './call.ts';
import { readCaller } from './caller.ts';
import { isReadOnly } from './operations.ts';
import { readOrigin } from './origin.ts';
import { type CloudTrailRecord, readCloudTrailRecord } from './record.ts';
import type { RecordedCall } from './recordedCall.ts';
import { cut, hashText } from './text.ts';
import { normaliseTime } from './time.ts';
import { readTouches } from './touches.ts';

/** Where calls of Image Builder come from. */
export const imageBuilderSource = 'imagebuilder.amazonaws.com';

/** Longest record that is kept, UTF-16 units. */
const maxJson = 2 * 1024 * 1024;
const maxName = 256;
const maxUserAgent = 1024;
const maxErrorMessage = 4096;
const maxEventId = 128;

export type ReadResult =
	| { readonly ok: true; readonly value: RecordedCall }
	| {
			readonly ok: false;
			/** Another service's record, which is no mistake, or one that cannot be read. */
			readonly kind: 'foreign' | 'unreadable';
			/** For people; holds nothing of the record. */
			readonly reason: string;
	  };

/** Reads one record as CloudTrail wrote it. Never throws, whatever the text. */
export function readRecord(json: string): ReadResult {
	if (json.length > maxJson) {
		return unreadable('the record is larger than 2 MB');
	}
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		return unreadable('the record is not valid JSON');
	}
	return readParsedRecord(value, json);
}

/** The same for a record that is parsed already; `json` is its text. Never throws. */
export function readParsedRecord(value: unknown, json: string): ReadResult {
	const record = readCloudTrailRecord(value);
	if (!record) {
		return unreadable('the record is not a JSON object');
	}
	if (record.eventSource !== imageBuilderSource) {
		return { ok: false, kind: 'foreign', reason: 'the record is not of Image Builder' };
	}
	if (json.length > maxJson) {
		return unreadable('the record is larger than 2 MB');
	}
	const eventTime = normaliseTime(record.eventTime);
	if (eventTime === undefined) {
		return unreadable('the record has no valid eventTime');
	}
	if (record.eventName === undefined) {
		return unreadable('the record has no eventName');
	}
	return { ok: true, value: { call: toCall(record, record.eventName, eventTime), json } };
}

function unreadable(reason: string): ReadResult {
	return { ok: false, kind: 'unreadable', reason };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function toCall(record: CloudTrailRecord, eventName: string, eventTime: string): Call {
	const call: Writable<Call> = {
		eventId: eventIdOf(record),
		eventTime,
		eventName: cut(eventName, maxName),
		readOnly: isReadOnly(eventName, record.readOnly),
		accountId: cut(record.recipientAccountId ?? record.userIdentity?.accountId ?? '', maxName),
		region: cut(record.awsRegion ?? '', maxName),
		caller: readCaller(record),
		origin: readOrigin(record),
		touches: readTouches(record),
		sources: [],
	};
	const { sourceIPAddress, userAgent, errorCode, errorMessage } = record;
	if (sourceIPAddress !== undefined) call.sourceIPAddress = cut(sourceIPAddress, maxName);
	if (userAgent !== undefined) call.userAgent = cut(userAgent, maxUserAgent);
	if (errorCode !== undefined) call.errorCode = cut(errorCode, maxName);
	if (errorMessage !== undefined) call.errorMessage = cut(errorMessage, maxErrorMessage);
	return call;
}

/** Without an id of AWS, one that the same record gets again, whatever file it comes from. */
function eventIdOf(record: CloudTrailRecord): string {
	if (record.eventID !== undefined && record.eventID.length <= maxEventId) {
		return record.eventID;
	}
	const { userIdentity, eventID, addendum, ...facts } = record;
	const identity = [userIdentity?.principalId, userIdentity?.arn, userIdentity?.invokedBy];
	return `derived-${hashText(JSON.stringify([eventID, identity, facts]))}`;
}
