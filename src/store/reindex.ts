import { readRecord } from '../model/readRecord.ts';
import type { Database } from './database.ts';
import { indexVersion } from './indexVersion.ts';
import { emptyWordIndex, isBehind, markComplete, progressKey } from './wordIndex.ts';

/** In `meta`: by which rules the calls are indexed. */
const versionKey = 'index-version';

/**
 * Indexes some calls by the rules of today, in one transaction, where they were indexed by others.
 * @returns true where nothing is left to do.
 */
export function reindexSome(
	database: Database,
	limit: number,
	version: number = indexVersion,
): boolean {
	const fillsIndex = database.connection.hasFullText && isBehind(database.connection);
	if (readNumber(database, versionKey) === version && !fillsIndex) {
		return true;
	}
	return database.write(() => {
		const { connection, reader, writer } = database;
		// what is under way is told by what it leads to
		const goal = `${version}${fillsIndex ? '+words' : ''}`;
		const [target, progress] = (readText(database, progressKey) ?? '').split('/');
		const last = target === goal ? Number(progress) : -1;
		if (fillsIndex && last < 0) {
			emptyWordIndex(connection);
			database.forget();
		}
		const ids = connection
			.all<{ id: number }>('SELECT id FROM call WHERE id > ? ORDER BY id LIMIT ?', last, limit)
			.map(({ id }) => id);
		const calls = reader.records(ids).flatMap((json, index) => {
			const result = json === undefined ? undefined : readRecord(json);
			// one that cannot be read stays listed as it was
			return result?.ok ? [{ ...result.value, id: ids[index] ?? -1 }] : [];
		});
		writer.reindex(calls);
		const done = ids.at(-1);
		if (done !== undefined && ids.length === limit) {
			write(database, progressKey, `${goal}/${done}`);
			return false;
		}
		write(database, versionKey, String(version));
		if (fillsIndex) {
			markComplete(connection);
		}
		connection.run('DELETE FROM meta WHERE key = ?', progressKey);
		return true;
	});
}

function readText({ connection }: Database, key: string): string | undefined {
	return connection.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value;
}

function readNumber(database: Database, key: string): number {
	return Number(readText(database, key) ?? 0);
}

function write({ connection }: Database, key: string, value: string): void {
	connection.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, value);
}
