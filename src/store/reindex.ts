import { readRecord } from '../model/readRecord.ts';
import type { Database } from './database.ts';
import { indexVersion } from './indexVersion.ts';

/** In `meta`: by which rules the calls are indexed; while that changes, the last call done. */
const versionKey = 'index-version';
const progressKey = 'index-progress';

/**
 * Indexes some calls by the rules of today, in one transaction, where they were indexed by others.
 * @returns true where nothing is left to do.
 */
export function reindexSome(
	database: Database,
	limit: number,
	version: number = indexVersion,
): boolean {
	if (readNumber(database, versionKey) === version) {
		return true;
	}
	return database.write(() => {
		const { connection, reader, writer } = database;
		const [target, last = -1] = (readText(database, progressKey) ?? '').split('/').map(Number);
		const ids = connection
			.all<{ id: number }>(
				'SELECT id FROM call WHERE id > ? ORDER BY id LIMIT ?',
				target === version ? last : -1,
				limit,
			)
			.map(({ id }) => id);
		const calls = reader.records(ids).flatMap((json, index) => {
			const result = json === undefined ? undefined : readRecord(json);
			// one that cannot be read stays listed as it was
			return result?.ok ? [{ ...result.value, id: ids[index] ?? -1 }] : [];
		});
		writer.reindex(calls);
		const done = ids.at(-1);
		if (done !== undefined && ids.length === limit) {
			write(database, progressKey, `${version}/${done}`);
			return false;
		}
		write(database, versionKey, String(version));
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
