// one module a client, imported when first needed: split bundles lose named exports otherwise
// biome-ignore lint/performance/noBarrelFile: see above
export {
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
} from '@aws-sdk/client-athena';
