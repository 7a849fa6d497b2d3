import { AwsClient, type ClientConfig, type ClientDeps } from '../awsClient.ts';
import type { Clock } from '../clock.ts';
import { watchServerTime } from '../serverTime.ts';

/** CloudTrail's client with its commands, loaded when first needed. */
export type LakeClient = AwsClient<Awaited<ReturnType<typeof load>>>;

export function openLake(deps: ClientDeps, clock?: Clock): LakeClient {
	return new AwsClient(deps, load, clock);
}

async function load(config: ClientConfig) {
	const {
		CloudTrailClient,
		CancelQueryCommand,
		DescribeQueryCommand,
		DescribeTrailsCommand,
		GetEventDataStoreCommand,
		GetEventSelectorsCommand,
		GetQueryResultsCommand,
		GetTrailStatusCommand,
		ListEventDataStoresCommand,
		StartQueryCommand,
	} = await import('../aws/cloudTrail.ts');
	const client = new CloudTrailClient(config);
	watchServerTime(client.middlewareStack, config.onServerTime);
	return {
		client,
		aws: {
			CancelQueryCommand,
			DescribeQueryCommand,
			DescribeTrailsCommand,
			GetEventDataStoreCommand,
			GetEventSelectorsCommand,
			GetQueryResultsCommand,
			GetTrailStatusCommand,
			ListEventDataStoresCommand,
			StartQueryCommand,
		},
	};
}
