// one module a client, imported when first needed: split bundles lose named exports otherwise
// biome-ignore lint/performance/noBarrelFile: see above
export {
	CloudWatchLogsClient,
	DescribeLogGroupsCommand,
	GetQueryResultsCommand,
	StartQueryCommand,
	StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
