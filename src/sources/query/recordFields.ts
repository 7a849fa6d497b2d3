import { type HiveType, readHiveType } from './hiveType.ts';
import { type RecordShape, recordShape } from './recordShape.ts';
import { identifier } from './sqlText.ts';

export interface TableColumn {
	readonly name: string;
	/** As Hive writes it. */
	readonly type: string;
}

/** A field of the record, and the SQL that says it as text. */
export interface RecordField {
	/** As CloudTrail spells it: `userIdentity.sessionContext.sessionIssuer.arn`. */
	readonly path: string;
	readonly sql: string;
}

/** What of a record the columns of `t` hold; what they hold beyond a record's fields is left out. */
export function recordFields(columns: readonly TableColumn[]): readonly RecordField[] {
	const types = new Map(columns.map(({ name, type }) => [name, readHiveType(type)]));
	return fieldsIn(recordShape, types, '', 't.');
}

function fieldsIn(
	shape: RecordShape,
	types: ReadonlyMap<string, HiveType>,
	path: string,
	prefix: string,
): readonly RecordField[] {
	const byName = new Map([...types].map(([name, type]) => [name.toLowerCase(), { name, type }]));
	return Object.entries(shape).flatMap(([field, form]) => {
		const found = byName.get(field.toLowerCase());
		if (!found) {
			return [];
		}
		const { name, type } = found;
		const sql = `${prefix}${identifier(name)}`;
		const whole = `${path}${field}`;
		if (typeof form === 'object' && type.kind === 'struct') {
			return fieldsIn(form, type.fields, `${whole}.`, `${sql}.`);
		}
		const text =
			type.kind === 'scalar' ? `CAST(${sql} AS VARCHAR)` : `json_format(CAST(${sql} AS JSON))`;
		return [{ path: whole, sql: type.kind === 'scalar' && type.name === 'string' ? sql : text }];
	});
}
