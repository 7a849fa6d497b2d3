// one module a client, imported when first needed: split bundles lose named exports otherwise
// biome-ignore lint/performance/noBarrelFile: see above
export {
	CancelQueryCommand,
	CloudTrailClient,
	DescribeQueryCommand,
	DescribeTrailsCommand,
	GetEventDataStoreCommand,
	GetEventSelectorsCommand,
	GetQueryResultsCommand,
	GetTrailStatusCommand,
	ListEventDataStoresCommand,
	LookupEventsCommand,
	StartQueryCommand,
} from '@aws-sdk/client-cloudtrail';
