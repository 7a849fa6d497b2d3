import { AwsClient, type ClientConfig, type ClientDeps } from '../awsClient.ts';
import type { Clock } from '../clock.ts';

/** Athena's client with its commands, loaded when first needed. */
export type AthenaClient = AwsClient<Awaited<ReturnType<typeof load>>>;

export function openAthena(deps: ClientDeps, clock?: Clock): AthenaClient {
	return new AwsClient(deps, load, clock);
}

async function load(config: ClientConfig) {
	const aws = await import('../aws/athena.ts');
	return { aws, client: new aws.AthenaClient(config) };
}
