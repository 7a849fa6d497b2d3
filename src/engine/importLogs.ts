import { isCancellation } from '../model/errors.ts';
import type { ImportProgress, ImportReport } from '../model/history.ts';
import type { LogFolderSource } from '../sources/logFolderSource.ts';
import type { CallStore } from '../store/callStore.ts';

export interface ImportRun {
	readonly signal: AbortSignal;
	onProgress(progress: ImportProgress): void;
	onSaved(): void;
	readonly log?: (level: 'warn', message: string) => void;
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
	const unreadable = new Map<string, number>();
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
			count(unreadable, page.unreadable);
			progress = page.progress;
			run.onProgress(progress);
		}
		return report();
	} catch (error) {
		if (isCancellation(error)) {
			return { ...report(), cancelled: true };
		}
		throw error;
	} finally {
		tell(unreadable, run.log);
	}
}

/** Other reasons than these are one: a hostile log must fill neither memory nor log channel. */
const mostReasons = 20;
const otherReasons = 'other reasons';

function count(reasons: Map<string, number>, more: readonly string[]): void {
	for (const reason of more) {
		const key = reasons.has(reason) || reasons.size < mostReasons ? reason : otherReasons;
		reasons.set(key, (reasons.get(key) ?? 0) + 1);
	}
}

function tell(reasons: ReadonlyMap<string, number>, log: ImportRun['log']): void {
	for (const [reason, records] of reasons) {
		log?.('warn', `import: ${records} records unreadable: ${reason}`);
	}
}
