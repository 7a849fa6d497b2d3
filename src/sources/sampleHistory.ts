import { HistoryError } from '../model/errors.ts';
import { readRecord } from '../model/readRecord.ts';
import type { CloudTrailRecord, JsonValue } from '../model/record.ts';
import type { RecordedCall } from '../model/recordedCall.ts';
import { readLogFile } from './logFile.ts';

const day = 86_400_000;
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * The bundled sample: trail log files, read as any other, with times moved up to yesterday.
 * @throws HistoryError `bad-log` where a file is missing or damaged.
 */
export async function readSampleHistory(
	files: readonly string[],
	now: Date = new Date(),
): Promise<readonly RecordedCall[]> {
	const records: CloudTrailRecord[] = [];
	for (const file of files) {
		const { calls, skipped } = await readLogFile(file);
		if (skipped !== undefined) {
			throw new HistoryError('bad-log', `${file}: ${skipped}`);
		}
		records.push(...calls.map(({ json }) => JSON.parse(json) as CloudTrailRecord));
	}
	return shiftRecords(records, now).flatMap((record) => {
		const read = readRecord(JSON.stringify(record));
		return read.ok ? [read.value] : [];
	});
}

/**
 * Moves every time in the records by so many whole days that the newest call is of the day (UTC)
 * before `now`; the hours of the day stay, as people work by them.
 */
export function shiftRecords(
	records: readonly CloudTrailRecord[],
	now: Date,
): readonly CloudTrailRecord[] {
	const newest = Math.max(...records.map(({ eventTime }) => Date.parse(eventTime ?? '') || 0));
	const days = Math.floor(now.getTime() / day) - 1 - Math.floor(newest / day);
	return records.map((record) => shiftTimes(record, days * day));
}

function shiftTimes<T>(value: T, by: number): T;
function shiftTimes(value: JsonValue, by: number): JsonValue {
	if (typeof value === 'string') {
		return timestamp.test(value) ? shiftTime(value, by) : value;
	}
	if (Array.isArray(value)) {
		return value.map((each: JsonValue) => shiftTimes(each, by));
	}
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([key, each]) => [key, shiftTimes(each as JsonValue, by)]),
		);
	}
	return value;
}

/** As precise as it was: CloudTrail writes whole seconds. */
function shiftTime(text: string, by: number): string {
	const shifted = new Date(Date.parse(text) + by).toISOString();
	return text.includes('.') ? shifted : shifted.replace('.000Z', 'Z');
}
