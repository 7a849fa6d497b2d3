import type { Coverage, Gap } from '../model/coverage.ts';
import type { FetchEstimate, FetchProgress, FetchWindow } from '../model/fetch.ts';
import type { CallPage } from './callSource.ts';

/** An object of S3 that was read, so that no later run reads it again. */
export interface SeenObject {
	/** Bucket and key up to the last slash: `bucket/AWSLogs/.../2026/01/31/`. */
	readonly folder: string;
	/** The rest of the key. */
	readonly name: string;
	readonly etag: string;
}

/** One page of an archive; all of it is saved in one transaction. */
export interface ArchivePage extends CallPage {
	/** What was found missing. */
	readonly gaps?: readonly Gap[];
	/** `what` of gaps that are none any more, as it was read after all. */
	readonly closedGaps?: readonly string[];
	readonly seen?: readonly SeenObject[];
	readonly progress: FetchProgress;
	/** Requests to AWS since the page before. */
	readonly requests: number;
}

export interface ReadOptions {
	readonly signal: AbortSignal;
	/** More often than pages come; for the user only. */
	readonly onProgress?: (progress: FetchProgress) => void;
}

/** A place where CloudTrail keeps history for longer than Event history. */
export interface ArchiveSource {
	/** What reading the window would take. Costs nothing, or next to it. @throws HistoryError */
	estimate(window: FetchWindow, signal: AbortSignal): Promise<FetchEstimate>;
	/**
	 * All calls of Image Builder in the window, in no order. A part that cannot be read is a gap of a
	 * page and no error; what fails for all of it (credentials, no such bucket) is.
	 * Coverage of a page says only what is complete once that page is saved.
	 * @throws HistoryError `cancelled` too
	 */
	read(window: FetchWindow, options: ReadOptions): AsyncGenerator<ArchivePage>;
	/** Ends connections and threads. */
	close?(): Promise<void>;
}

/** What a source may ask of the store. */
export interface ArchiveMemory {
	/** Those objects of a folder that were not read yet, or have changed since. */
	unseen<T extends Pick<SeenObject, 'name' | 'etag'>>(
		folder: string,
		objects: readonly T[],
	): readonly T[];
	/** Gaps that a source left before. */
	gaps(source: string): readonly Gap[];
	/** What was read of a source before: it names the accounts and Regions that it holds. */
	coverage(source: string): readonly Coverage[];
}
