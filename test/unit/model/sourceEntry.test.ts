import { describe, expect, it } from 'vitest';
import { readSourceEntry, type TypedSource } from '../../../src/model/sourceEntry.ts';

describe('sources that somebody types', () => {
	it.each<[TypedSource, string, object]>([
		['s3', 'trail-logs', { bucket: 'trail-logs' }],
		['s3', ' s3://trail-logs/org/AWSLogs/ ', { bucket: 'trail-logs', prefix: 'org' }],
		['s3', 'arn:aws:s3:::trail-logs', { bucket: 'trail-logs' }],
		['cloudwatch-logs', 'aws/cloudtrail', { logGroup: 'aws/cloudtrail' }],
		[
			'cloudwatch-logs',
			'arn:aws:logs:eu-west-1:111122223333:log-group:trail:*',
			{ logGroup: 'arn:aws:logs:eu-west-1:111122223333:log-group:trail:*', region: 'eu-west-1' },
		],
		['athena', 'audit.cloudtrail_logs', { database: 'audit', table: 'cloudtrail_logs' }],
		['athena', '"audit"."logs"', { database: 'audit', table: 'logs' }],
		[
			'lake',
			'arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/a1b2',
			{
				eventDataStore: 'arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/a1b2',
				region: 'us-east-1',
			},
		],
		[
			'sqs',
			'https://sqs.us-west-2.amazonaws.com/111122223333/trail',
			{ queueUrl: 'https://sqs.us-west-2.amazonaws.com/111122223333/trail', region: 'us-west-2' },
		],
	])('%s: %s', (type, text, fields) => {
		expect(readSourceEntry(type, text)).toEqual({ type, ...fields });
	});

	it.each<[TypedSource, string]>([
		['s3', ''],
		['s3', 'Trail_Logs'],
		['s3', 'a b'],
		['athena', 'audit'],
		['athena', 'a.b.c'],
		['lake', 'mine'],
		['sqs', 'trail'],
		['sqs', 'ftp://example.com/111122223333/trail'],
	])('%s is not %j', (type, text) => {
		expect(readSourceEntry(type, text)).toBeUndefined();
	});
});
