import { encryptedLogs, logBucket, logFiles, type Permission } from './permission.ts';

const workgroup = ['arn:{partition}:athena:{region}:{account}:workgroup/{workgroup}'];
const catalog = ['arn:{partition}:athena:{region}:{account}:datacatalog/{catalog}'];
const table = [
	'arn:{partition}:glue:{region}:{account}:catalog',
	'arn:{partition}:glue:{region}:{account}:database/{database}',
	'arn:{partition}:glue:{region}:{account}:table/{database}/{table}',
];
const resultBucket = ['arn:{partition}:s3:::{resultBucket}'];
const results = ['arn:{partition}:s3:::{resultBucket}/{resultPrefix}*'];

/** What a query of Athena needs: Athena itself, the catalog, the log files, and room for results. */
export const athenaPermissions: readonly Permission[] = [
	{
		sid: 'RunQueries',
		request: ['athena', 'StartQueryExecution'],
		actions: ['athena:StartQueryExecution'],
		resources: workgroup,
		for: 'queries of the table',
	},
	{
		sid: 'RunQueries',
		request: ['athena', 'GetQueryExecution'],
		actions: ['athena:GetQueryExecution'],
		resources: workgroup,
		for: 'how a query goes and what it scanned',
	},
	{
		sid: 'RunQueries',
		request: ['athena', 'GetQueryResults'],
		actions: ['athena:GetQueryResults'],
		resources: workgroup,
		for: 'its results',
	},
	{
		sid: 'RunQueries',
		request: ['athena', 'StopQueryExecution'],
		actions: ['athena:StopQueryExecution'],
		resources: workgroup,
		for: 'to stop a query when the user does',
	},
	{
		sid: 'RunQueries',
		request: ['athena', 'GetWorkGroup'],
		actions: ['athena:GetWorkGroup'],
		resources: workgroup,
		for: "the workgroup's place for results and its limits",
	},
	{
		sid: 'ReadTableColumns',
		request: ['athena', 'GetTableMetadata'],
		actions: ['athena:GetTableMetadata'],
		resources: catalog,
		for: "the table's columns and partitions, of which the SQL is made",
	},
	{
		sid: 'ReadTable',
		actions: ['glue:GetDatabase', 'glue:GetTable', 'glue:GetPartitions'],
		resources: table,
		for: 'Athena reads the table from the Glue Data Catalog; with Lake Formation `lakeformation:GetDataAccess` too',
	},
	{
		sid: 'ListLogFiles',
		actions: ['s3:ListBucket', 's3:GetBucketLocation'],
		resources: logBucket,
		for: 'Athena lists the log files with the permissions of whoever asks',
	},
	{
		sid: 'ReadLogFiles',
		actions: ['s3:GetObject'],
		resources: logFiles,
		for: 'Athena reads the log files with the permissions of whoever asks',
	},
	encryptedLogs('DecryptLogFiles'),
	{
		sid: 'FindResults',
		actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
		resources: resultBucket,
		for: 'where Athena writes the results of queries',
		optional: 'where the workgroup keeps results itself (managed query results)',
	},
	{
		sid: 'KeepResults',
		actions: [
			's3:GetObject',
			's3:PutObject',
			's3:AbortMultipartUpload',
			's3:ListMultipartUploadParts',
		],
		resources: results,
		for: 'Athena writes the results of queries with the permissions of whoever asks: the only thing that is ever written',
		optional: 'where the workgroup keeps results itself (managed query results)',
	},
];
