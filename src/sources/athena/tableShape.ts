import { HistoryError } from '../../model/errors.ts';
import type { TableColumn } from '../query/recordFields.ts';

/** A column of the folders' names. */
export interface PartitionKey extends TableColumn {
	/** How Athena computes its values; undefined where the partitions are listed in Glue. */
	readonly projection?: {
		readonly type: 'enum' | 'integer' | 'date' | 'injected';
		/** Of dates, in the letters of Java: `yyyy/MM/dd`. */
		readonly format?: string;
		readonly range?: string;
	};
}

export interface TableShape {
	readonly columns: readonly TableColumn[];
	readonly partitionKeys: readonly PartitionKey[];
	/** Size of all data where a crawler measured it, bytes. */
	readonly bytes?: number;
}

interface Metadata {
	readonly Columns?:
		| readonly { readonly Name: string | undefined; readonly Type?: string | undefined }[]
		| undefined;
	readonly PartitionKeys?: Metadata['Columns'];
	readonly Parameters?: Readonly<Record<string, string>> | undefined;
}

/** Columns without which a record cannot be told from others. */
const needed = ['eventtime', 'eventsource', 'eventname', 'eventid', 'awsregion'];

/** What Glue tells of a table. */
export function readTableShape(table: Metadata): TableShape {
	const parameters = new Map(
		Object.entries(table.Parameters ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const projected = parameters.get('projection.enabled')?.toLowerCase() === 'true';
	const bytes = Number(parameters.get('totalsize') ?? parameters.get('sizekey'));
	return {
		columns: columnsOf(table.Columns),
		partitionKeys: columnsOf(table.PartitionKeys).map((column) => ({
			...column,
			...(projected && projectionOf(column.name, parameters)),
		})),
		...(bytes > 0 && { bytes }),
	};
}

/** Does a table look as one of CloudTrail's records does? */
export function isCloudTrailTable({ columns }: TableShape): boolean {
	return missingColumns(columns).length === 0;
}

/** @throws HistoryError where no records can be made of the table. */
export function checkTableShape({ columns }: TableShape, name: string): void {
	const missing = missingColumns(columns);
	if (missing.length > 0) {
		throw new HistoryError(
			'bad-log',
			`${name} is no table of CloudTrail's records: it has no column ${missing.join(', ')}. Name another table, or add the column as AWS's documentation of Athena shows.`,
		);
	}
}

function missingColumns(columns: readonly TableColumn[]): readonly string[] {
	const names = new Set(columns.map(({ name }) => name.toLowerCase()));
	return needed.filter((name) => !names.has(name));
}

function columnsOf(columns: Metadata['Columns']): readonly TableColumn[] {
	return (columns ?? []).flatMap(({ Name: name, Type: type = 'string' }) =>
		name === undefined || name === '' ? [] : { name, type },
	);
}

function projectionOf(
	name: string,
	parameters: ReadonlyMap<string, string>,
): Pick<PartitionKey, 'projection'> {
	const of = (what: string) => parameters.get(`projection.${name.toLowerCase()}.${what}`);
	const type = (['enum', 'integer', 'date', 'injected'] as const).find(
		(each) => each === of('type')?.toLowerCase(),
	);
	const format = of('format');
	const range = of('range');
	return type === undefined
		? {}
		: {
				projection: {
					type,
					...(format !== undefined && { format }),
					...(range !== undefined && { range }),
				},
			};
}
