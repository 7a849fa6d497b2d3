import type { AccountNames } from './accountText.ts';
import type { Call } from './call.ts';
import type { ConnectionSettings } from './connectionSettings.ts';
import type { Coverage, Gap } from './coverage.ts';
import type { HistoryError } from './errors.ts';
import type {
	FetchEstimate,
	FetchProgress,
	FetchReport,
	FetchRequest,
	FoundSources,
} from './fetch.ts';
import type {
	CallCounts,
	CallFilter,
	CallGroup,
	CallPage,
	CallQuery,
	CallSpan,
	CallTotal,
	GroupKey,
	ResourceQuery,
	ResourceSummary,
	TimeBin,
	TimeBins,
} from './query.ts';

/** Same shape as `vscode.Event`. */
export type Listen<T> = (listener: (value: T) => void) => { dispose(): void };

export interface SyncError {
	/** `sourceId`, where it is not Event history that failed. */
	readonly source?: string;
	readonly accountId?: string;
	readonly region?: string;
	readonly code: string;
	readonly message: string;
}

export interface SyncReport {
	readonly newCalls: number;
	readonly requests: number;
	readonly throttles: number;
	readonly errors: readonly SyncError[];
	/** Stopped by the user: what was read is kept. */
	readonly cancelled?: boolean;
}

export interface ImportReport {
	/** Files that were looked at. */
	readonly files: number;
	/** Records of Image Builder found, known ones included. */
	readonly records: number;
	readonly newCalls: number;
	readonly skipped: readonly { readonly file: string; readonly reason: string }[];
	readonly cancelled?: boolean;
}

/** How one Region's reading goes. */
export interface RegionProgress {
	readonly accountId: string;
	readonly region: string;
	/** `newest`: first page; `changes`: mutating calls by name; `all`: the full sweep. */
	readonly phase: 'waiting' | 'newest' | 'changes' | 'all' | 'done' | 'failed';
	/** How far back everything is known, ISO 8601. */
	readonly readBackTo?: string;
	readonly requests: number;
	readonly newCalls: number;
	/** A guess, seconds. */
	readonly secondsLeft?: number;
	readonly error?: SyncError;
}

/** One connection of the settings, as it is now. */
export interface ConnectionState {
	/** Unique among the connections. */
	readonly name: string;
	readonly profile: string;
	readonly regions: readonly string[];
	/** Unknown until STS answered once. */
	readonly accountId?: string;
	readonly phase: 'unknown' | 'connecting' | 'syncing' | 'ready' | 'failed';
	readonly progress: readonly RegionProgress[];
	/** Why the last try failed. */
	readonly error?: HistoryError;
	/** Sources beside Event history that failed last time, one error each. */
	readonly sourceErrors?: readonly SyncError[];
	/** ISO 8601, end of the last sync. */
	readonly lastSync?: string;
}

/** What the history is connected to now. */
export type Connection =
	| { readonly kind: 'sample' }
	| (Omit<ConnectionState, 'name'> & {
			readonly kind: 'aws';
			/** One or more. With several, the fields beside say what is true of all together. */
			readonly connections: readonly ConnectionState[];
			/** Names of accounts by their ids, as far as they are known. */
			readonly accountNames?: AccountNames;
	  });

/** How a question about history is asked. */
export interface Asked {
	/** Takes it back: it fails as `cancelled`, and is not answered where that has not begun. */
	readonly signal?: AbortSignal;
	/** Nobody waits for it: rows that somebody waits for go first. */
	readonly background?: boolean;
}

/** Everything the surfaces know of history. All reading is local; only `sync` uses the network. */
export interface History {
	calls(query?: CallQuery, asked?: Asked): Promise<CallPage>;
	/** The calls and counts of a filter. */
	count(filter?: CallFilter): Promise<CallCounts>;
	/** How many calls match: all that cost nothing to count, else at most `upTo`. */
	total(filter: CallFilter, upTo: number, asked?: Asked): Promise<CallTotal>;
	/** When the first and the last call of a filter were; undefined where there is none. */
	span(filter: CallFilter, asked?: Asked): Promise<CallSpan | undefined>;
	resources(query?: ResourceQuery): Promise<readonly ResourceSummary[]>;
	groups(by: GroupKey, filter?: CallFilter): Promise<readonly CallGroup[]>;
	/** The calls of a filter over time, oldest bin first; bins without calls too. */
	timeline(filter: CallFilter, bins: TimeBins, asked?: Asked): Promise<readonly TimeBin[]>;
	call(eventId: string): Promise<Call | undefined>;
	/** The record as it came, JSON text. */
	record(eventId: string): Promise<string | undefined>;
	coverage(): Promise<readonly Coverage[]>;
	/** What the sources could not give; what meets and has the same reason is one. */
	gaps(): Promise<readonly Gap[]>;
	/**
	 * One run at a time: a second caller joins it. `unattended`: nobody asked for it, so nobody is asked
	 * again for an MFA code that they did not give.
	 */
	sync(options?: { signal?: AbortSignal; unattended?: boolean }): Promise<SyncReport>;
	importLogs(
		paths: readonly string[],
		options?: { signal?: AbortSignal; onProgress?: (progress: ImportProgress) => void },
	): Promise<ImportReport>;
	/** What a fetch would read and cost. Asks AWS. */
	estimate(request: FetchRequest, options?: { signal?: AbortSignal }): Promise<FetchEstimate>;
	/** Reads a part of an archive. */
	fetch(
		request: FetchRequest,
		options?: { signal?: AbortSignal; onProgress?: (progress: FetchProgress) => void },
	): Promise<FetchReport>;
	/** Asks AWS where else a connection's history is kept. */
	discover(connection: string, options?: { signal?: AbortSignal }): Promise<FoundSources>;
	/** Those of the settings that are in force, the first one first. */
	readonly connections: readonly ConnectionSettings[];
	/** Stops a running sync; what was read is kept. */
	cancelSync(): void;
	/** Shows the bundled sample history until `leaveSample`, in place of the connection's. */
	openSample(): Promise<void>;
	leaveSample(): Promise<void>;
	/** Profiles of the shared AWS config and credentials files. */
	profiles(): Promise<readonly ProfileSummary[]>;
	readonly connection: Connection;
	readonly onDidChangeConnection: Listen<Connection>;
	/** Stored calls or coverage changed, by this window or another. */
	readonly onDidChange: Listen<void>;
}

/** One profile of the shared AWS config, as far as it can be shown. Never a secret. */
export interface ProfileSummary {
	readonly name: string;
	readonly region?: string;
	/** From `sso_account_id` or the role's ARN. */
	readonly accountId?: string;
	/** Where a tool wrote the account's own name into the profile. */
	readonly accountName?: string;
	/** Role or permission set name. */
	readonly role?: string;
	/** How it signs in. */
	readonly kind: 'keys' | 'role' | 'sso' | 'login' | 'process' | 'web-identity' | 'other';
}

export interface ImportProgress {
	readonly files: number;
	readonly filesDone: number;
	readonly records: number;
}
