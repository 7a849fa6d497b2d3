import { randomUUID } from 'node:crypto';
import { HistoryError, historyErrorCodes, isCancellation } from '../model/errors.ts';
import type {
	Connection,
	History,
	ImportProgress,
	ImportReport,
	SyncReport,
} from '../model/history.ts';
import type { CallFilter, CallQuery, GroupKey, ResourceQuery, TimeBins } from '../model/query.ts';
import type { Scope } from '../model/scope.ts';
import { accountKey } from './accountKey.ts';
import { Emitter } from './emitter.ts';
import type { LogLevel, Recovered, SyncSettings } from './protocol.ts';
import { SampleStore } from './sampleStore.ts';
import { StoreThreads, type WorkerUrls } from './storeThreads.ts';

export interface LiveHistoryDeps {
	/** Folder of the database; made when first needed. */
	readonly folder: string;
	readonly workers: WorkerUrls;
	/** Folder of the bundled sample history's files. */
	readonly sampleFolder: string;
	readonly settings: () => SyncSettings;
	readonly log: (level: LogLevel, message: string) => void;
	readonly mfaCode: (serial: string) => Promise<string | undefined>;
	readonly onRecovered: (recovered: Recovered) => void;
	/** Tests only. */
	readonly requestsPerSecond?: number;
}

type AwsConnection = Extract<Connection, { kind: 'aws' }>;

/** The history of the connected profile, or of the sample while that is open. */
export class LiveHistory implements History {
	readonly #deps: LiveHistoryDeps;
	readonly #threads: StoreThreads;
	readonly #changed = new Emitter<void>();
	readonly #connectionChanged = new Emitter<Connection>();
	readonly #importProgress = new Map<number, (progress: ImportProgress) => void>();
	readonly onDidChange = this.#changed.event;
	readonly onDidChangeConnection = this.#connectionChanged.event;
	#settings: SyncSettings;
	#aws: AwsConnection;
	#remembered: Promise<void> | undefined;
	#running: { readonly job: number; readonly report: Promise<SyncReport> } | undefined;
	#sample: SampleStore | undefined;
	#jobs = 0;

