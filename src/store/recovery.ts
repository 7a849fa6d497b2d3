import { existsSync, linkSync, renameSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { Connection } from './connection.ts';
import { Database } from './database.ts';
import { fileIdentity } from './fileIdentity.ts';
import { graft, removeDatabase } from './graft.ts';
import { RecoveryLock, waitForRecovery } from './recoveryLock.ts';
import { salvage } from './salvage.ts';

/** A damaged database was replaced. */
export interface Recovered {
	/** Name of the file that keeps the damaged database, in the same folder. */
	readonly setAside: string;
	readonly callsCarriedOver: number;
	/** What SQLite said of the damage. */
	readonly reason: string;
}

/**
 * Builds a damaged database anew from all that can be read of it and keeps the damaged file beside
 * it. Only then does the new one take its place, so that a crash loses nothing; connections that
 * have the old file open notice by `Connection.replaced`.
 * @param damaged what `fileIdentity` said of the file that failed.
 * @returns undefined where another thread or process has done it meanwhile.
 */
export function recover(
	file: string,
	damaged: bigint | undefined,
	reason: string,
	now: number,
): Recovered | undefined {
	const lock = RecoveryLock.take(file);
	if (!lock) {
		waitForRecovery(file);
		return fileIdentity(file) === damaged ? recover(file, damaged, reason, now) : undefined;
	}
	try {
		if (fileIdentity(file) !== damaged) {
			return undefined;
		}
		return replace(file, reason, now, lock);
	} finally {
		lock.release();
	}
}

function replace(file: string, reason: string, now: number, lock: RecoveryLock): Recovered {
	const rebuiltFile = `${file}.rebuilding`;
	const copy = `${file}.readable`;
	removeDatabase(rebuiltFile);
	const source = openDamaged(file, copy);
	try {
		const callsCarriedOver = rebuild(source, rebuiltFile, lock);
		const setAside = setAsideName(file, now);
		swap(file, rebuiltFile, setAside);
		return { setAside: basename(setAside), callsCarriedOver, reason };
	} finally {
		source?.close();
		removeDatabase(copy);
		removeDatabase(rebuiltFile);
	}
}

/** Makes the new database, whole in its one file. */
function rebuild(source: Connection | undefined, file: string, lock: RecoveryLock): number {
	const rebuilt = Database.open(file);
	try {
		const calls = source ? salvage(source, rebuilt, () => lock.renew()) : 0;
		rebuilt.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
		return calls;
	} finally {
		rebuilt.close();
	}
}

/** The file itself where SQLite opens it, with writers shut out, else a copy that it can open. */
function openDamaged(file: string, copy: string): Connection | undefined {
	for (const prepare of [() => file, () => graft(file, copy)]) {
		try {
			const path = prepare();
			const connection = new Connection(path);
			try {
				connection.get('SELECT count(*) FROM meta');
				connection.get('SELECT id FROM block LIMIT 1');
				connection.exec('BEGIN IMMEDIATE');
				return connection;
			} catch (error) {
				connection.close();
				throw error;
			}
		} catch {
			// try the next way
		}
	}
	return undefined;
}

function setAsideName(file: string, now: number): string {
	const ending = extname(file);
	const time = new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
	const start = join(dirname(file), `${basename(file, ending)}.damaged-${time}`);
	for (let number = 1; ; number++) {
		const name = `${start}${number === 1 ? '' : `-${number}`}${ending}`;
		if (!existsSync(name)) {
			return name;
		}
	}
}

/** There is a database at the path at any moment; its WAL must never meet the other one. */
function swap(file: string, rebuilt: string, setAside: string): void {
	try {
		linkSync(file, setAside);
	} catch {
		// a file system without links: the lock keeps others from making a new file meanwhile
		renameSync(file, setAside);
	}
	for (const ending of ['-wal', '-shm']) {
		if (existsSync(file + ending)) {
			renameSync(file + ending, setAside + ending);
		}
	}
	renameSync(rebuilt, file);
}
