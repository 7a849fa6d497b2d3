import { createHash } from 'node:crypto';
import type { Connection } from './connection.ts';

/** An object of an archive, as its store names it. */
export interface StoredObject {
	/** Up to the last slash. */
	readonly folder: string;
	readonly name: string;
	readonly etag: string;
}

/** Notes objects as read, inside a transaction of the caller's. */
export function saveSeen(connection: Connection, objects: readonly StoredObject[]): void {
	for (const [folder, inFolder] of Map.groupBy(objects, (each) => each.folder)) {
		const id = folderId(connection, folder) ?? addFolder(connection, folder);
		const insert = connection.prepare('INSERT OR IGNORE INTO seen_object VALUES (?, ?)');
		for (const object of inFolder) {
			insert.run(id, hashOf(object));
		}
	}
}

/** Those of the objects of one folder that were not read with this ETag. */
export function unseenObjects<T extends Omit<StoredObject, 'folder'>>(
	connection: Connection,
	folder: string,
	objects: readonly T[],
): readonly T[] {
	const id = folderId(connection, folder);
	if (id === undefined) {
		return objects;
	}
	const find = connection.prepare('SELECT 1 FROM seen_object WHERE folder_id = ? AND hash = ?');
	return objects.filter((object) => find.get(id, hashOf(object)) === undefined);
}

function folderId(connection: Connection, folder: string): number | undefined {
	return connection.get<{ id: number }>('SELECT id FROM seen_folder WHERE path = ?', folder)?.id;
}

function addFolder(connection: Connection, folder: string): number {
	connection.run('INSERT INTO seen_folder (path) VALUES (?)', folder);
	return folderId(connection, folder) ?? 0;
}

/** 63 bits: SQLite's integers have a sign, and a big one is a `bigint` here. */
function hashOf({ name, etag }: Omit<StoredObject, 'folder'>): bigint {
	const digest = createHash('sha1').update(`${name}\n${etag}`).digest();
	return digest.readBigUInt64BE(0) >> 1n;
}
