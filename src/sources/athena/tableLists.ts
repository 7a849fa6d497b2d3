import type { TableMetadata } from '@aws-sdk/client-athena';
import type { AthenaClient } from './athenaClient.ts';

/** The catalogs of Glue; those behind functions of somebody's own are left alone. */
export async function listCatalogs(
	client: AthenaClient,
	signal: AbortSignal,
): Promise<readonly string[]> {
	const names: string[] = [];
	let token: string | undefined;
	do {
		const answer = await client.send(
			({ aws, client: athena }, abortSignal) =>
				athena.send(new aws.ListDataCatalogsCommand({ ...next(token) }), { abortSignal }),
			{ action: 'athena:ListDataCatalogs', signal },
		);
		names.push(
			...(answer.DataCatalogsSummary ?? []).flatMap(({ CatalogName: name, Type: type }) =>
				type === 'GLUE' && name !== undefined ? name : [],
			),
		);
		token = answer.NextToken;
	} while (token !== undefined);
	return names;
}

export async function* listDatabases(
	client: AthenaClient,
	catalog: string,
	signal: AbortSignal,
): AsyncGenerator<string> {
	let token: string | undefined;
	do {
		const answer = await client.send(
			({ aws, client: athena }, abortSignal) =>
				athena.send(new aws.ListDatabasesCommand({ CatalogName: catalog, ...next(token) }), {
					abortSignal,
				}),
			{ action: 'athena:ListDatabases', signal },
		);
		yield* (answer.DatabaseList ?? []).flatMap(({ Name: name }) => name ?? []);
		token = answer.NextToken;
	} while (token !== undefined);
}

export async function* listTables(
	client: AthenaClient,
	{ catalog, database }: { readonly catalog: string; readonly database: string },
	signal: AbortSignal,
): AsyncGenerator<TableMetadata> {
	let token: string | undefined;
	do {
		const answer = await client.send(
			({ aws, client: athena }, abortSignal) =>
				athena.send(
					new aws.ListTableMetadataCommand({
						CatalogName: catalog,
						DatabaseName: database,
						...next(token),
					}),
					{ abortSignal },
				),
			{ action: 'athena:ListTableMetadata', signal },
		);
		yield* answer.TableMetadataList ?? [];
		token = answer.NextToken;
	} while (token !== undefined);
}

function next(token: string | undefined): { readonly NextToken?: string } {
	return token === undefined ? {} : { NextToken: token };
}
