import type { Coverage, Gap } from '../model/coverage.ts';
import { HistoryError, isCancellation } from '../model/errors.ts';
import type { FetchProgress, FetchReport, FetchWindow } from '../model/fetch.ts';
import type { RecordedCall } from '../model/recordedCall.ts';
import type { ArchivePage, ArchiveSource, SeenObject } from '../sources/archiveSource.ts';
import type { Clock } from '../sources/clock.ts';
import { Reasons } from '../sources/reasons.ts';
import { withLease } from './lease.ts';
import type { SyncStore } from './syncStore.ts';

/** What reading an archive needs of the store; `CallStore` has it all. */
export interface ArchiveStore
	extends Pick<SyncStore, 'acquireLease' | 'renewLease' | 'releaseLease'> {
	save(page: {
		readonly calls: readonly RecordedCall[];
		readonly source: string;
		readonly coverage?: readonly Coverage[];
		readonly gaps?: readonly Gap[];
		readonly closedGaps?: readonly string[];
		readonly seen?: readonly SeenObject[];
	}): { readonly newCalls: number };
}

export interface ArchiveRunDeps {
	readonly store: ArchiveStore;
	readonly source: ArchiveSource;
	/** `sourceId` of the source. */
	readonly id: string;
	/** Tells this window from every other. */
	readonly holder: string;
	readonly clock: Clock;
	readonly log: (level: 'info' | 'warn', message: string) => void;
}

export interface ArchiveRun {
	readonly signal: AbortSignal;
	onProgress(progress: FetchProgress): void;
	/** Something new is in the store, of these accounts. */
	onSaved(accounts: ReadonlySet<string>): void;
}

/** More gaps than these are counted, not listed: the store has them all. */
const mostGapsReported = 1000;

/**
 * Reads a part of an archive into the store, page by page, one window at a time. What was saved
 * stays, whatever happens after it.
 * @throws HistoryError where nothing of the archive can be read
 */
export async function runArchive(
	deps: ArchiveRunDeps,
	window: FetchWindow,
	run: ArchiveRun,
): Promise<FetchReport> {
	const total = { calls: 0, newCalls: 0, requests: 0, bytes: 0, objects: 0 };
	const gaps: Gap[] = [];
	const reasons = new Reasons((reason) =>
		deps.log('warn', `${deps.id}: a record is unreadable: ${reason}`),
	);
	const keep = (page: ArchivePage) => {
		const { newCalls } = deps.store.save({ ...page, source: deps.id });
		total.calls = page.progress.calls;
		total.bytes = page.progress.bytes;
		total.newCalls += newCalls;
		total.requests += page.requests;
		total.objects += page.seen?.length ?? 0;
		// a quiet time was read
		const missing = (page.gaps ?? []).filter(({ kind }) => kind !== 'quiet');
		gaps.push(...missing.slice(0, mostGapsReported - gaps.length));
		for (const reason of page.unreadable) {
			reasons.add(reason);
		}
		if (page.calls.length > 0 || page.coverage.length > 0 || (page.gaps?.length ?? 0) > 0) {
			run.onSaved(new Set(page.calls.map(({ call }) => call.accountId)));
		}
		run.onProgress(page.progress);
	};
	const report = (): FetchReport => {
		const { objects, ...counts } = total;
		return { source: deps.id, ...counts, ...(objects > 0 && { objects }), gaps };
	};
	try {
		await withLease({ ...deps, name: `archive:${deps.id}` }, run.signal, async (signal) => {
			for await (const page of deps.source.read(window, { signal, onProgress: run.onProgress })) {
				keep(page);
				// the next request of another thread is not kept waiting
				await deps.clock.sleep(0);
			}
		});
		return report();
	} catch (error) {
		if (run.signal.aborted || isCancellation(error)) {
			return { ...report(), cancelled: true };
		}
		throw error instanceof HistoryError
			? error
			: new HistoryError('internal', `${deps.id} could not be read.`, { cause: error });
	} finally {
		reasons.tell();
	}
}
