import type { ArchiveSettings, SourceSettings } from './connectionSettings.ts';
import type { Gap } from './coverage.ts';

/** Which part of a source is to be read. */
export interface FetchWindow {
	/** ISO 8601, inclusive. */
	readonly from: string;
	/** ISO 8601, exclusive. */
	readonly to: string;
	/** Only these accounts; all that the source has if not given. */
	readonly accounts?: readonly string[];
	/** Only these Regions; all that the source has if not given. */
	readonly regions?: readonly string[];
}

export interface FetchRequest extends FetchWindow {
	/** Name of the connection whose credentials are used. */
	readonly connection: string;
	readonly source: ArchiveSettings;
}

/** What a fetch would read and cost, as far as it can be known before. */
export interface FetchEstimate {
	/** Objects of S3 that would be read. */
	readonly objects?: number;
	/** Objects of the window that were read before, and are not read again. */
	readonly objectsKnown?: number;
	/** Bytes that would be fetched or scanned. */
	readonly bytes?: number;
	/** Roughly, in the list prices of us-east-1, transfer out of AWS included; USD. */
	readonly usd?: number;
	/** The SQL or query that would be run. */
	readonly query?: string;
	/** All of the source is read, however short the window. */
	readonly unbounded?: boolean;
	readonly places?: readonly { readonly accountId: string; readonly region: string }[];
	/** What people should know before they start, such as what the trail does not log. */
	readonly notes: readonly string[];
}

export interface FetchProgress {
	/** `planning`: listing objects, reading columns; `reading`: the calls come. */
	readonly phase: 'planning' | 'reading';
	/** Objects or parts of the time. */
	readonly done: number;
	readonly total?: number;
	/** Fetched or scanned so far. */
	readonly bytes: number;
	/** Calls of Image Builder found so far. */
	readonly calls: number;
}

export interface FetchReport {
	/** `sourceId` of the source. */
	readonly source: string;
	/** Calls of Image Builder found, known ones included. */
	readonly calls: number;
	readonly newCalls: number;
	readonly requests: number;
	readonly objects?: number;
	/** Fetched or scanned. */
	readonly bytes: number;
	/** What could not be read. */
	readonly gaps: readonly Gap[];
	/** Stopped by the user: what was read is kept. */
	readonly cancelled?: boolean;
}

/** A source that AWS told of. */
export interface FoundSource {
	readonly source: SourceSettings;
	/** Name of the trail, log group, table, or event data store. */
	readonly name: string;
	/** One line on it: what it holds, where. */
	readonly detail: string;
}

/** What a search for sources brought. */
export interface FoundSources {
	readonly sources: readonly FoundSource[];
	/** What could not be asked, one line each: denied, not enabled. */
	readonly problems: readonly string[];
}
