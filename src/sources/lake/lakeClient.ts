import type { ClientConfig, ClientDeps } from '../awsClient.ts';
import type { Clock } from '../clock.ts';
import { CountedClient } from '../countedClient.ts';
import { watchServerTime } from '../serverTime.ts';

/** CloudTrail's client, loaded when first needed. */
export type LakeClient = CountedClient<Awaited<ReturnType<typeof load>>>;

export function openLake(deps: ClientDeps, clock?: Clock): LakeClient {
	return new CountedClient(deps, load, clock);
}

async function load(config: ClientConfig) {
	const { CloudTrailClient } = await import('../aws/cloudTrail.ts');
	const client = new CloudTrailClient(config);
	watchServerTime(client.middlewareStack, config.onServerTime);
	return client;
}
