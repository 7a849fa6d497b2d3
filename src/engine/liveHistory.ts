import { randomUUID } from 'node:crypto';
import type { ConnectionSettings } from '../model/connectionSettings.ts';
import { isCancellation } from '../model/errors.ts';
import type { FetchProgress, FetchRequest } from '../model/fetch.ts';
import type {
	Asked,
	Connection,
	ConnectionState,
	History,
	ImportProgress,
	ImportReport,
	SyncReport,
} from '../model/history.ts';
import type { CallFilter, CallQuery, GroupKey, ResourceQuery, TimeBins } from '../model/query.ts';
import type { Scope } from '../model/scope.ts';
import { accountKey, archiveAccountsKey, readAccounts } from './accountKey.ts';
import { afterFailure, afterSync } from './awsConnection.ts';
import { ConnectionBook, type HistorySettings } from './connectionBook.ts';
import { addUp, errorOf, syncConnection } from './connectionSync.ts';
import { Emitter } from './emitter.ts';
import { KnownNames } from './knownNames.ts';
import { LiveJobs } from './liveJobs.ts';
import type { LogLevel, Recovered } from './protocol.ts';
import { accountNamesKey, rememberedNames } from './rememberedNames.ts';
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
	readonly settings: () => HistorySettings;
	readonly log: (level: LogLevel, message: string) => void;
	readonly mfaCode: (serial: string) => Promise<string | undefined>;
	readonly onRecovered: (recovered: Recovered) => void;
	/** Tests only. */
	readonly requestsPerSecond?: number;
}

/** The history of the connections, or of the sample while that is open. */
export class LiveHistory implements History {
	readonly #deps: LiveHistoryDeps;
	readonly #threads: StoreThreads;
	readonly #changed = new Emitter<void>();
	readonly #connectionChanged = new Emitter<Connection>();
	readonly #importProgress = new Map<number, (progress: ImportProgress) => void>();
	readonly #fetchProgress = new Map<number, (progress: FetchProgress) => void>();
	readonly onDidChange = this.#changed.event;
	readonly onDidChangeConnection = this.#connectionChanged.event;
	#book: ConnectionBook;
	/** Accounts that the connections led to; read anew after each change. */
	#accounts: Promise<readonly string[]> | undefined;
	readonly #runs: SyncRuns;
	/** Which connection a job of the running sync reads. */
	readonly #syncing = new Map<number, string>();
	readonly #names: KnownNames;
	readonly #live: LiveJobs;
	readonly #sample: SampleSlot;
	#jobs = 0;

