import { recordSql } from '../query/recordSql.ts';
import { isIn, literal } from '../query/sqlText.ts';
import { day } from '../query/timeSlices.ts';
import type { Span } from '../span.ts';

/** What stands for a record without its text: no JSON, so that it is told of and not lost. */
const noText = 'no text';

/**
 * The SQL that reads Image Builder's records of a part of the time out of an event data store. The
 * column `eventjson` is the whole record as CloudTrail wrote it.
 * Source of the columns and of times as texts: "CloudTrail Lake SQL constraints" and "Supported SQL
 * schemas for event data stores" of the CloudTrail user guide.
 * @param id the store's, a UUID that was checked
 */
export function lakeSql(
	id: string,
	{
		slice,
		accounts,
		regions,
		keys,
	}: {
		readonly slice: Span;
		readonly accounts: readonly string[];
		readonly regions: readonly string[];
		/** Partition keys of the store: name and type. */
		readonly keys: readonly {
			readonly Name: string | undefined;
			readonly Type: string | undefined;
		}[];
	},
): string {
	const written = (time: number) =>
		literal(new Date(Math.ceil(time / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' '));
	return recordSql({
		from: id,
		record: `COALESCE(t."eventjson", ${literal(noText)})`,
		account: 't."recipientaccountid"',
		region: 't."awsregion"',
		regionOfRecord: true,
		where: [
			...dayBounds(keys.find(({ Name }) => Name?.toLowerCase() === 'calendarday')?.Type, slice),
			`t."eventtime" >= ${written(slice.from)}`,
			`t."eventtime" < ${written(slice.to)}`,
			...(accounts.length > 0 ? [isIn('t."recipientaccountid"', accounts.map(literal))] : []),
			...(regions.length > 0 ? [isIn('t."awsregion"', regions.map(literal))] : []),
		],
	});
}

/** Stores with partitions by day want the day to be named beside the time. */
function dayBounds(type: string | undefined, { from, to }: Span): readonly string[] {
	if (type === undefined) {
		return [];
	}
	const written = (time: number) => {
		const text = new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
		return /int$/i.test(type) ? text : literal(text);
	};
	return [`t."calendarday" >= ${written(from)}`, `t."calendarday" <= ${written(to + day)}`];
}
