import { isNumeric, readHiveType } from '../query/hiveType.ts';
import { recordFields, type TableColumn } from '../query/recordFields.ts';
import { fieldsSql, recordSql } from '../query/recordSql.ts';
import { identifier, isIn, literal } from '../query/sqlText.ts';
import type { Span } from '../span.ts';
import { type BoundOptions, keyOf, partitionBounds } from './partitionBounds.ts';
import type { PartitionKey, TableShape } from './tableShape.ts';

/**
 * The SQL that reads Image Builder's records of a part of the time, made from the columns that the
 * table has.
 * @throws HistoryError where the table cannot be asked like that
 */
export function athenaSql(
	table: { readonly database: string; readonly table: string; readonly shape: TableShape },
	options: BoundOptions,
): string {
	const { shape } = table;
	const column = (name: string) => shape.columns.find((each) => each.name.toLowerCase() === name);
	const accountKey = keyOf(shape, 'account');
	const regionKey = keyOf(shape, 'region');
	const recipient = column('recipientaccountid');
	const account = accountKey ? accountOf(accountKey) : recipient && sqlOf(recipient);
	const fields = recordFields(shape.columns);
	const identityAccount = fields.find(({ path }) => path === 'userIdentity.accountId')?.sql;
	const all = [
		...fields,
		...(recipient || !account ? [] : [{ path: 'recipientAccountId', sql: account }]),
	];
	const { accounts, regions } = options;
	return recordSql({
		from: `${identifier(table.database)}.${identifier(table.table)}`,
		record: fieldsSql(all),
		account: account ?? identityAccount ?? 'CAST(NULL AS VARCHAR)',
		region: regionKey ? sqlOf(regionKey) : 't."awsregion"',
		regionOfRecord: regionKey === undefined,
		where: [
			...partitionBounds(shape, options),
			...timeBounds(column('eventtime'), options.slice),
			...(accounts.length > 0 && !accountKey && recipient
				? [isIn(sqlOf(recipient), accounts.map(literal))]
				: []),
			...(regions.length > 0 && !regionKey ? [isIn('t."awsregion"', regions.map(literal))] : []),
		],
	});
}

function sqlOf({ name }: TableColumn): string {
	return `t.${identifier(name)}`;
}

function accountOf(key: PartitionKey): string {
	return isNumeric(readHiveType(key.type))
		? `lpad(CAST(${sqlOf(key)} AS VARCHAR), 12, '0')`
		: sqlOf(key);
}

/** CloudTrail's times have no parts of seconds. */
function timeBounds(column: TableColumn | undefined, { from, to }: Span): readonly string[] {
	if (!column) {
		return [];
	}
	const type = readHiveType(column.type);
	const stamp = type.kind === 'scalar' && type.name.startsWith('timestamp');
	const written = (time: number) => {
		const text = new Date(Math.ceil(time / 1000) * 1000).toISOString().slice(0, 19);
		return stamp ? `TIMESTAMP ${literal(text.replace('T', ' '))}` : literal(`${text}Z`);
	};
	return [`${sqlOf(column)} >= ${written(from)}`, `${sqlOf(column)} < ${written(to)}`];
}
