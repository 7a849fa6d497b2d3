import { imageBuilderSource } from '../../model/readRecord.ts';
import { regionalServices } from '../regionalServices.ts';
import type { RecordField } from './recordFields.ts';
import { isIn, literal } from './sqlText.ts';

export interface RecordQuery {
	/** What follows FROM. */
	readonly from: string;
	/** SQL of the record: a text that is CloudTrail's JSON, or `fieldsSql` of its fields. */
	readonly record: string;
	/** SQL of the account and of the Region whose log a record is of. */
	readonly account: string;
	readonly region: string;
	/** Conditions, all of which must hold. */
	readonly where: readonly string[];
	/** Do the Regions come from the records themselves? */
	readonly regionOfRecord: boolean;
}

/**
 * One pass over a table: each record of Image Builder a row, and one row for all other records of
 * an account and Region, which tells that the table holds these. Rows are account, Region, record,
 * first and last day.
 */
export function recordSql({
	from,
	record,
	account,
	region,
	where,
	regionOfRecord,
}: RecordQuery): string {
	const conditions = regionOfRecord
		? [...where, isIn('t."eventsource"', regionalServices.map(literal))]
		: where;
	return `SELECT "account", "region", "record", min("day") AS "first_day", max("day") AS "last_day"
FROM (
  SELECT
    ${account} AS "account",
    ${region} AS "region",
    substr(CAST(t."eventtime" AS VARCHAR), 1, 10) AS "day",
    CASE WHEN t."eventsource" = ${literal(imageBuilderSource)} THEN ${record} END AS "record"
  FROM ${from} AS t
  WHERE ${conditions.join('\n    AND ')}
)
GROUP BY "account", "region", "record"`;
}

/** All fields as one text, which `rebuildRecord` reads. */
export function fieldsSql(fields: readonly RecordField[]): string {
	const list = (texts: readonly string[]) => `ARRAY[\n      ${texts.join(',\n      ')}\n    ]`;
	const paths = list(fields.map(({ path }) => literal(path)));
	return `json_format(CAST(MAP(${paths}, ${list(fields.map(({ sql }) => sql))}) AS JSON))`;
}
