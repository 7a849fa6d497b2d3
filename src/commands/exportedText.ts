import { csvHeader, csvLine } from '../model/csv.ts';
import type { History } from '../model/history.ts';
import type { CallFilter } from '../model/query.ts';

export type ExportFormat = 'json' | 'csv';

/** One piece of an export and how many calls are in it. */
export interface Exported {
	readonly text: string;
	readonly calls: number;
}

/** Small pages: each is decoded on the thread that keeps VS Code alive. */
const pageSize = 100;

/**
 * The text of an export, piece by piece, newest call first. JSON is `{"Records":[...]}` with the
 * records as they came, so that an import reads it again.
 */
export async function* exportedText(
	history: Pick<History, 'calls' | 'record'>,
	filter: CallFilter,
	format: ExportFormat,
): AsyncGenerator<Exported> {
	yield { text: format === 'csv' ? csvHeader : '{"Records":[', calls: 0 };
	let after: string | undefined;
	let first = true;
	do {
		const page = await history.calls({
			...filter,
			limit: pageSize,
			...(after !== undefined && { after }),
		});
		if (format === 'csv') {
			yield { text: page.calls.map(csvLine).join(''), calls: page.calls.length };
		} else {
			const records = await Promise.all(page.calls.map(({ eventId }) => history.record(eventId)));
			const kept = records.filter((record) => record !== undefined);
			if (kept.length > 0) {
				yield { text: `${first ? '\n' : ',\n'}${kept.join(',\n')}`, calls: kept.length };
				first = false;
			}
		}
		after = page.next;
	} while (after !== undefined);
	if (format === 'json') {
		yield { text: '\n]}\n', calls: 0 };
	}
}