	constructor(deps: LiveHistoryDeps) {
		this.#deps = deps;
		this.#book = new ConnectionBook(deps.settings());
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
				onProgress: (job, progress) => this.#updateSyncing(job, { progress }),
				onIdentity: (job, { accountId, regions }) =>
					this.#updateSyncing(job, { phase: 'syncing', regions, ...(accountId && { accountId }) }),
				onImportProgress: (job, progress) => this.#importProgress.get(job)?.(progress),
				onFetchProgress: (job, progress) => this.#fetchProgress.get(job)?.(progress),
				onLiveTrouble: (job, error) => this.#live.trouble(job, error),
				onSaved: () => {
					// another window, or another source, may have learnt of accounts
					this.#accounts = undefined;
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
				this.#book.beginSync();
				this.#tellConnection();
			},
			work: (job, signal) => this.#sync(job, signal),
		});
		this.#names = new KnownNames({
			recall: async () => rememberedNames(await this.#threads.reader.meta(accountNamesKey)),
			learn: (connections, accounts) =>
				this.#threads.engine.accountNames(++this.#jobs, connections, accounts),
			log: deps.log,
			onChange: () => this.#tellConnection(),
		});
		this.#live = new LiveJobs({
			nextJob: () => ++this.#jobs,
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
		this.#accounts = undefined;
		this.#book = new ConnectionBook(settings);
		await this.leaveSample();
		this.#connectionChanged.fire(this.connection);
		this.#changed.fire();
		return true;
	}

	async calls(query: CallQuery = {}, { signal, background }: Asked = {}) {
		const scope = await this.#scope();
		const { tickets, reader, counter } = this.#readers;
		const thread = background ? counter : reader;
		return tickets.ask(signal, (ticket) => thread.calls(query, scope, ticket));
	}

	async count(filter: CallFilter = {}) {
		return this.#readers.counter.count(filter, await this.#scope());
	}

	async total(filter: CallFilter, upTo: number, { signal }: Asked = {}) {
		const scope = await this.#scope();
		const { tickets, counter } = this.#readers;
		return tickets.ask(signal, (ticket) => counter.total(filter, upTo, scope, ticket));
	}

	async span(filter: CallFilter, { signal }: Asked = {}) {
		const scope = await this.#scope();
		const { tickets, counter } = this.#readers;
		return tickets.ask(signal, (ticket) => counter.span(filter, scope, ticket));
	}

	async resources(query: ResourceQuery = {}) {
		return this.#readers.counter.resources(query, await this.#scope());
	}

	async groups(by: GroupKey, filter: CallFilter = {}) {
		return this.#readers.counter.groups(by, filter, await this.#scope());
	}

	async timeline(filter: CallFilter, bins: TimeBins, { signal }: Asked = {}) {
		const scope = await this.#scope();
		const { tickets, counter } = this.#readers;
		return tickets.ask(signal, (ticket) => counter.timeline(filter, bins, scope, ticket));
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

	async gaps() {
		return this.#reader.gaps(await this.#scope());
	}

	async profiles() {
		return this.#threads.engine.profiles();
	}

	async sync(options: { signal?: AbortSignal } = {}): Promise<SyncReport> {
		if (this.#sample.current) {
			return { newCalls: 0, requests: 0, throttles: 0, errors: [] };
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

	async estimate(
		{ connection, source, ...window }: FetchRequest,
		options: { signal?: AbortSignal } = {},
	) {
		const job = ++this.#jobs;
		const settings = this.#book.syncSettings(connection);
		const work = this.#threads.engine.estimate(job, settings, source, window);
		return this.#abortable(job, options.signal, work);
	}

	async fetch(
		{ connection, source, ...window }: FetchRequest,
		options: { signal?: AbortSignal; onProgress?: (progress: FetchProgress) => void } = {},
	) {
		const settings = this.#book.syncSettings(connection);
		await this.leaveSample();
		const job = ++this.#jobs;
		if (options.onProgress) {
			this.#fetchProgress.set(job, options.onProgress);
		}
		try {
			const work = this.#threads.engine.fetch(job, settings, source, window);
			return await this.#abortable(job, options.signal, work);
		} finally {
			this.#fetchProgress.delete(job);
			this.#accounts = undefined;
			this.#changed.fire();
		}
	}

	async discover(connection: string, options: { signal?: AbortSignal } = {}) {
		const job = ++this.#jobs;
		const work = this.#threads.engine.discover(job, this.#book.syncSettings(connection));
		return this.#abortable(job, options.signal, work);
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

	get #readers(): StoreThreads {
		return this.#sample.current?.threads ?? this.#threads;
	}

	get #reader() {
		return this.#readers.reader;
	}

	async #scope(): Promise<Scope> {
		if (this.#sample.current) {
			return { accounts: [] };
		}
		this.#accounts ??= this.#readAccounts(this.#book).catch((error: unknown) => {
			// the next question asks again
			this.#accounts = undefined;
			throw error;
		});
		const remembered = await this.#accounts;
		const now = this.#book.connection.connections.flatMap(({ accountId }) => accountId ?? []);
		return { accounts: [...new Set([...remembered, ...now])] };
	}

	/** The accounts that the same settings led to before, so that rows show without any network. */
	async #readAccounts(book: ConnectionBook): Promise<readonly string[]> {
		const { reader } = this.#threads;
		void this.#names.recall();
		const accounts = await Promise.all(
			book.connections.map(async ({ name }) => {
				const settings = book.syncSettings(name);
				const [own, others] = await Promise.all([
					reader.meta(accountKey(settings)),
					reader.meta(archiveAccountsKey(settings)),
				]);
				if (own !== undefined && book === this.#book && !book.state(name)?.accountId) {
					this.#update(name, { accountId: own });
				}
				return [...(own === undefined ? [] : [own]), ...readAccounts(others)];
			}),
		);
		return accounts.flat();
	}

	/** All connections side by side; only where all of them fail the sync does. */
	async #sync(run: number, signal: AbortSignal): Promise<SyncReport> {
		const book = this.#book;
		const current = () => this.#runs.job === run && book === this.#book;
		const failures: unknown[] = [];
		const reports = await Promise.all(
			book.connections.map(async (connection) => {
				const { name } = connection;
				try {
					const report = await this.#syncOne(book, connection, signal);
					if (current()) {
						this.#update(name, afterSync(report, book.state(name)?.regions ?? []));
					}
					return report;
				} catch (error) {
					failures.push(error);
					if (current()) {
						this.#update(name, afterFailure(error));
					}
					const errors = isCancellation(error) ? [] : [errorOf(error)];
					return { ...addUp([]), errors, ...(errors.length === 0 && { cancelled: true }) };
				} finally {
					this.#changed.fire();
				}
			}),
		);
		if (failures.length > 0 && failures.length === reports.length) {
			throw failures[0];
		}
		if (current()) {
			void this.#scope().then(
				({ accounts }) => this.#names.learn(book, accounts),
				() => undefined,
			);
		}
		return addUp(reports);
	}

	#syncOne(
		book: ConnectionBook,
		connection: ConnectionSettings,
		signal: AbortSignal,
	): Promise<SyncReport> {
		const settings = book.syncSettings(connection.name);
		const { engine } = this.#threads;
		return syncConnection(connection, {
			sync: async () => {
				const job = ++this.#jobs;
				if (book === this.#book) {
					this.#syncing.set(job, connection.name);
				}
				try {
					return await this.#abortable(job, signal, engine.sync(job, settings));
				} finally {
					this.#syncing.delete(job);
				}
			},
			follow: (source) => {
				const job = ++this.#jobs;
				return this.#abortable(job, signal, engine.follow(job, settings, source));
			},
		});
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

	#updateSyncing(job: number, change: Partial<ConnectionState>): void {
		const name = this.#syncing.get(job);
		if (name !== undefined) {
			this.#update(name, change);
		}
	}

	#update(name: string, change: Partial<ConnectionState>): void {
		this.#book.update(name, change);
		this.#tellConnection();
	}

	#tellConnection(): void {
		if (!this.#sample.current) {
			this.#connectionChanged.fire(this.connection);
		}
	}
}
