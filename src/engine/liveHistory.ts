import { randomUUID } from 'node:crypto';
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
import {
	type AwsConnection,
	afterFailure,
	afterSync,
	connecting,
	unknownConnection,
} from './awsConnection.ts';
import { Emitter } from './emitter.ts';
import type { LogLevel, Recovered, SyncSettings } from './protocol.ts';
import { SampleSlot } from './sampleSlot.ts';
import { SampleStore } from './sampleStore.ts';
import { StoreThreads, type WorkerUrls } from './storeThreads.ts';
import { SyncRuns } from './syncRuns.ts';

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
	readonly #runs: SyncRuns;
	readonly #sample: SampleSlot;
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
					if (job === this.#runs.job) {
						this.#setAws({ progress });
					}
				},
				onIdentity: (job, { accountId, regions }) => {
					if (job === this.#runs.job) {
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
		this.#sample = new SampleSlot({
			make: () => new SampleStore(deps.workers, deps.log),
			folder: deps.sampleFolder,
			onChange: () => {
				this.#connectionChanged.fire(this.connection);
				this.#changed.fire();
			},
		});
		this.#runs = new SyncRuns({
			nextJob: () => ++this.#jobs,
			onBegin: () => {
				this.#aws = connecting(this.#aws);
				this.#setAws({});
			},
			work: (job, signal) => this.#sync(job, signal),
		});
	}

	get connection(): Connection {
		return this.#sample.current ? { kind: 'sample' } : this.#aws;
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
		this.#runs.drop();
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
		if (this.#sample.current) {
			return { newCalls: 0, requests: 0, throttles: 0, errors: [] };
		}
		return this.#runs.join(options.signal);
	}

	cancelSync(): void {
		this.#runs.stop();
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
		await this.#sample.open();
		if (this.#sample.current) {
			this.cancelSync();
		}
	}

	async leaveSample(): Promise<void> {
		await this.#sample.leave();
	}

	async close(): Promise<void> {
		this.cancelSync();
		await Promise.all([this.#threads.close(), this.#sample.close()]);
	}

	get #reader() {
		return (this.#sample.current?.threads ?? this.#threads).reader;
	}

	async #scope(): Promise<Scope> {
		if (this.#sample.current) {
			return { accounts: [] };
		}
		this.#remembered ??= this.#rememberAccount().catch((error: unknown) => {
			// the next question asks again
			this.#remembered = undefined;
			throw error;
		});
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

	async #sync(job: number, signal: AbortSignal): Promise<SyncReport> {
		const current = () => this.#runs.job === job;
		try {
			const work = this.#threads.engine.sync(job, this.#settings);
			const report = await this.#abortable(job, signal, work);
			if (current()) {
				this.#setAws(afterSync(report, this.#aws.regions));
			}
			return report;
		} catch (error) {
			if (current()) {
				this.#setAws(afterFailure(error));
			}
			throw error;
		} finally {
			this.#changed.fire();
		}
	}

	async #abortable<T>(job: number, signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
		const abort = () => this.#threads.abort(job);
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
		if (!this.#sample.current) {
			this.#connectionChanged.fire(this.#aws);
		}
	}
}
