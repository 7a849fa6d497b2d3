import { readParsedRecord } from '../src/model/readRecord.ts';
import type { RecordedCall } from '../src/model/recordedCall.ts';
import { historyOf } from '../test/builders/history.ts';

export const batch = 5000;

/** The calls of a large team, 99 of 100 of them reads, so many at a time. */
export function* manyCalls(count: number): Generator<RecordedCall[]> {
	let calls: RecordedCall[] = [];
	const history = historyOf({
		count,
		days: 90,
		readShare: 0.99,
		pipelines: 200,
		regions: ['us-east-1', 'eu-west-1'],
	});
	for (const record of history) {
		const result = readParsedRecord(record, JSON.stringify(record));
		if (result.ok) {
			calls.push(result.value);
		}
		if (calls.length === batch) {
			yield calls;
			calls = [];
		}
	}
	yield calls;
}
