import { type ReadResult, readParsedRecord } from '../../model/readRecord.ts';
import { flag, isObject } from '../../model/record.ts';
import { normaliseTime } from '../../model/time.ts';
import { type FieldForm, type RecordShape, recordShape } from './recordShape.ts';

/**
 * Puts a record together again from the fields that a query gave.
 * Fields without a value are left out, so that the record never is longer than the one that
 * CloudTrail wrote: the store keeps the longer one of two.
 * @param fields a JSON object from a field's path to its text
 * @returns undefined where it is no such object
 */
export function rebuildRecord(fields: string): { record: object; json: string } | undefined {
	try {
		const parsed: unknown = JSON.parse(fields);
		if (!isObject(parsed)) {
			return undefined;
		}
		const record = build(recordShape, new Map(Object.entries(parsed)), '');
		return record && { record, json: JSON.stringify(record) };
	} catch {
		// no JSON, or nested too deeply to be written as such again
		return undefined;
	}
}

/** Reads a call of such fields. Never throws. */
export function readRebuilt(fields: string): ReadResult {
	const rebuilt = rebuildRecord(fields);
	return rebuilt
		? readParsedRecord(rebuilt.record, rebuilt.json)
		: { ok: false, kind: 'unreadable', reason: 'the query gave no record' };
}

function build(
	shape: RecordShape,
	fields: ReadonlyMap<string, unknown>,
	path: string,
): object | undefined {
	const built = Object.entries(shape).flatMap(([field, form]) => {
		const text = fields.get(`${path}${field}`);
		const inner =
			typeof text === 'string' && text !== ''
				? read(typeof form === 'object' ? 'json' : form, text)
				: typeof form === 'object'
					? build(form, fields, `${path}${field}.`)
					: undefined;
		return inner === undefined || inner === null ? [] : [[field, inner] as const];
	});
	return built.length === 0 ? undefined : Object.fromEntries(built);
}

function read(form: FieldForm, text: string): unknown {
	switch (form) {
		case 'text':
			return text;
		case 'flag':
			return flag(text) ?? text;
		case 'time':
			return normaliseTime(text) ?? text;
		case 'json':
			try {
				return JSON.parse(text);
			} catch {
				// cut off, or never JSON: people see what there is
				return text;
			}
	}
}
