import { gunzipSync, gzipSync } from 'node:zlib';
import { isObject } from '../../src/model/record.ts';
import { type HiveType, readHiveType } from '../../src/sources/query/hiveType.ts';

export interface HiveColumn {
	readonly name: string;
	/** As Hive writes it. */
	readonly type: string;
}

/** A log file of a trail, with what its folder says. */
export interface LogObject {
	readonly partition: Readonly<Record<string, string>>;
	/** gzip of `{"Records":[...]}`. */
	readonly body: Buffer;
}

/** A table over log files, as Glue knows it. */
export interface HiveTable {
	readonly database: string;
	readonly name: string;
	readonly columns: readonly HiveColumn[];
	readonly partitionKeys?: readonly HiveColumn[];
	readonly parameters?: Readonly<Record<string, string>>;
	readonly objects: readonly LogObject[];
}

/** Log files of the records, one for each partition. */
export function logObjects(
	records: Iterable<object>,
	partitionOf: (record: Readonly<Record<string, unknown>>) => Readonly<Record<string, string>>,
): readonly LogObject[] {
	const folders = Map.groupBy(records, (record) => JSON.stringify(partitionOf({ ...record })));
	return [...folders].map(([partition, each]) => ({
		partition: JSON.parse(partition) as Record<string, string>,
		body: gzipSync(JSON.stringify({ Records: each })),
	}));
}

/** What the SerDe makes of the files: columns in lower case, of the types that the table says. */
export function rowsOf(table: HiveTable): readonly object[] {
	const types = table.columns.map(
		({ name, type }) => [name.toLowerCase(), readHiveType(type)] as const,
	);
	return table.objects.flatMap((object) => {
		const parsed = JSON.parse(gunzipSync(object.body).toString('utf8')) as {
			Records: readonly object[];
		};
		const folder = folderOf(table, object);
		return parsed.Records.map((record) => ({ ...structOf(record, types), ...folder }));
	});
}

/** The partition keys' values of a file. */
export function folderOf({ partitionKeys = [] }: HiveTable, { partition }: LogObject): object {
	return Object.fromEntries(
		partitionKeys.map(({ name, type }) => {
			const value = partition[name];
			return [name.toLowerCase(), /int$/.test(type) ? Number(value) : (value ?? null)];
		}),
	);
}

function structOf(
	value: object,
	types: Iterable<readonly [string, HiveType]>,
): Record<string, unknown> {
	const fields = new Map(Object.entries(value).map(([name, each]) => [name.toLowerCase(), each]));
	return Object.fromEntries(
		[...types].map(([name, type]) => [name, readValue(fields.get(name.toLowerCase()), type)]),
	);
}

function readValue(value: unknown, type: HiveType): unknown {
	if (value === undefined || value === null) {
		return null;
	}
	if (type.kind === 'struct') {
		return isObject(value) ? structOf(value, type.fields) : null;
	}
	if (type.kind === 'map') {
		return isObject(value)
			? Object.fromEntries(
					Object.entries(value).map(([name, each]) => [
						name,
						typeof each === 'string' ? each : JSON.stringify(each),
					]),
				)
			: null;
	}
	if (type.kind === 'array') {
		return Array.isArray(value) ? value : null;
	}
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Hive's types in DuckDB's words. */
export function duckType(text: string): string {
	return duckOf(readHiveType(text));
}

function duckOf(type: HiveType): string {
	switch (type.kind) {
		case 'struct':
			return `STRUCT(${[...type.fields].map(([name, each]) => `"${name}" ${duckOf(each)}`).join(', ')})`;
		case 'map':
			return 'MAP(VARCHAR, VARCHAR)';
		case 'array':
			return 'JSON';
		case 'scalar':
			return scalars.get(type.name) ?? 'VARCHAR';
	}
}

const scalars = new Map([
	['boolean', 'BOOLEAN'],
	['int', 'INTEGER'],
	['bigint', 'BIGINT'],
	['date', 'DATE'],
	['timestamp', 'TIMESTAMP'],
]);