	constructor(deps: LiveHistoryDeps) {
		this.#deps = deps;
		this.#settings = deps.settings();
		this.#aws = unknownConnection(this.#settings);
		this.#threads = new StoreThreads(
			deps.workers,
			{
				folder: deps.folder,
				fileName: 'history.db',
				holder: randomUUID(),
				...(deps.requestsPerSecond !== undefined && {
					requestsPerSecond: deps.requestsPerSecond,
				}),
			},
			{
				onProgress: (job, progress) => {
					if (job === this.#running?.job) {
						this.#setAws({ progress });
					}
				},
				onIdentity: (job, { accountId, regions }) => {
					if (job === this.#running?.job) {
						this.#setAws({ phase: 'syncing', regions, ...(accountId && { accountId }) });
					}
				},
				onImportProgress: (job, progress) => this.#importProgress.get(job)?.(progress),
				onSaved: () => {
					// another window may have learnt which account this is
					this.#remembered = undefined;
					this.#changed.fire();
				},
				onRecovered: deps.onRecovered,
				mfaCode: deps.mfaCode,
				log: deps.log,
			},
		);
	}

	get connection(): Connection {
		return this.#sample ? { kind: 'sample' } : this.#aws;
	}

	/**
	 * Takes changed settings: another profile's rows must not stay.
	 * @returns whether anything of the connection changed.
	 */
	async configure(): Promise<boolean> {
		const before = JSON.stringify(this.#settings);
		this.#settings = this.#deps.settings();
		if (JSON.stringify(this.#settings) === before) {
			return false;
		}
		this.cancelSync();
		this.#running = undefined;
		this.#remembered = undefined;
		this.#aws = unknownConnection(this.#settings);
		await this.leaveSample();
		this.#connectionChanged.fire(this.connection);
		this.#changed.fire();
		return true;
	}

	async calls(query: CallQuery = {}) {
		return this.#reader.calls(query, await this.#scope());
	}

	async count(filter: CallFilter = {}) {
		return this.#reader.count(filter, await this.#scope());
	}

	async resources(query: ResourceQuery = {}) {
		return this.#reader.resources(query, await this.#scope());
	}

	async groups(by: GroupKey, filter: CallFilter = {}) {
		return this.#reader.groups(by, filter, await this.#scope());
	}

	async timeline(filter: CallFilter, bins: TimeBins) {
		return this.#reader.timeline(filter, bins, await this.#scope());
	}

	async call(eventId: string) {
		return this.#reader.call(eventId);
	}

	async record(eventId: string) {
		return this.#reader.record(eventId);
	}

	async coverage() {
		return this.#reader.coverage(await this.#scope());
	}

	async profiles() {
		return this.#threads.engine.profiles();
	}

	async sync(options: { signal?: AbortSignal } = {}): Promise<SyncReport> {
		if (this.#sample) {
			return { newCalls: 0, requests: 0, throttles: 0, errors: [] };
		}
		const run = this.#running ?? this.#startSync();
		return this.#abortable(run.job, options.signal, run.report);
	}

	cancelSync(): void {
		if (this.#running) {
			void this.#threads.engine.abort.asEvent(this.#running.job);
		}
	}

	async importLogs(
		paths: readonly string[],
		options: { signal?: AbortSignal; onProgress?: (progress: ImportProgress) => void } = {},
	): Promise<ImportReport> {
		await this.leaveSample();
		const job = ++this.#jobs;
		if (options.onProgress) {
			this.#importProgress.set(job, options.onProgress);
		}
		try {
			const report = this.#threads.engine.importLogs(job, paths);
			return await this.#abortable(job, options.signal, report);
		} finally {
			this.#importProgress.delete(job);
			this.#changed.fire();
		}
	}

	async openSample(): Promise<void> {
		if (this.#sample) {
			return;
		}
		const sample = new SampleStore(this.#deps.workers, this.#deps.log);
		await sample.load(this.#deps.sampleFolder);
		this.cancelSync();
		this.#sample = sample;
		this.#connectionChanged.fire(this.connection);
		this.#changed.fire();
	}

	async leaveSample(): Promise<void> {
		const sample = this.#sample;
		if (!sample) {
			return;
		}
		this.#sample = undefined;
		this.#connectionChanged.fire(this.connection);
		this.#changed.fire();
		await sample.close();
	}

	async close(): Promise<void> {
		this.cancelSync();
		await Promise.all([this.#threads.close(), this.#sample?.close()]);
	}

	get #reader() {
		return (this.#sample?.threads ?? this.#threads).reader;
	}

	async #scope(): Promise<Scope> {
		if (this.#sample) {
			return { accounts: [] };
		}
		this.#remembered ??= this.#rememberAccount();
		await this.#remembered;
		return { accounts: this.#aws.accountId === undefined ? [] : [this.#aws.accountId] };
	}

	/** The account that the same settings led to before, so that rows show without any network. */
	async #rememberAccount(): Promise<void> {
		const settings = this.#settings;
		const accountId = await this.#threads.reader.meta(accountKey(settings));
		if (accountId !== undefined && settings === this.#settings && !this.#aws.accountId) {
			this.#setAws({ accountId });
		}
	}

	#startSync(): { job: number; report: Promise<SyncReport> } {
		const job = ++this.#jobs;
		const { error: _, ...quiet } = this.#aws;
		this.#aws = { ...quiet, phase: 'connecting', progress: [] };
		const report = this.#sync(job).finally(() => {
			if (this.#running?.job === job) {
				this.#running = undefined;
			}
		});
		this.#running = { job, report };
		this.#connectionChanged.fire(this.connection);
		return this.#running;
	}

	async #sync(job: number): Promise<SyncReport> {
		const current = () => this.#running?.job === job;
		try {
			const report = await this.#threads.engine.sync(job, this.#settings);
			if (current()) {
				this.#setAws(outcome(report, this.#aws.regions));
			}
			return report;
		} catch (error) {
			if (current()) {
				const known =
					error instanceof HistoryError
						? error
						: new HistoryError('internal', 'The sync failed.', { cause: error });
				this.#setAws(
					isCancellation(error) ? { phase: 'ready' } : { phase: 'failed', error: known },
				);
			}
			throw error;
		} finally {
			this.#changed.fire();
		}
	}

	async #abortable<T>(job: number, signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
		const abort = () => void this.#threads.engine.abort.asEvent(job);
		if (signal?.aborted) {
			abort();
		}
		signal?.addEventListener('abort', abort, { once: true });
		try {
			return await work;
		} finally {
			signal?.removeEventListener('abort', abort);
		}
	}

	#setAws(change: Partial<AwsConnection>): void {
		this.#aws = { ...this.#aws, ...change };
		if (!this.#sample) {
			this.#connectionChanged.fire(this.#aws);
		}
	}
}

/** A sync that read nothing at all, of any Region, failed; one that was stopped is no news. */
function outcome(report: SyncReport, regions: readonly string[]): Partial<AwsConnection> {
	const [first] = report.errors;
	if (first && report.errors.length >= regions.length) {
		const code = historyErrorCodes.find((each) => each === first.code) ?? 'aws';
		return { phase: 'failed', error: new HistoryError(code, first.message) };
	}
	return report.cancelled
		? { phase: 'ready' }
		: { phase: 'ready', lastSync: new Date().toISOString() };
}

function unknownConnection(settings: SyncSettings): AwsConnection {
	return {
		kind: 'aws',
		profile: settings.profile,
		regions: settings.regions,
		phase: 'unknown',
		progress: [],
	};
}
