import type { AccountNames } from '../model/accountText.ts';
import type { Call } from '../model/call.ts';
import type { ArchiveSettings, LiveSettings } from '../model/connectionSettings.ts';
import type { Coverage, Gap } from '../model/coverage.ts';
import type {
	FetchEstimate,
	FetchProgress,
	FetchReport,
	FetchWindow,
	FoundSources,
} from '../model/fetch.ts';
import type {
	ImportProgress,
	ImportReport,
	ProfileSummary,
	RegionProgress,
	SyncError,
	SyncReport,
} from '../model/history.ts';
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
} from '../model/query.ts';
import type { Scope } from '../model/scope.ts';
import type { NamingConnection } from './accountNames.ts';

/** What both workers get as `workerData`. */
export interface WorkerInput {
	/** Folder of the database. */
	readonly folder: string;
	readonly fileName: string;
	/** Where a reader sees which questions were taken back: of `Tickets`. */
	readonly tickets: SharedArrayBuffer;
	/** URL of the worker that reads log files. */
	readonly logWorker: string;
	/** Tells one window's worker from another's. */
	readonly holder: string;
	/** Tests and benchmarks only; CloudTrail's limit where absent. */
	readonly requestsPerSecond?: number;
}

export interface SyncSettings {
	/** Empty: the default credential chain. */
	readonly profile: string;
	/** Empty: the profile's Region. */
	readonly regions: readonly string[];
	readonly endpointUrl?: string;
	readonly proxyUrl?: string;
	readonly lookBackDays: number;
}

/** What is known of a sync's identity: the account may be learned later, from the records. */
export interface SyncIdentity {
	readonly accountId: string | undefined;
	readonly regions: readonly string[];
}

/** A damaged database was set aside; what could be read is in the new one. */
export interface Recovered {
	/** Name of the file that was set aside, in the same folder. */
	readonly setAside: string;
	readonly callsCarriedOver: number;
	readonly reason: string;
}

/** The engine worker: the one writer of this window. `job` names a run for progress and abort. */
export interface EngineFunctions {
	sync(job: number, settings: SyncSettings): Promise<SyncReport>;
	importLogs(job: number, paths: readonly string[]): Promise<ImportReport>;
	/** Reads the bundled sample's files, times shifted so that the newest call is of yesterday. */
	importSample(job: number, paths: readonly string[]): Promise<ImportReport>;
	/** What reading a part of an archive would take. */
	estimate(
		job: number,
		settings: SyncSettings,
		source: ArchiveSettings,
		window: FetchWindow,
	): Promise<FetchEstimate>;
	/** Reads a part of an archive; one that is stopped keeps what it saved. */
	fetch(
		job: number,
		settings: SyncSettings,
		source: ArchiveSettings,
		window: FetchWindow,
	): Promise<FetchReport>;
	/** Reads what an archive with `days` has that was not read; undefined where that is nothing. */
	follow(
		job: number,
		settings: SyncSettings,
		source: ArchiveSettings,
	): Promise<FetchReport | undefined>;
	/** Where else AWS says that history is kept. */
	discover(job: number, settings: SyncSettings): Promise<FoundSources>;
	/** Names of accounts, see `learnAccountNames`. */
	accountNames(
		job: number,
		connections: readonly NamingConnection[],
		accounts: readonly string[],
	): Promise<AccountNames>;
	/** Takes what comes by itself, until it is aborted. Only one window at a time does. */
	live(job: number, settings: SyncSettings, source: LiveSettings): Promise<void>;
	abort(job: number): void;
	profiles(): Promise<readonly ProfileSummary[]>;
	close(): void;
}

/** What the engine worker asks of and tells the window. */
export interface EngineHost {
	onProgress(job: number, progress: readonly RegionProgress[]): void;
	onIdentity(job: number, identity: SyncIdentity): void;
	onImportProgress(job: number, progress: ImportProgress): void;
	onFetchProgress(job: number, progress: FetchProgress): void;
	/** Something keeps a live source's calls from coming; without `error`: no longer. */
	onLiveTrouble(job: number, error?: SyncError): void;
	onSaved(): void;
	onRecovered(recovered: Recovered): void;
	mfaCode(serial: string): Promise<string | undefined>;
	log(level: LogLevel, message: string): void;
}

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/**
 * A reader worker: answers every query from a connection of its own. A question with a ticket that
 * was taken back is not answered but fails as `cancelled`.
 */
export interface ReaderFunctions {
	calls(query: CallQuery, scope: Scope, ticket?: number): CallPage;
	count(filter: CallFilter, scope: Scope): CallCounts;
	total(filter: CallFilter, upTo: number, scope: Scope, ticket?: number): CallTotal;
	span(filter: CallFilter, scope: Scope, ticket?: number): CallSpan | undefined;
	resources(query: ResourceQuery, scope: Scope): readonly ResourceSummary[];
	groups(by: GroupKey, filter: CallFilter, scope: Scope): readonly CallGroup[];
	timeline(filter: CallFilter, bins: TimeBins, scope: Scope, ticket?: number): readonly TimeBin[];
	call(eventId: string): Call | undefined;
	record(eventId: string): string | undefined;
	coverage(scope: Scope): readonly Coverage[];
	gaps(scope: Scope): readonly Gap[];
	meta(key: string): string | undefined;
	dataVersion(): number;
	close(): void;
}

export interface ReaderHost {
	onRecovered(recovered: Recovered): void;
}
