import { randomUUID } from 'node:crypto';
import type { ConnectionSettings } from '../model/connectionSettings.ts';
import type { FetchProgress, FetchRequest } from '../model/fetch.ts';
import type {
	Connection,
	ConnectionState,
	History,
	ImportProgress,
	ImportReport,
	SyncReport,
} from '../model/history.ts';
import type { Scope } from '../model/scope.ts';
import { AccountScope } from './accountScope.ts';
import { ConnectionBook, type HistorySettings } from './connectionBook.ts';
import { ConnectionSyncs } from './connectionSyncs.ts';
import { Emitter } from './emitter.ts';
import { EngineJobs } from './engineJobs.ts';
import { KnownNames } from './knownNames.ts';
import { LiveJobs } from './liveJobs.ts';
import { MfaCodes } from './mfaCodes.ts';
import type { LogLevel, Recovered } from './protocol.ts';
import { accountNamesKey, rememberedNames } from './rememberedNames.ts';
import { SampleSlot } from './sampleSlot.ts';
import { SampleStore } from './sampleStore.ts';
import { StoredHistory } from './storedHistory.ts';
import { StoreThreads, type WorkerUrls } from './storeThreads.ts';
import { SyncRuns } from './syncRuns.ts';

export interface LiveHistoryDeps {
	/** Folder of the database; made when first needed. */
	readonly folder: string;
	readonly workers: WorkerUrls;
	/** Folder of the bundled sample history's files. */
	readonly sampleFolder: string;
	readonly settings: () => HistorySettings;
	readonly log: (level: LogLevel, message: string) => void;
	readonly mfaCode: (serial: string) => Promise<string | undefined>;
	readonly onRecovered: (recovered: Recovered) => void;
	/** Tests only. */
	readonly requestsPerSecond?: number;
}

/** The history of the connections, or of the sample while that is open. */
export class LiveHistory extends StoredHistory implements History {
	readonly #deps: LiveHistoryDeps;
	readonly #threads: StoreThreads;
	readonly #codes: MfaCodes;
	readonly #changed = new Emitter<void>();
	readonly #connectionChanged = new Emitter<Connection>();
	readonly onDidChange = this.#changed.event;
	readonly onDidChangeConnection = this.#connectionChanged.event;
	#book: ConnectionBook;
	readonly #jobs: EngineJobs;
	readonly #accounts: AccountScope;
	readonly #runs: SyncRuns;
	readonly #syncs: ConnectionSyncs;
	readonly #names: KnownNames;
	readonly #live: LiveJobs;
	readonly #sample: SampleSlot;

