import type { ConnectionSettings, LiveSettings } from '../model/connectionSettings.ts';
import { isCancellation } from '../model/errors.ts';
import type { LogLevel } from './protocol.ts';

export interface LiveJobsDeps {
	readonly nextJob: () => number;
	/** Ends when it is aborted, or cannot go on. */
	run(job: number, connection: string, source: LiveSettings): Promise<void>;
	abort(job: number): void;
	readonly log: (level: LogLevel, message: string) => void;
}

/** The sources that bring calls by themselves, from the first sync on. */
export class LiveJobs {
	readonly #deps: LiveJobsDeps;
	readonly #running = new Map<string, number>();

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
	}

	#startOne(connection: string, source: LiveSettings): void {
		const key = JSON.stringify([connection, source]);
		if (this.#running.has(key)) {
			return;
		}
		const job = this.#deps.nextJob();
		this.#running.set(key, job);
		this.#deps
			.run(job, connection, source)
			.catch((error: unknown) => {
				if (!isCancellation(error)) {
					const reason = error instanceof Error ? error.message : String(error);
					this.#deps.log('warn', `${connection}, ${source.type}: ${reason}`);
				}
			})
			.finally(() => {
				if (this.#running.get(key) === job) {
					this.#running.delete(key);
				}
			});
	}
}
