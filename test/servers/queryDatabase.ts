import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';

export interface QueryAnswer {
	readonly columns: readonly string[];
	/** As text; null where SQL says NULL. */
	readonly rows: readonly (readonly (string | null)[])[];
}

/** DuckDB in memory, with the functions of Trino that DuckDB calls otherwise. */
export class QueryDatabase {
	readonly #connection: DuckDBConnection;

	private constructor(connection: DuckDBConnection) {
		this.#connection = connection;
	}

	static async open(): Promise<QueryDatabase> {
		const { DuckDBInstance } = await import('@duckdb/node-api');
		const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
		const connection = await instance.connect();
		await connection.run('CREATE MACRO json_format(value) AS CAST(value AS VARCHAR)');
		return new QueryDatabase(connection);
	}

	/** @param columns DuckDB's type by name */
	async fill(
		schema: string,
		table: string,
		columns: ReadonlyMap<string, string>,
		rows: readonly object[],
	): Promise<void> {
		const name = `${quoted(schema)}.${quoted(table)}`;
		const list = [...columns];
		await this.#connection.run(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`);
		await this.#connection.run(
			`CREATE OR REPLACE TABLE ${name} (${list.map(([column, type]) => `${quoted(column)} ${type}`).join(', ')})`,
		);
		if (rows.length === 0) {
			return;
		}
		const file = join(tmpdir(), `ibh-query-${crypto.randomUUID()}.json`);
		const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
		const types = list.map(([column, type]) => `${quoted(column)}: ${literal(type)}`).join(', ');
		try {
			await writeFile(file, rows.map((row) => JSON.stringify(row)).join('\n'));
			await this.#connection.run(
				`INSERT INTO ${name} SELECT * FROM read_json(${literal(file)}, format = 'newline_delimited', maximum_object_size = 67108864, columns = {${types}})`,
			);
		} finally {
			await rm(file, { force: true });
		}
	}

	/** @throws Error of DuckDB */
	async run(sql: string): Promise<QueryAnswer> {
		const reader = await this.#connection.runAndReadAll(sql);
		return {
			columns: reader.columnNames(),
			rows: reader
				.getRowsJson()
				.map((row) => row.map((value) => (value === null ? null : String(value)))),
		};
	}

	close(): void {
		this.#connection.closeSync();
	}
}

function quoted(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}
