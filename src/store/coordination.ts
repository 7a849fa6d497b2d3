import { rmSync } from 'node:fs';
import { Connection, ReplacedError } from './connection.ts';
import { acquireLease, type LeaseResult, releaseLease, renewLease } from './lease.ts';
import { type Migration, migrate } from './migrations.ts';
import { holdSlots, reserveSlot } from './pacing.ts';
import { isDamage } from './storeErrors.ts';

const migrations: readonly Migration[] = [
	(connection) => {
		connection.exec(`
			CREATE TABLE slot (
				key TEXT PRIMARY KEY, last INTEGER NOT NULL, held_until INTEGER NOT NULL
			) WITHOUT ROWID;
			CREATE TABLE lease (
				name TEXT PRIMARY KEY, holder TEXT NOT NULL, expires_at INTEGER NOT NULL,
				ttl INTEGER NOT NULL
			) WITHOUT ROWID;
		`);
	},
];

/**
 * How windows share the rate limit and the one sync. It has a file of its own: an import's long
 * transactions must not delay a request, and a taken slot is no change of the history. Nothing in
 * it is worth keeping.
 */
export class Coordination {
	readonly #file: string;
	#connection: Connection | undefined;

	constructor(file: string) {
		this.#file = file;
	}

	reserveSlot(key: string, interval: number, now: number): number {
		return this.#use((connection) => reserveSlot(connection, key, interval, now));
	}

	holdSlots(key: string, until: number): void {
		this.#use((connection) => holdSlots(connection, key, until));
	}

	acquireLease(name: string, holder: string, ttl: number, now: number): LeaseResult {
		return this.#use((connection) => acquireLease(connection, name, holder, ttl, now));
	}

	renewLease(name: string, holder: string, ttl: number, now: number): boolean {
		return this.#use((connection) => renewLease(connection, name, holder, ttl, now));
	}

	releaseLease(name: string, holder: string): void {
		this.#use((connection) => releaseLease(connection, name, holder));
	}

	close(): void {
		this.#connection?.close();
		this.#connection = undefined;
	}

	#use<T>(action: (connection: Connection) => T): T {
		try {
			return action(this.#opened());
		} catch (error) {
			const isReplaced = error instanceof ReplacedError;
			if (!isReplaced && !isDamage(error)) {
				throw error;
			}
			this.close();
			for (const ending of isReplaced ? [] : ['', '-wal', '-shm']) {
				rmSync(this.#file + ending, { force: true });
			}
			return action(this.#opened());
		}
	}

	/** Opened by the first use: a window that only reads never needs it. */
	#opened(): Connection {
		if (this.#connection?.replaced) {
			this.close();
		}
		if (!this.#connection) {
			const connection = new Connection(this.#file);
			try {
				migrate(connection, migrations);
			} catch (error) {
				connection.close();
				throw error;
			}
			this.#connection = connection;
		}
		return this.#connection;
	}
}
