import { type EventSelector, keptBy } from '../lake/eventDataStore.ts';

/** What a trail is told to log, as CloudTrail answers it. */
export interface TrailSelectors {
	readonly EventSelectors?:
		| readonly {
				readonly ReadWriteType?: string | undefined;
				readonly IncludeManagementEvents?: boolean | undefined;
		  }[]
		| undefined;
	readonly AdvancedEventSelectors?: readonly EventSelector[] | undefined;
}

/**
 * What a trail logs of Image Builder's calls. Basic selectors can leave out services, but only KMS
 * and the RDS Data API
 * (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html).
 * @returns undefined where it logs no changes, or nobody can tell which
 */
export function loggedBy({
	EventSelectors: basic = [],
	AdvancedEventSelectors: advanced = [],
}: TrailSelectors): 'all' | 'changes' | undefined {
	const types = basic
		.filter(({ IncludeManagementEvents: management }) => management !== false)
		.map(({ ReadWriteType: type = 'All' }) => type);
	if (types.includes('All') || (types.includes('ReadOnly') && types.includes('WriteOnly'))) {
		return 'all';
	}
	return types.includes('WriteOnly') ? 'changes' : keptBy(advanced);
}
