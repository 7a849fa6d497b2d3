import { isCancellation } from '../model/errors.ts';
import type { ImportProgress, ImportReport } from '../model/history.ts';
import type { LogFolderSource } from '../sources/logFolderSource.ts';
import type { CallStore } from '../store/callStore.ts';

export interface ImportRun {
	readonly signal: AbortSignal;
	onProgress(progress: ImportProgress): void;
	onSaved(): void;
}

/** Reads log files into the store, page by page; a cancelled import keeps what it saved. */
export async function importLogs(
	source: LogFolderSource,
	store: CallStore,
	paths: readonly string[],
	run: ImportRun,
): Promise<ImportReport> {
	let progress: ImportProgress = { files: 0, filesDone: 0, records: 0 };
	let newCalls = 0;
	const skipped: { file: string; reason: string }[] = [];
	const report = (): ImportReport => ({
		files: progress.files,
		records: progress.records,
		newCalls,
		skipped,
	});
	try {
		for await (const page of source.pages(paths, { signal: run.signal })) {
			if (page.calls.length > 0) {
				newCalls += store.save({ calls: page.calls, source: 'logs', imported: true }).newCalls;
				run.onSaved();
			}
			skipped.push(...page.skipped);
			progress = page.progress;
			run.onProgress(progress);
		}
		return report();
	} catch (error) {
		if (isCancellation(error)) {
			return { ...report(), cancelled: true };
		}
		throw error;
	}
}
