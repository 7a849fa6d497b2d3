import type { ClientConfig, ClientDeps } from '../awsClient.ts';
import type { Clock } from '../clock.ts';
import { CountedClient } from '../countedClient.ts';
import { watchServerTime } from '../serverTime.ts';

/** Athena's client, loaded when first needed. */
export type AthenaClient = CountedClient<Awaited<ReturnType<typeof load>>>;

export function openAthena(deps: ClientDeps, clock?: Clock): AthenaClient {
	return new CountedClient(deps, load, clock);
}

async function load(config: ClientConfig) {
	const { AthenaClient } = await import('../aws/athena.ts');
	const client = new AthenaClient(config);
	watchServerTime(client.middlewareStack, config.onServerTime);
	return client;
}
