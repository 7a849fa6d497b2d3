import {
	type ConnectionSettings,
	type LiveSettings,
	sourceId,
} from '../model/connectionSettings.ts';
import { isCancellation } from '../model/errors.ts';
import type { SyncError } from '../model/history.ts';
import { errorOf } from './connectionSync.ts';
import type { LogLevel } from './protocol.ts';

export interface LiveJobsDeps {
	readonly nextJob: () => number;
	/** Ends when it is aborted, or cannot go on. */
	run(job: number, connection: string, source: LiveSettings): Promise<void>;
	abort(job: number): void;
	/** What keeps the calls of a connection's live sources from coming, one error each. */
	onErrors(connection: string, errors: readonly SyncError[]): void;
	readonly log: (level: LogLevel, message: string) => void;
}

interface LiveRun {
	readonly connection: string;
	readonly source: LiveSettings;
}

/** The sources that bring calls by themselves, from the first sync on. */
export class LiveJobs {
	readonly #deps: LiveJobsDeps;
	readonly #running = new Map<string, number>();
	readonly #runs = new Map<number, LiveRun>();
	/** By connection and source; it stays until a later run has no trouble. */
	readonly #errors = new Map<string, { readonly connection: string; readonly error: SyncError }>();

	constructor(deps: LiveJobsDeps) {
		this.#deps = deps;
	}

	/** Starts those that do not run: the first time, or after they failed. */
	start(connections: readonly ConnectionSettings[]): void {
		for (const { name, sources } of connections) {
			for (const source of sources) {
				if (source.type === 'sqs' || source.type === 'folder') {
					this.#startOne(name, source);
				}
			}
		}
	}

	stop(): void {
		for (const job of this.#running.values()) {
			this.#deps.abort(job);
		}
		this.#running.clear();
		this.#runs.clear();
		this.#errors.clear();
	}

	/** A run has trouble, or none any more. */
	trouble(job: number, error: SyncError | undefined): void {
		const run = this.#runs.get(job);
		if (run) {
			this.#tell(run, error);
		}
	}

	#tell({ connection, source }: LiveRun, error: SyncError | undefined): void {
		const key = JSON.stringify([connection, source]);
		if (error) {
			const named = { ...error, source: sourceId(source) };
			this.#errors.set(key, { connection, error: named });
			this.#deps.log('warn', `${connection}, ${named.source}: ${error.message}`);
		} else if (!this.#errors.delete(key)) {
			return;
		}
		const errors = [...this.#errors.values()].filter((each) => each.connection === connection);
		this.#deps.onErrors(
			connection,
			errors.map((each) => each.error),
		);
	}

	#startOne(connection: string, source: LiveSettings): void {
		const key = JSON.stringify([connection, source]);
		if (this.#running.has(key)) {
			return;
		}
		const job = this.#deps.nextJob();
		const run: LiveRun = { connection, source };
		this.#running.set(key, job);
		this.#runs.set(job, run);
		this.#deps
			.run(job, connection, source)
			.catch((error: unknown) => {
				if (this.#runs.has(job) && !isCancellation(error)) {
					this.#tell(run, errorOf(error));
				}
			})
			.finally(() => {
				this.#runs.delete(job);
				if (this.#running.get(key) === job) {
					this.#running.delete(key);
				}
			});
	}
}
