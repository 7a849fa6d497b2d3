import { duckType, folderOf, type HiveTable, rowsOf } from './hiveTable.ts';
import { type QueryAnswer, QueryDatabase } from './queryDatabase.ts';
import type { QueryWork } from './queryRuns.ts';
import { checkTrino, conditionsOn, TrinoError } from './trinoDialect.ts';

/** Tables over log files in a database that runs Athena's SQL. */
export class AthenaTables {
	readonly #tables: readonly HiveTable[];
	#database: Promise<QueryDatabase> | undefined;

	constructor(tables: readonly HiveTable[]) {
		this.#tables = tables;
	}

	close(): void {
		this.#database?.then((database) => database.close()).catch(() => undefined);
		this.#database = undefined;
	}

	/** @throws TrinoError */
	async query(sql: string): Promise<QueryWork> {
		const table = this.#tables.find(
			({ database, name }) =>
				sql.includes(`FROM ${quoted(database)}.${quoted(name)} AS t\n`) &&
				sql.match(/\bFROM "/g)?.length === 1,
		);
		if (!table) {
			throw new TrinoError('TABLE_NOT_FOUND: line 1:1: Table awsdatacatalog does not exist');
		}
		const { partitionKeys = [] } = table;
		checkTrino(sql, [...table.columns, ...partitionKeys]);
		this.#database ??= this.#fill();
		const database = await this.#database;
		const conditions = conditionsOn(
			sql,
			partitionKeys.map(({ name }) => name),
		);
		for (const { name } of partitionKeys) {
			const parameter = `projection.${name.toLowerCase()}.type`;
			const named = conditions.some(
				(each) => /^t\."\w+" (?:=|IN) /.test(each) && each.includes(name),
			);
			if (table.parameters?.[parameter] === 'injected' && !named) {
				throw new TrinoError(
					`CONSTRAINT_VIOLATION: For the injected projected partition column ${name}, the WHERE clause must contain only static equality conditions, and at least one such condition must be present.`,
				);
			}
		}
		const folders = `${quoted(table.database)}.${quoted(`${table.name}$files`)}`;
		const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
		const scanned = await run(database, `SELECT sum(t.bytes) FROM ${folders} AS t${where}`);
		return {
			...(await run(database, sql)),
			bytes: Number(scanned.rows[0]?.[0] ?? 0),
		};
	}

	async #fill(): Promise<QueryDatabase> {
		const database = await QueryDatabase.open();
		for (const table of this.#tables) {
			const keys = table.partitionKeys ?? [];
			const columns = [...table.columns, ...keys].map(
				({ name, type }) => [name, duckType(type)] as const,
			);
			await database.fill(table.database, table.name, new Map(columns), rowsOf(table));
			await database.fill(
				table.database,
				`${table.name}$files`,
				new Map([
					...keys.map(({ name, type }) => [name, duckType(type)] as const),
					['bytes', 'BIGINT'],
				]),
				table.objects.map((object) => ({ ...folderOf(table, object), bytes: object.body.length })),
			);
		}
		return database;
	}
}

async function run(database: QueryDatabase, sql: string): Promise<QueryAnswer> {
	try {
		return await database.run(sql);
	} catch (error) {
		const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
		const code = /column.* (?:not found|named)/i.test(message)
			? 'COLUMN_NOT_FOUND'
			: 'SYNTAX_ERROR';
		throw new TrinoError(`${code}: line 1:1: ${message}`);
	}
}

function quoted(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}
