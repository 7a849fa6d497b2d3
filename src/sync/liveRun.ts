import type { HistoryError } from '../model/errors.ts';
import type { LiveLog, LiveSource } from '../sources/liveSource.ts';
import { Reasons } from '../sources/reasons.ts';
import type { ArchiveStore } from './archiveRun.ts';

export interface LiveRunDeps {
	readonly store: Pick<ArchiveStore, 'save'>;
	/** `sourceId` of the source. */
	readonly id: string;
	readonly log: LiveLog;
}

export interface LiveRun {
	readonly signal: AbortSignal;
	/** Something new is in the store, of these accounts. */
	onSaved(accounts: ReadonlySet<string>): void;
	onTrouble(error: HistoryError | undefined): void;
}

/**
 * Saves what a source brings, until the signal. What was saved stays, whatever happens after it.
 * @throws HistoryError where the source cannot go on; the signal's reason.
 */
export async function runLive(deps: LiveRunDeps, source: LiveSource, run: LiveRun): Promise<void> {
	const { store, id, log } = deps;
	const reasons = new Reasons((reason) => log('warn', `${id}: a record is unreadable: ${reason}`));
	// what a run before this one told is not known
	let trouble: string | undefined = 'unknown';
	const onTrouble = (error: HistoryError | undefined) => {
		if (error?.message !== trouble) {
			trouble = error?.message;
			run.onTrouble(error);
		}
	};
	try {
		for await (const page of source.pages({ signal: run.signal, onTrouble })) {
			const { calls, seen } = page;
			if (calls.length > 0 || seen.length > 0) {
				store.save({ calls, seen, source: id });
			}
			if (calls.length > 0) {
				run.onSaved(new Set(calls.map(({ call }) => call.accountId)));
			}
			for (const reason of page.unreadable) {
				reasons.add(reason);
			}
		}
	} finally {
		reasons.tell();
	}
}
