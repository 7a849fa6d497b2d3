import { HistoryError } from '../model/errors.ts';
import type { Connection } from './connection.ts';

/** Takes the database from one version to the next, inside a transaction. */
export type Migration = (connection: Connection) => void;

/**
 * Brings the schema up to date: `migrations[n]` leads from version n to n + 1. All steps are one
 * transaction, so that a crash leaves the old version whole.
 * @throws HistoryError `store-newer`, having touched nothing.
 */
export function migrate(connection: Connection, migrations: readonly Migration[]): void {
	if (checkedVersion(connection, migrations.length) === migrations.length) {
		return;
	}
	connection.write(() => {
		// another process may have been faster
		const version = checkedVersion(connection, migrations.length);
		for (const migration of migrations.slice(version)) {
			migration(connection);
		}
		connection.exec(`PRAGMA user_version = ${migrations.length}`);
	});
}

function checkedVersion(connection: Connection, known: number): number {
	const version = schemaVersion(connection);
	if (version > known) {
		throw new HistoryError(
			'store-newer',
			`The history was written by a newer version of this extension (format ${version}, this one knows ${known}). Update the extension: ${connection.file}`,
		);
	}
	return version;
}

/** The version of the schema, 0 in an empty database. */
export function schemaVersion(connection: Connection): number {
	return connection.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
}