	constructor(deps: LiveHistoryDeps) {
		super();
		this.#deps = deps;
		this.#book = new ConnectionBook(deps.settings());
		this.#codes = new MfaCodes(deps.mfaCode);
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
				onProgress: (job, progress) => this.#syncs.onProgress(job, progress),
				onIdentity: (job, identity) => this.#syncs.onIdentity(job, identity),
				onImportProgress: (job, progress) => this.#jobs.onImportProgress(job, progress),
				onFetchProgress: (job, progress) => this.#jobs.onFetchProgress(job, progress),
				onLiveTrouble: (job, error) => this.#live.trouble(job, error),
				onSaved: () => {
					// another window, or another source, may have learnt of accounts
					this.#accounts.forget();
					this.#changed.fire();
				},
				onRecovered: deps.onRecovered,
				mfaCode: (serial) => this.#codes.of(serial),
				log: deps.log,
			},
		);
		this.#jobs = new EngineJobs((job) => this.#threads.abort(job));
		this.#accounts = new AccountScope({
			meta: (key) => this.#threads.reader.meta(key),
			onAccount: (book, name, accountId) => this.#update(book, name, { accountId }),
		});
		this.#syncs = new ConnectionSyncs({
			jobs: this.#jobs,
			engine: () => this.#threads.engine,
			onUpdate: (book, name, change) => this.#update(book, name, change),
			onDone: () => this.#changed.fire(),
		});
		this.#sample = new SampleSlot({
			make: () => new SampleStore(deps.workers, deps.log),
			folder: deps.sampleFolder,
			onChange: () => {
				this.#connectionChanged.fire(this.connection);
				this.#changed.fire();
			},
		});
		this.#runs = new SyncRuns({
			nextJob: this.#jobs.next,
			onBegin: () => {
				this.#book.beginSync();
				this.#tellConnection();
			},
			work: (job, signal) => this.#sync(job, signal),
		});
		this.#names = new KnownNames({
			recall: async () => rememberedNames(await this.#threads.reader.meta(accountNamesKey)),
			learn: (connections, accounts) =>
				this.#threads.engine.accountNames(this.#jobs.next(), connections, accounts),
			log: deps.log,
			onChange: () => this.#tellConnection(),
		});
		this.#live = new LiveJobs({
			nextJob: this.#jobs.next,
			run: (job, connection, source) =>
				this.#threads.engine.live(job, this.#book.syncSettings(connection), source),
			abort: (job) => this.#threads.abort(job),
			onErrors: (connection, errors) => {
				this.#book.setLiveErrors(connection, errors);
				this.#tellConnection();
			},
			log: deps.log,
		});
	}

	get connection(): Connection {
		return this.#sample.current
			? { kind: 'sample' }
			: { ...this.#book.connection, ...this.#names.field };
	}

	get connections(): readonly ConnectionSettings[] {
		return this.#book.connections;
	}

	/**
	 * Takes changed settings: another profile's rows must not stay.
	 * @returns whether anything of the connections changed.
	 */
	async configure(): Promise<boolean> {
		const settings = this.#deps.settings();
		if (this.#book.isSame(settings)) {
			return false;
		}
		this.#runs.drop();
		this.#live.stop();
		this.#accounts.forget();
		this.#book = new ConnectionBook(settings);
		await this.leaveSample();
		this.#connectionChanged.fire(this.connection);
		this.#changed.fire();
		return true;
	}

	async profiles() {
		return this.#threads.engine.profiles();
	}

	async sync(options: { signal?: AbortSignal; unattended?: boolean } = {}): Promise<SyncReport> {
		if (this.#sample.current) {
			return { newCalls: 0, requests: 0, throttles: 0, errors: [] };
		}
		if (!options.unattended) {
			this.#codes.forget();
		}
		this.#live.start(this.#book.connections);
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
		try {
			return await this.#jobs.runImport(options, (job) =>
				this.#threads.engine.importLogs(job, paths),
			);
		} finally {
			this.#changed.fire();
		}
	}

	async estimate(
		{ connection, source, ...window }: FetchRequest,
		options: { signal?: AbortSignal } = {},
	) {
		const settings = this.#book.syncSettings(connection);
		this.#codes.forget();
		return this.#jobs.ask(options.signal, (job) =>
			this.#threads.engine.estimate(job, settings, source, window),
		);
	}

	async fetch(
		{ connection, source, ...window }: FetchRequest,
		options: { signal?: AbortSignal; onProgress?: (progress: FetchProgress) => void } = {},
	) {
		const settings = this.#book.syncSettings(connection);
		this.#codes.forget();
		await this.leaveSample();
		try {
			return await this.#jobs.runFetch(options, (job) =>
				this.#threads.engine.fetch(job, settings, source, window),
			);
		} finally {
			this.#accounts.forget();
			this.#changed.fire();
		}
	}

	async discover(connection: string, options: { signal?: AbortSignal } = {}) {
		const settings = this.#book.syncSettings(connection);
		this.#codes.forget();
		return this.#jobs.ask(options.signal, (job) => this.#threads.engine.discover(job, settings));
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
		this.#live.stop();
		await Promise.all([this.#threads.close(), this.#sample.close()]);
	}

	protected get readers(): StoreThreads {
		return this.#sample.current?.threads ?? this.#threads;
	}

	protected async scope(): Promise<Scope> {
		if (this.#sample.current) {
			return { accounts: [] };
		}
		void this.#names.recall();
		return this.#accounts.of(this.#book);
	}

	async #sync(run: number, signal: AbortSignal): Promise<SyncReport> {
		const book = this.#book;
		const isCurrent = () => this.#runs.job === run && book === this.#book;
		const report = await this.#syncs.run(book, isCurrent, signal);
		if (isCurrent()) {
			void this.#accounts.of(book).then(
				({ accounts }) => this.#names.learn(book, accounts),
				() => undefined,
			);
		}
		return report;
	}

	#update(book: ConnectionBook, name: string, change: Partial<ConnectionState>): void {
		if (book === this.#book) {
			book.update(name, change);
			this.#tellConnection();
		}
	}

	#tellConnection(): void {
		if (!this.#sample.current) {
			this.#connectionChanged.fire(this.connection);
		}
	}
}
