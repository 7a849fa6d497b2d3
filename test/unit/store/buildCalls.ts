import { readRecord } from '../../../src/model/readRecord.ts';
import type { RecordedCall } from '../../../src/model/recordedCall.ts';
import { buildHistory, type HistoryOptions } from '../../builders/history.ts';

export function recorded(json: string): RecordedCall {
	const result = readRecord(json);
	if (!result.ok) {
		throw new Error(result.reason);
	}
	return result.value;
}

/** A history, newest first. */
export function buildCalls(options: HistoryOptions = {}): RecordedCall[] {
	return buildHistory(options).map((record) => recorded(JSON.stringify(record)));
}
