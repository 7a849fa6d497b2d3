import type { AthenaSettings } from '../../model/connectionSettings.ts';
import { HistoryError } from '../../model/errors.ts';
import type { FoundSource, FoundSources } from '../../model/fetch.ts';
import { plainText } from '../../model/plainText.ts';
import { type AthenaClient, openAthena } from '../athena/athenaClient.ts';
import { isBoundedInTime } from '../athena/partitionBounds.ts';
import { listCatalogs, listDatabases, listTables } from '../athena/tableLists.ts';
import { isCloudTrailTable, readTableShape, type TableShape } from '../athena/tableShape.ts';
import type { AwsSession } from '../awsSession.ts';
import { type FoundWorkgroup, findWorkgroup } from './athenaWorkgroup.ts';
import { attempt } from './attempt.ts';

/** More databases than these are not looked through without being asked to. */
const mostDatabases = 100;

/** Tables of Glue's catalogs that have the columns of CloudTrail's records. */
export async function findTables(
	session: AwsSession,
	region: string,
	signal: AbortSignal,
): Promise<FoundSources> {
	const client = openAthena(session.client('athena', region));
	const problems: string[] = [];
	const tables: (Place & { readonly shape: TableShape })[] = [];
	const lookInto = async (catalog: string, database: string) => {
		for await (const table of listTables(client, { catalog, database }, signal)) {
			const shape = readTableShape(table);
			if (table.Name !== undefined && isCloudTrailTable(shape)) {
				tables.push({ catalog, database, table: table.Name, shape });
			}
		}
	};
	let left = mostDatabases;
	const lookThrough = async (catalog: string) => {
		for await (const database of listDatabases(client, catalog, signal)) {
			if (left-- <= 0) {
				problems.push(
					`Athena in ${region}: only ${mostDatabases} databases were looked through. Name other tables in the settings.`,
				);
				return;
			}
			await attempt(`Athena database ${plainText(database, 200)}`, { problems, signal }, () =>
				lookInto(catalog, database),
			);
		}
	};
	for (const catalog of await catalogsOf(client, signal)) {
		await attempt(
			`Athena in ${region}, catalog ${plainText(catalog, 200)}`,
			{ problems, signal },
			() => lookThrough(catalog),
		);
	}
	const workgroup = tables.length === 0 ? undefined : await findWorkgroup(client, signal);
	return {
		sources: tables.map(({ shape, ...place }) => foundOf(place, shape, region, workgroup)),
		problems,
	};
}

interface Place {
	readonly catalog: string;
	readonly database: string;
	readonly table: string;
}

function foundOf(
	{ catalog, database, table }: Place,
	shape: TableShape,
	region: string,
	workgroup: FoundWorkgroup | undefined,
): FoundSource {
	const source: AthenaSettings = {
		type: 'athena',
		...(catalog !== 'AwsDataCatalog' && { catalog }),
		database,
		table,
		...(workgroup !== undefined && workgroup.name !== 'primary' && { workgroup: workgroup.name }),
		region,
	};
	const keys = shape.partitionKeys.map(({ name }) => plainText(name, 50));
	return {
		source,
		name: plainText(`${database}.${table}`, 200),
		detail: [
			`table in ${region}`,
			keys.length === 0 ? undefined : `partitioned by ${keys.join(', ')}`,
			isBoundedInTime(shape) ? undefined : 'each query scans all of its time',
			workgroup?.hasOutput === false ? 'needs "outputLocation"' : undefined,
		]
			.filter((part) => part !== undefined)
			.join(', '),
	};
}

/** Glue's own where the list is denied: everybody has it. */
async function catalogsOf(client: AthenaClient, signal: AbortSignal): Promise<readonly string[]> {
	try {
		return await listCatalogs(client, signal);
	} catch (error) {
		if (error instanceof HistoryError && error.code === 'access-denied') {
			return ['AwsDataCatalog'];
		}
		throw error;
	}
}
