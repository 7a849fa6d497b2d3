import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { TranslatedQuery } from './logsQueryLanguage.ts';

export interface LogEvent {
	/** ms since 1970. */
	readonly timestamp: number;
	readonly message: string;
}

export interface LogQuery {
	readonly group: string;
	/** ms since 1970, both inclusive. */
	readonly from: number;
	readonly to: number;
	/** Does the group's class discover fields? */
	readonly discovered: boolean;
	readonly query: TranslatedQuery;
}

export interface LogAnswer {
	/** A field that a row does not have is missing. */
	readonly rows: readonly (readonly { readonly field: string; readonly value: string }[])[];
	readonly matched: number;
	readonly scanned: number;
	readonly bytes: number;
}

/** Fields of JSON that Logs Insights finds in one log event at most. */
const mostFields = 200;

/** Log events of all groups in a DuckDB, which runs the queries. */
export class LogEvents {
	#database: Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> | undefined;
	/** One at a time, in order. */
	#last: Promise<unknown> = Promise.resolve();

	put(group: string, events: Iterable<LogEvent>): Promise<void> {
		return this.#next(async (connection) => {
			await connection.run('DELETE FROM stored WHERE grp = $1', [group]);
			const appender = await connection.createAppender('stored');
			for (const { timestamp, message } of events) {
				appender.appendVarchar(group);
				appender.appendDouble(timestamp);
				appender.appendVarchar(message);
				appender.appendVarchar(JSON.stringify(discoveredFields(message)));
				appender.endRow();
			}
			appender.closeSync();
		});
	}

	run({ group, from, to, discovered, query }: LogQuery): Promise<LogAnswer> {
		const events = `WITH events AS (SELECT ts::BIGINT AS ts, ts::BIGINT AS ingested, 'stream' AS stream, message, ${discovered ? 'fields' : "'{}'"} AS fields, rowid::VARCHAR AS pointer FROM stored WHERE grp = $1 AND ts BETWEEN $2 AND $3)`;
		return this.#next(async (connection) => {
			const ask = async (sql: string) => {
				const reader = await connection.runAndReadAll(`${events} ${sql}`, [group, from, to]);
				return reader.getRowObjectsJson();
			};
			const rows = await ask(query.sql);
			const [matched] = await ask(query.matchedSql);
			const [all] = await ask(
				'SELECT count(*)::INTEGER AS scanned, coalesce(sum(strlen(message)), 0)::DOUBLE AS bytes FROM events',
			);
			return {
				rows: rows.map((row) =>
					Object.entries(row).flatMap(([field, value]) =>
						value === null ? [] : [{ field, value: String(value) }],
					),
				),
				matched: Number(matched?.matched ?? 0),
				scanned: Number(all?.scanned ?? 0),
				bytes: Number(all?.bytes ?? 0),
			};
		});
	}

	/** Waits for what still runs: DuckDB must not be closed under a query. */
	async close(): Promise<void> {
		await this.#last;
		const { instance, connection } = (await this.#database) ?? {};
		connection?.closeSync();
		instance?.closeSync();
	}

	#next<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
		this.#database ??= open();
		const database = this.#database;
		const answer = this.#last.then(async () => work((await database).connection));
		this.#last = answer.catch(() => undefined);
		return answer;
	}
}

async function open() {
	const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
	const connection = await instance.connect();
	await connection.run(
		'CREATE TABLE stored (grp VARCHAR, ts DOUBLE, message VARCHAR, fields VARCHAR)',
	);
	return { instance, connection };
}

/** Leaves of a JSON object by their path, `a.b.0`, in the order of the text. */
function discoveredFields(message: string): Record<string, string> {
	const found: Record<string, string> = {};
	let left = mostFields;
	const visit = (value: unknown, path: string): void => {
		if (left <= 0) {
			return;
		}
		if (typeof value === 'object' && value !== null) {
			for (const [key, inner] of Object.entries(value)) {
				visit(inner, path === '' ? key : `${path}.${key}`);
			}
		} else if (value !== null && path !== '') {
			found[path] = String(value);
			left--;
		}
	};
	try {
		visit(JSON.parse(message), '');
	} catch {
		// no JSON, no fields
	}
	return found;
}
