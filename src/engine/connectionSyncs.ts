import type { ConnectionSettings } from '../model/connectionSettings.ts';
import { isCancellation } from '../model/errors.ts';
import type { ConnectionState, RegionProgress, SyncReport } from '../model/history.ts';
import { afterFailure, afterSync } from './awsConnection.ts';
import type { ConnectionBook } from './connectionBook.ts';
import { addUp, errorOf, syncConnection } from './connectionSync.ts';
import type { EngineJobs } from './engineJobs.ts';
import type { EngineFunctions, SyncIdentity } from './protocol.ts';

export interface ConnectionSyncsDeps {
	readonly jobs: EngineJobs;
	/** Started with the first question. */
	readonly engine: () => Pick<EngineFunctions, 'sync' | 'follow'>;
	/** Does nothing where the settings have changed since. */
	readonly onUpdate: (book: ConnectionBook, name: string, change: Partial<ConnectionState>) => void;
	/** A connection is done, well or not. */
	readonly onDone: () => void;
}

/** Syncs all connections of the settings side by side. */
export class ConnectionSyncs {
	readonly #deps: ConnectionSyncsDeps;
	/** Which connection a job reads. */
	readonly #running = new Map<number, { readonly book: ConnectionBook; readonly name: string }>();

	constructor(deps: ConnectionSyncsDeps) {
		this.#deps = deps;
	}

	onProgress(job: number, progress: readonly RegionProgress[]): void {
		this.#update(job, { progress });
	}

	onIdentity(job: number, { accountId, regions }: SyncIdentity): void {
		this.#update(job, { phase: 'syncing', regions, ...(accountId && { accountId }) });
	}

	/**
	 * Only where all connections fail the sync does.
	 * @param isCurrent do the news of this run still count?
	 */
	async run(
		book: ConnectionBook,
		isCurrent: () => boolean,
		signal: AbortSignal,
	): Promise<SyncReport> {
		const { onUpdate, onDone } = this.#deps;
		const failures: unknown[] = [];
		const reports = await Promise.all(
			book.connections.map(async (connection) => {
				const { name } = connection;
				try {
					const report = await this.#syncOne(book, connection, signal);
					if (isCurrent()) {
						onUpdate(book, name, afterSync(report, book.state(name)?.regions ?? []));
					}
					return report;
				} catch (error) {
					failures.push(error);
					if (isCurrent()) {
						onUpdate(book, name, afterFailure(error));
					}
					const errors = isCancellation(error) ? [] : [errorOf(error)];
					return { ...addUp([]), errors, ...(errors.length === 0 && { cancelled: true }) };
				} finally {
					onDone();
				}
			}),
		);
		if (failures.length > 0 && failures.length === reports.length) {
			throw failures[0];
		}
		return addUp(reports);
	}

	#syncOne(
		book: ConnectionBook,
		connection: ConnectionSettings,
		signal: AbortSignal,
	): Promise<SyncReport> {
		const { name } = connection;
		const settings = book.syncSettings(name);
		const { jobs, engine } = this.#deps;
		return syncConnection(connection, {
			sync: () =>
				jobs.run(signal, async (job) => {
					this.#running.set(job, { book, name });
					try {
						return await engine().sync(job, settings);
					} finally {
						this.#running.delete(job);
					}
				}),
			follow: (source) => jobs.run(signal, (job) => engine().follow(job, settings, source)),
		});
	}

	#update(job: number, change: Partial<ConnectionState>): void {
		const running = this.#running.get(job);
		if (running) {
			this.#deps.onUpdate(running.book, running.name, change);
		}
	}
}
