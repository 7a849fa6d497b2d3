import type { Dictionaries } from './blocks.ts';
import { CallReader } from './callReader.ts';
import { defineCallMatches } from './callScan.ts';
import { CallWriter } from './callWriter.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { builtInDictionary, currentDictionary } from './dictionary.ts';
import { KnownTopics } from './knownTopics.ts';
import { migrate, schemaVersion } from './migrations.ts';
import { Names } from './names.ts';
import { migrations } from './schema.ts';
import { addWordIndex } from './wordIndex.ts';

/** An open history: a connection and what reads and writes calls through it. */
export class Database {
	readonly connection: Connection;
	readonly reader: CallReader;
	readonly writer: CallWriter;
	readonly topics: KnownTopics;
	readonly #names: Names;

	/** @throws SQLite's own errors, HistoryError `store-newer`. */
	static open(file: string, options: ConnectionOptions = {}): Database {
		if (options.readOnly) {
			prepareToRead(file, options);
		}
		const connection = new Connection(file, options);
		try {
			if (!options.readOnly) {
				migrate(connection, migrations);
				addWordIndex(connection);
			}
			return new Database(connection);
		} catch (error) {
			connection.close();
			throw error;
		}
	}

	private constructor(connection: Connection) {
		this.connection = connection;
		this.topics = new KnownTopics(connection);
		const dictionaries = readDictionaries(connection);
		this.#names = new Names(connection);
		this.reader = new CallReader(connection, this.#names, dictionaries);
		defineCallMatches(connection, this.reader);
		this.writer = new CallWriter(
			connection,
			this.#names,
			dictionaries.get(currentDictionary) ?? builtInDictionary,
		);
	}

	/** One transaction. */
	write<T>(action: () => T): T {
		try {
			return this.connection.write(action);
		} catch (error) {
			this.forget();
			throw error;
		}
	}

	/** Ids of names that are remembered may be void. */
	forget(): void {
		this.#names.forget();
	}

	close(): void {
		this.connection.close();
	}
}

export function readDictionaries(connection: Connection): Dictionaries {
	return new Map(
		connection
			.all<{ id: number; bytes: Uint8Array }>('SELECT id, bytes FROM dictionary')
			.map(({ id, bytes }) => [id, bytes]),
	);
}

/** A reader cannot make or migrate the file: a writer does it first, where that is possible. */
function prepareToRead(file: string, options: ConnectionOptions): void {
	let version = -1;
	try {
		const connection = new Connection(file, { readOnly: true });
		try {
			version = schemaVersion(connection);
		} finally {
			connection.close();
		}
	} catch {
		// not there yet, or broken: opening it to write tells
	}
	if (version !== migrations.length) {
		Database.open(file, { ...options, readOnly: false }).close();
	}
}
