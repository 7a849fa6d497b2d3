import type { HistoryError } from '../model/errors.ts';
import type { RecordedCall } from '../model/recordedCall.ts';
import type { ArchiveMemory, SeenObject } from './archiveSource.ts';

/** Some calls that came by themselves; all of it is saved in one transaction. */
export interface LivePage {
	readonly calls: readonly RecordedCall[];
	/** Records that could not be read, each with the reason; never with the record's body. */
	readonly unreadable: readonly string[];
	readonly seen: readonly SeenObject[];
}

export interface LiveOptions {
	readonly signal: AbortSignal;
	/** Something keeps calls from coming, and the source tries on; `undefined`: no longer. */
	onTrouble(error: HistoryError | undefined): void;
}

/** A source that brings what is new by itself. It says nothing of coverage. */
export interface LiveSource {
	/**
	 * Pages as they come, until the signal. To take the next page says that the one before is saved.
	 * @throws HistoryError where trying on makes no sense; the signal's reason.
	 */
	pages(options: LiveOptions): AsyncGenerator<LivePage>;
}

/** What a live source may ask of the store. */
export type LiveMemory = Pick<ArchiveMemory, 'unseen'>;
export type LiveLog = (level: 'info' | 'warn', message: string) => void;
