import type { CloudTrailRecord } from '../../src/model/record.ts';
import { buildHistory } from './history.ts';
import { exampleAccount } from './identities.ts';
import { buildSampleStory } from './sampleStory.ts';

/** What Event history has in the demo: three busy Regions, and the story of the sample in Ireland. */
export function demoHistory(now = Date.now()): readonly CloudTrailRecord[] {
	const to = new Date(now).toISOString();
	return [
		...buildHistory({
			seed: 7,
			accountId: exampleAccount,
			regions: ['us-east-1', 'eu-central-1', 'ap-southeast-2'],
			count: 4000,
			to,
			days: 88,
			readShare: 0.6,
		}),
		...buildSampleStory(to),
	];
}

/**
 * What an organization's trail kept: of the demo's account from before Event history's 90 days, of
 * another one up to now.
 */
export function olderDemoHistory(now = Date.now()): readonly CloudTrailRecord[] {
	const before = new Date(now - 88 * 86_400_000).toISOString();
	const both = { regions: ['us-east-1', 'eu-central-1'], count: 1200, readShare: 0.4 };
	const other = { ...both, accountId: '444455556666', to: new Date(now).toISOString() };
	return [
		...buildHistory({ ...both, seed: 0, accountId: exampleAccount, to: before, days: 260 }),
		...buildHistory({ ...other, seed: 1, days: 348 }),
		...buildHistory({ ...other, seed: 2, days: 1, count: 30 }),
	];
}
