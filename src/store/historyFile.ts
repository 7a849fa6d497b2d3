import { ReplacedError } from './connection.ts';
import { Database } from './database.ts';
import { fileIdentity } from './fileIdentity.ts';
import { type Recovered, recover } from './recovery.ts';
import { waitForRecovery } from './recoveryLock.ts';
import { isDamage, toStoreError } from './storeErrors.ts';

interface HistoryFileOptions {
	readonly file: string;
	readonly now: () => number;
	readonly readOnly: boolean;
	readonly fullText: boolean;
	readonly onRecovered?: (recovered: Recovered) => void;
}

/** A replaced file is opened again so often before it is an error. */
const maxReplaced = 3;

/** The history's file: opened anew where another process replaced it, rebuilt where it is damaged. */
export class HistoryFile {
	readonly #options: HistoryFileOptions;
	#database: Database | undefined;
	#opened = 0;
	#recovered: Recovered | undefined;

	/** @throws HistoryError `store-*` */
	constructor(options: HistoryFileOptions) {
		this.#options = options;
		this.use(() => undefined);
	}

	get path(): string {
		return this.#options.file;
	}

	get recovered(): Recovered | undefined {
		return this.#recovered;
	}

	/**
	 * Does something with the open database; once more after it was replaced or repaired.
	 * @throws HistoryError `store-*`, and what `action` throws of itself.
	 */
	use<T>(action: (database: Database) => T): T {
		let repaired = false;
		for (let replaced = 0; ; ) {
			try {
				return action(this.#current());
			} catch (error) {
				if (error instanceof ReplacedError && replaced++ < maxReplaced) {
					this.close();
				} else if (isDamage(error) && !repaired) {
					repaired = true;
					this.#repair(error);
				} else {
					throw toStoreError(error, this.path);
				}
			}
		}
	}

	/** Changes where other connections committed, or the file was replaced. */
	dataVersion(): number {
		const version = this.use(({ connection }) =>
			connection.get<{ data_version: number }>('PRAGMA data_version'),
		);
		return this.#opened * 2 ** 32 + (version?.data_version ?? 0);
	}

	close(): void {
		this.#database?.close();
		this.#database = undefined;
	}

	#current(): Database {
		if (this.#database?.connection.replaced) {
			this.close();
		}
		if (!this.#database) {
			waitForRecovery(this.path);
			this.#database = Database.open(this.path, this.#options);
			this.#opened++;
		}
		return this.#database;
	}

	#repair(error: unknown): void {
		const damaged = this.#database?.connection.identity ?? fileIdentity(this.path);
		this.close();
		const reason = error instanceof Error ? error.message : String(error);
		try {
			const recovered = recover(this.path, damaged, reason, this.#options.now());
			if (recovered) {
				this.#recovered = recovered;
				this.#options.onRecovered?.(recovered);
			}
		} catch (cause) {
			throw toStoreError(cause, this.path);
		}
	}
}
