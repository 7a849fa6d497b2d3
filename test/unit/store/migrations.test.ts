import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { CallStore } from '../../../src/store/callStore.ts';
import { Connection } from '../../../src/store/connection.ts';
import { type Migration, migrate, schemaVersion } from '../../../src/store/migrations.ts';
import { temporaryFolder } from './testStore.ts';

function open(file: string): Connection {
	return new Connection(file);
}

const steps: readonly Migration[] = [
	(connection) => connection.exec('CREATE TABLE fruit (name TEXT)'),
	(connection) => connection.exec("ALTER TABLE fruit ADD COLUMN colour TEXT DEFAULT 'red'"),
	(connection) => connection.exec('CREATE INDEX fruit_by_colour ON fruit (colour)'),
];

describe('migrate', () => {
	it('takes an older database through the missing steps and keeps its rows', () => {
		const file = join(temporaryFolder(), 'a.db');
		const old = new DatabaseSync(file);
		old.exec("CREATE TABLE fruit (name TEXT); INSERT INTO fruit VALUES ('apple')");
		old.exec('PRAGMA user_version = 1');
		old.close();
		const connection = open(file);
		migrate(connection, steps);
		expect(connection.all('SELECT name, colour FROM fruit')).toEqual([
			expect.objectContaining({ name: 'apple', colour: 'red' }),
		]);
		expect(schemaVersion(connection)).toBe(3);
		connection.close();
	});

	it('leaves the old version whole where a step fails', () => {
		const file = join(temporaryFolder(), 'a.db');
		const connection = open(file);
		migrate(connection, steps.slice(0, 1));
		const failing: Migration = () => {
			throw new Error('no');
		};
		expect(() => migrate(connection, [...steps, failing])).toThrow('no');
		expect(schemaVersion(connection)).toBe(1);
		expect(() => connection.exec('SELECT colour FROM fruit')).toThrow('colour');
		migrate(connection, steps);
		expect(schemaVersion(connection)).toBe(3);
		connection.close();
	});

	it('refuses a newer database and touches nothing', () => {
		const folder = temporaryFolder();
		const file = join(folder, 'history.db');
		const newer = new DatabaseSync(file);
		newer.exec('CREATE TABLE future (a); PRAGMA user_version = 99; PRAGMA journal_mode = WAL');
		newer.close();
		const before = readFileSync(file);
		for (const readOnly of [false, true]) {
			expect(() => CallStore.open({ folder, readOnly })).toThrow(
				expect.objectContaining({ code: 'store-newer' }),
			);
		}
		expect(readFileSync(file).equals(before)).toBe(true);
	});
});
