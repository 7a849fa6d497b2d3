import {
	DatabaseSync,
	type SQLInputValue,
	type SQLOutputValue,
	type StatementSync,
} from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { HistoryError } from '../model/errors.ts';
import { fileIdentity } from './fileIdentity.ts';
import { isBusy, isReadOnly } from './storeErrors.ts';

/** The file at the path is another one than was opened: it was set aside and built anew. */
export class ReplacedError extends Error {
	override readonly name = 'ReplacedError';
}

export interface ConnectionOptions {
	readonly readOnly?: boolean;
	/** `false`: as where SQLite has no FTS5. */
	readonly fullText?: boolean;
}

/** Is the answer no longer wanted? */
export type Stop = () => boolean;

/** A condition on every row with an `id` that lets a long statement be stopped; cheap enough for all. */
export const goesOnSql = '(id & 1023 <> 0 OR goes_on())';

const busyTimeout = 10_000;

/** One connection to a database in WAL mode, with its prepared statements. */
export class Connection {
	readonly file: string;
	readonly #db: DatabaseSync;
	readonly #statements = new Map<string, StatementSync>();
	#stop: Stop | undefined;
	/** What `fileIdentity` said when it was opened. */
	readonly identity: bigint | undefined;
	/** Has this SQLite FTS5? */
	readonly hasFullText: boolean;

	/** @throws SQLite's own error. */
	constructor(file: string, options: ConnectionOptions = {}) {
		this.file = file;
		this.#db = options.readOnly ? openToRead(file) : openToWrite(file);
		this.identity = fileIdentity(file);
		this.hasFullText = (options.fullText ?? true) && hasModule(this.#db, 'fts5');
		this.defineTest('goes_on', () => {
			if (this.#stop?.()) {
				throw new HistoryError('cancelled', 'The question was taken back.');
			}
			return true;
		});
	}

	/** Was the file replaced under this connection, by a recovery in another thread or process? */
	get replaced(): boolean {
		return fileIdentity(this.file) !== this.identity;
	}

	exec(sql: string): void {
		this.#db.exec(sql);
	}

	/** All rows; `Row` is what the caller knows of the selected columns. */
	all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
		return this.prepare(sql).all(...values) as Row[];
	}

	get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
		return this.prepare(sql).get(...values) as Row | undefined;
	}

	/** @returns the number of changed rows. */
	run(sql: string, ...values: SQLInputValue[]): number {
		return Number(this.prepare(sql).run(...values).changes);
	}

	/** Inserts one row. @returns its rowid. */
	insert(sql: string, ...values: SQLInputValue[]): number {
		return Number(this.prepare(sql).run(...values).lastInsertRowid);
	}

	/** Lets SQL call a function that says yes or no. */
	defineTest(name: string, test: (...values: SQLOutputValue[]) => boolean): void {
		this.#db.function(name, { varargs: true }, (...values) => (test(...values) ? 1 : 0));
	}

	/**
	 * Ends with an error where `stop` says so while statements run that ask `goesOnSql`.
	 * @throws HistoryError `cancelled`, and what `action` throws.
	 */
	until<T>(stop: Stop | undefined, action: () => T): T {
		this.#stop = stop;
		try {
			return action();
		} finally {
			this.#stop = undefined;
		}
	}

	/** A statement of this connection, prepared once. */
	prepare(sql: string): StatementSync {
		let statement = this.#statements.get(sql);
		if (!statement) {
			statement = this.#db.prepare(sql);
			this.#statements.set(sql, statement);
		}
		return statement;
	}

	/**
	 * One transaction: all of it or nothing. It takes the write lock first, because a transaction
	 * that reads before it writes fails at once when another process wrote in between.
	 */
	write<T>(action: () => T): T {
		this.exec('BEGIN IMMEDIATE');
		try {
			this.#checkReplaced();
			const result = action();
			this.#checkReplaced();
			this.exec('COMMIT');
			return result;
		} catch (error) {
			try {
				this.exec('ROLLBACK');
			} catch {
				// SQLite has rolled back by itself
			}
			throw error;
		}
	}

	close(): void {
		this.#statements.clear();
		this.#db.close();
	}

	#checkReplaced(): void {
		if (this.replaced) {
			throw new ReplacedError(`${this.file} was replaced.`);
		}
	}
}

/** Holds this thread; for waits on other processes only. */
export function sleep(milliseconds: number): void {
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function openToWrite(file: string): DatabaseSync {
	return opened(new DatabaseSync(file, { open: false }), (db) => {
		switchToWal(db);
		// a write after a checkpoint may be lost with the power, never the file's consistency
		db.exec('PRAGMA synchronous = NORMAL');
		// fewer, larger checkpoints: pages that many calls share are then written once
		db.exec('PRAGMA wal_autocheckpoint = 8000');
		db.exec('PRAGMA journal_size_limit = 67108864');
	});
}

/** Two processes that create the file at once meet here, where SQLite does not wait by itself. */
function switchToWal(db: DatabaseSync): void {
	const deadline = Date.now() + busyTimeout;
	for (;;) {
		try {
			const mode = db.prepare('PRAGMA journal_mode').get();
			if (mode?.journal_mode !== 'wal') {
				db.exec('PRAGMA journal_mode = WAL');
			}
			return;
		} catch (error) {
			if (!isBusy(error) || Date.now() > deadline) {
				throw error;
			}
			sleep(20);
		}
	}
}

function openToRead(file: string): DatabaseSync {
	try {
		return opened(new DatabaseSync(file, { open: false, readOnly: true }), (db) => {
			db.prepare('PRAGMA schema_version').get();
		});
	} catch (error) {
		if (!isReadOnly(error)) {
			throw error;
		}
		// in a folder that cannot be written there is no room for the WAL's index
		const url = pathToFileURL(file);
		url.search = '?immutable=1';
		return opened(new DatabaseSync(url, { open: false, readOnly: true }), (db) => {
			db.prepare('PRAGMA schema_version').get();
		});
	}
}

function opened(db: DatabaseSync, prepare: (db: DatabaseSync) => void): DatabaseSync {
	db.open();
	try {
		db.exec(`PRAGMA busy_timeout = ${busyTimeout}`);
		prepare(db);
		db.exec('PRAGMA cache_size = -65536');
		db.exec('PRAGMA temp_store = MEMORY');
		return db;
	} catch (error) {
		db.close();
		throw error;
	}
}

function hasModule(db: DatabaseSync, name: string): boolean {
	return db.prepare('SELECT 1 FROM pragma_module_list WHERE name = ?').get(name) !== undefined;
}
