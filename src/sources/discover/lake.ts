import { HistoryError } from '../../model/errors.ts';
import type { FoundSource, FoundSources } from '../../model/fetch.ts';
import { plainText } from '../../model/plainText.ts';
import type { AwsSession } from '../awsSession.ts';
import { keptBy } from '../lake/eventDataStore.ts';
import { type LakeClient, openLake } from '../lake/lakeClient.ts';
import { tokenPages } from '../tokenPages.ts';
import { attempt } from './attempt.ts';

/** Event data stores that can be asked and keep calls of Image Builder. */
export async function findStores(
	session: AwsSession,
	region: string,
	signal: AbortSignal,
): Promise<FoundSources> {
	const client = openLake(session.client('cloudtrail', region));
	const sources: FoundSource[] = [];
	const problems: string[] = [];
	for (const name of await storeNames(client, signal)) {
		const title = `Event data store ${plainText(name, 200)}`;
		await attempt(title, { problems, signal }, async () => {
			const { GetEventDataStoreCommand } = await import('../aws/cloudTrail.ts');
			const store = await client.send(
				(cloudTrail, abortSignal) =>
					cloudTrail.send(new GetEventDataStoreCommand({ EventDataStore: name }), {
						abortSignal,
					}),
				{ action: 'cloudtrail:GetEventDataStore', signal },
			);
			const complete = keptBy(store.AdvancedEventSelectors ?? []);
			const usable = ['ENABLED', 'STOPPED_INGESTION'].includes(store.Status ?? '');
			if (!usable || !complete) {
				return;
			}
			sources.push({
				source: { type: 'lake', eventDataStore: name, region, complete },
				name: plainText(store.Name ?? name, 200),
				detail: [
					`event data store in ${region}`,
					store.OrganizationEnabled === true ? 'all accounts of the organization' : undefined,
					store.MultiRegionEnabled === false ? 'this Region only' : undefined,
					complete === 'changes' ? 'changes only' : undefined,
					store.RetentionPeriod === undefined ? undefined : `keeps ${store.RetentionPeriod} days`,
				]
					.filter((part) => part !== undefined)
					.join(', '),
			});
		});
	}
	return { sources, problems };
}

/** ARNs; none where Lake is not offered, as to accounts that never used it. */
async function storeNames(client: LakeClient, signal: AbortSignal): Promise<readonly string[]> {
	const names: string[] = [];
	const { ListEventDataStoresCommand } = await import('../aws/cloudTrail.ts');
	const pages = tokenPages((next) =>
		client.send(
			(cloudTrail, abortSignal) =>
				cloudTrail.send(new ListEventDataStoresCommand(next), { abortSignal }),
			{ action: 'cloudtrail:ListEventDataStores', signal },
		),
	);
	try {
		for await (const { EventDataStores: stores = [] } of pages) {
			names.push(...stores.flatMap(({ EventDataStoreArn: arn }) => arn ?? []));
		}
	} catch (error) {
		if (
			error instanceof HistoryError &&
			error.details.awsCode === 'UnsupportedOperationException'
		) {
			return [];
		}
		throw error;
	}
	return names;
}
