import type { TableMetadata } from '@aws-sdk/client-athena';
import { tokenPages } from '../tokenPages.ts';
import type { AthenaClient } from './athenaClient.ts';

/** The catalogs of Glue; those behind functions of somebody's own are left alone. */
export async function listCatalogs(
	client: AthenaClient,
	signal: AbortSignal,
): Promise<readonly string[]> {
	const names: string[] = [];
	const { ListDataCatalogsCommand } = await import('../aws/athena.ts');
	const pages = tokenPages((next) =>
		client.send(
			(athena, abortSignal) => athena.send(new ListDataCatalogsCommand(next), { abortSignal }),
			{ action: 'athena:ListDataCatalogs', signal },
		),
	);
	for await (const { DataCatalogsSummary: catalogs = [] } of pages) {
		names.push(
			...catalogs.flatMap(({ CatalogName: name, Type: type }) =>
				type === 'GLUE' && name !== undefined ? name : [],
			),
		);
	}
	return names;
}

export async function* listDatabases(
	client: AthenaClient,
	catalog: string,
	signal: AbortSignal,
): AsyncGenerator<string> {
	const { ListDatabasesCommand } = await import('../aws/athena.ts');
	const pages = tokenPages((next) =>
		client.send(
			(athena, abortSignal) =>
				athena.send(new ListDatabasesCommand({ CatalogName: catalog, ...next }), {
					abortSignal,
				}),
			{ action: 'athena:ListDatabases', signal },
		),
	);
	for await (const { DatabaseList: databases = [] } of pages) {
		yield* databases.flatMap(({ Name: name }) => name ?? []);
	}
}

export async function* listTables(
	client: AthenaClient,
	{ catalog, database }: { readonly catalog: string; readonly database: string },
	signal: AbortSignal,
): AsyncGenerator<TableMetadata> {
	const input = { CatalogName: catalog, DatabaseName: database };
	const { ListTableMetadataCommand } = await import('../aws/athena.ts');
	const pages = tokenPages((next) =>
		client.send(
			(athena, abortSignal) =>
				athena.send(new ListTableMetadataCommand({ ...input, ...next }), { abortSignal }),
			{ action: 'athena:ListTableMetadata', signal },
		),
	);
	for await (const { TableMetadataList: tables = [] } of pages) {
		yield* tables;
	}
}
