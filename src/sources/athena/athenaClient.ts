import { AwsClient, type ClientConfig, type ClientDeps } from '../awsClient.ts';
import type { Clock } from '../clock.ts';
import { watchServerTime } from '../serverTime.ts';

/** Athena's client with its commands, loaded when first needed. */
export type AthenaClient = AwsClient<Awaited<ReturnType<typeof load>>>;

export function openAthena(deps: ClientDeps, clock?: Clock): AthenaClient {
	return new AwsClient(deps, load, clock);
}

async function load(config: ClientConfig) {
	const {
		AthenaClient,
		GetQueryExecutionCommand,
		GetQueryResultsCommand,
		GetTableMetadataCommand,
		GetWorkGroupCommand,
		ListDatabasesCommand,
		ListDataCatalogsCommand,
		ListTableMetadataCommand,
		ListWorkGroupsCommand,
		StartQueryExecutionCommand,
		StopQueryExecutionCommand,
	} = await import('../aws/athena.ts');
	const client = new AthenaClient(config);
	watchServerTime(client.middlewareStack, config.onServerTime);
	return {
		client,
		aws: {
			GetQueryExecutionCommand,
			GetQueryResultsCommand,
			GetTableMetadataCommand,
			GetWorkGroupCommand,
			ListDatabasesCommand,
			ListDataCatalogsCommand,
			ListTableMetadataCommand,
			ListWorkGroupsCommand,
			StartQueryExecutionCommand,
			StopQueryExecutionCommand,
		},
	};
}
