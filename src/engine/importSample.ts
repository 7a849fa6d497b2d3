import type { Coverage } from '../model/coverage.ts';
import type { ImportReport } from '../model/history.ts';
import type { RecordedCall } from '../model/recordedCall.ts';
import { readSampleHistory } from '../sources/sampleHistory.ts';
import type { CallStore } from '../store/callStore.ts';

/** Reads the bundled sample into a store of its own. It is whole: there was never more of it. */
export async function importSample(
	store: CallStore,
	files: readonly string[],
): Promise<ImportReport> {
	const calls = await readSampleHistory(files);
	const { newCalls } = store.save({
		calls,
		source: 'sample',
		imported: true,
		coverage: wholeCoverage(calls),
	});
	return { files: files.length, records: calls.length, newCalls, skipped: [] };
}

function wholeCoverage(calls: readonly RecordedCall[]): readonly Coverage[] {
	const places = new Map<string, Coverage>();
	const times = calls.map(({ call }) => Date.parse(call.eventTime));
	const from = new Date(Math.min(...times)).toISOString();
	const to = new Date(Math.max(...times) + 1000).toISOString();
	for (const { call } of calls) {
		const { accountId, region } = call;
		places.set(`${accountId}/${region}`, {
			accountId,
			region,
			source: 'sample',
			from,
			to,
			complete: 'all',
		});
	}
	return [...places.values()];
}
