import { athenaPermissions } from './athenaPermissions.ts';
import type { SourceType } from './connectionSettings.ts';
import {
	anyKey,
	anyResource,
	encryptedLogs,
	logBucket,
	logFiles,
	type Permission,
	throughService,
} from './permission.ts';

/** What somebody wants to use, and pays with permissions: a source, or something beside. */
export type PermissionUse = Exclude<SourceType, 'folder'> | 'account-names' | 'discovery';

const logGroup = ['arn:{partition}:logs:{region}:{account}:log-group:{logGroup}:*'];
const store = ['arn:{partition}:cloudtrail:{region}:{account}:eventdatastore/{eventDataStore}'];
const queue = ['arn:{partition}:sqs:{region}:{account}:{queue}'];

/**
 * Every request that the extension sends and what IAM must allow for it. `docs/permissions.md` and
 * the policies that people copy are made from this table; a test compares it with the code's clients.
 */
export const permissions: Readonly<Record<PermissionUse, readonly Permission[]>> = {
	'event-history': [
		{
			sid: 'EventHistory',
			request: ['cloudtrail', 'LookupEvents'],
			actions: ['cloudtrail:LookupEvents'],
			resources: anyResource,
			for: 'the history, in each selected Region',
		},
		{
			sid: 'EventHistory',
			request: ['sts', 'GetCallerIdentity'],
			actions: [],
			resources: anyResource,
			for: 'which account the history is of',
		},
	],
	s3: [
		{
			sid: 'ListLogFiles',
			request: ['s3', 'ListObjectsV2'],
			actions: ['s3:ListBucket'],
			resources: logBucket,
			for: 'which accounts, Regions and days have log files or digest files, and the Region of the bucket',
		},
		{
			sid: 'ReadLogFiles',
			request: ['s3', 'GetObject'],
			actions: ['s3:GetObject'],
			resources: logFiles,
			for: 'the log files of the chosen time',
		},
		encryptedLogs('DecryptLogFiles'),
	],
	'cloudwatch-logs': [
		{
			sid: 'QueryLogGroup',
			request: ['cloudwatch-logs', 'StartQuery'],
			actions: ['logs:StartQuery'],
			resources: logGroup,
			for: 'Logs Insights queries of the log group',
		},
		{
			sid: 'QueryResults',
			request: ['cloudwatch-logs', 'GetQueryResults'],
			actions: ['logs:GetQueryResults'],
			resources: anyResource,
			for: 'their results',
		},
		{
			sid: 'QueryResults',
			request: ['cloudwatch-logs', 'StopQuery'],
			actions: ['logs:StopQuery'],
			resources: anyResource,
			for: 'to stop a query when the user does',
		},
		{
			sid: 'FindLogGroups',
			request: ['cloudwatch-logs', 'DescribeLogGroups'],
			actions: ['logs:DescribeLogGroups'],
			resources: anyResource,
			for: 'how much a log group holds and how long it keeps it',
		},
	],
	athena: athenaPermissions,
	lake: [
		{
			sid: 'QueryEventDataStore',
			request: ['cloudtrail', 'StartQuery'],
			actions: ['cloudtrail:StartQuery'],
			resources: store,
			for: 'queries of the event data store',
		},
		{
			sid: 'QueryEventDataStore',
			request: ['cloudtrail', 'DescribeQuery'],
			actions: ['cloudtrail:DescribeQuery'],
			resources: store,
			for: 'how a query goes and what it scanned',
		},
		{
			sid: 'QueryEventDataStore',
			request: ['cloudtrail', 'GetQueryResults'],
			actions: ['cloudtrail:GetQueryResults'],
			resources: store,
			for: 'its results',
		},
		{
			sid: 'QueryEventDataStore',
			request: ['cloudtrail', 'CancelQuery'],
			actions: ['cloudtrail:CancelQuery'],
			resources: store,
			for: 'to stop a query when the user does',
		},
		{
			sid: 'QueryEventDataStore',
			request: ['cloudtrail', 'GetEventDataStore'],
			actions: ['cloudtrail:GetEventDataStore'],
			resources: store,
			for: 'what the event data store holds',
		},
		{
			sid: 'DecryptEventDataStore',
			actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
			resources: anyKey,
			condition: throughService('cloudtrail'),
			for: 'an event data store that is encrypted with a key of KMS',
			optional: 'where it is not',
		},
	],
	sqs: [
		{
			sid: 'ReadQueue',
			request: ['sqs', 'ReceiveMessage'],
			actions: ['sqs:ReceiveMessage'],
			resources: queue,
			for: 'messages that name new log files or hold new calls',
		},
		{
			sid: 'ReadQueue',
			request: ['sqs', 'DeleteMessageBatch'],
			actions: ['sqs:DeleteMessage'],
			resources: queue,
			for: 'to take a message away once its calls are stored',
		},
		{
			sid: 'DecryptMessages',
			actions: ['kms:Decrypt'],
			resources: anyKey,
			condition: throughService('sqs'),
			for: 'a queue that is encrypted with a key of KMS',
			optional: 'where it is not',
		},
		{
			sid: 'ReadLogFiles',
			request: ['s3', 'GetObject'],
			actions: ['s3:GetObject'],
			resources: logFiles,
			for: 'the log files that messages name',
			optional: 'where the messages come from EventBridge and hold the calls themselves',
		},
		{
			...encryptedLogs('DecryptLogFiles'),
			optional: 'where the trail encrypts its files with SSE-S3, or the messages hold the calls',
		},
	],
	'account-names': [
		{
			sid: 'AccountNames',
			request: ['organizations', 'DescribeAccount'],
			actions: ['organizations:DescribeAccount'],
			resources: anyResource,
			for: 'names of accounts, where there are several; can be left out',
		},
	],
	discovery: [
		{
			sid: 'FindTrails',
			request: ['cloudtrail', 'DescribeTrails'],
			actions: ['cloudtrail:DescribeTrails'],
			resources: anyResource,
			for: 'trails, with their buckets and log groups',
		},
		{
			sid: 'FindTrails',
			request: ['cloudtrail', 'GetEventSelectors'],
			actions: ['cloudtrail:GetEventSelectors'],
			resources: anyResource,
			for: 'whether a trail logs every call or changes only',
		},
		{
			sid: 'FindTrails',
			request: ['cloudtrail', 'GetTrailStatus'],
			actions: ['cloudtrail:GetTrailStatus'],
			resources: anyResource,
			for: 'whether a trail is on',
		},
		{
			sid: 'FindEventDataStores',
			request: ['cloudtrail', 'ListEventDataStores'],
			actions: ['cloudtrail:ListEventDataStores'],
			resources: anyResource,
			for: 'event data stores of CloudTrail Lake',
		},
		{
			sid: 'FindLogGroups',
			request: ['cloudwatch-logs', 'DescribeLogGroups'],
			actions: ['logs:DescribeLogGroups'],
			resources: anyResource,
			for: 'the log group of CloudTrail',
		},
		{
			sid: 'FindTables',
			request: ['athena', 'ListDataCatalogs'],
			actions: ['athena:ListDataCatalogs'],
			resources: anyResource,
			for: 'catalogs of tables',
		},
		{
			sid: 'FindTables',
			request: ['athena', 'ListDatabases'],
			actions: ['athena:ListDatabases', 'glue:GetDatabases'],
			resources: anyResource,
			for: 'their databases',
		},
		{
			sid: 'FindTables',
			request: ['athena', 'ListTableMetadata'],
			actions: ['athena:ListTableMetadata', 'glue:GetTables'],
			resources: anyResource,
			for: 'tables over log files of CloudTrail',
		},
		{
			sid: 'FindTables',
			request: ['athena', 'ListWorkGroups'],
			actions: ['athena:ListWorkGroups'],
			resources: anyResource,
			for: 'workgroups to run queries in',
		},
	],
};
