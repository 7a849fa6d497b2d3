import { describe, expect, it } from 'vitest';
import { readQueueMessage } from '../../../src/sources/sqs/message.ts';
import { buildRecord } from '../../builders/record.ts';

const key =
	'AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/22/111122223333_CloudTrail_eu-central-1_20261122T1500Z_abc.json.gz';
const trail = { s3Bucket: 'trail-logs', s3ObjectKey: [key] };

const bySns = (message: unknown) => ({
	Type: 'Notification',
	MessageId: 'b5a0a4a0-3a63-5f5e-9a1a-f0f0f0f0f0f0',
	TopicArn: 'arn:aws:sns:eu-central-1:111122223333:trail',
	Message: typeof message === 'string' ? message : JSON.stringify(message),
	Timestamp: '2026-11-22T15:00:10.000Z',
	SignatureVersion: '1',
	Signature: 'made-up',
});

const byS3 = (objectKey: unknown, eventName = 'ObjectCreated:Put') => ({
	Records: [
		{
			eventVersion: '2.1',
			eventSource: 'aws:s3',
			awsRegion: 'eu-west-1',
			eventTime: '2026-11-22T15:00:09.000Z',
			eventName,
			s3: {
				s3SchemaVersion: '1.0',
				bucket: { name: 'trail-logs', arn: 'arn:aws:s3:::trail-logs' },
				object: { key: objectKey, size: 1024, eTag: 'd41d8cd98f00b204e9800998ecf8427e' },
			},
		},
	],
});

const byEventBridge = (detail: unknown, type = 'AWS API Call via CloudTrail') => ({
	version: '0',
	id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
	'detail-type': type,
	source: 'aws.imagebuilder',
	account: '111122223333',
	time: '2026-11-22T15:00:00Z',
	region: 'eu-central-1',
	resources: [],
	detail,
});

const read = (message: unknown) =>
	readQueueMessage(typeof message === 'string' ? message : JSON.stringify(message));

describe('readQueueMessage', () => {
	it.each([
		['by SNS', bySns(trail)],
		['by SNS with raw delivery', trail],
		['with a single key', { ...trail, s3ObjectKey: key }],
	])('takes the log files of a trail: %s', (_, message) => {
		expect(read(message)).toEqual({ kind: 'objects', objects: [{ bucket: 'trail-logs', key }] });
	});

	it.each([
		['by S3', byS3(key.replaceAll('/', '%2F'))],
		['by S3 through SNS', bySns(byS3(key))],
	])('takes the log files of a bucket: %s', (_, message) => {
		const object = { bucket: 'trail-logs', key, region: 'eu-west-1' };
		expect(read(message)).toEqual({ kind: 'objects', objects: [object] });
	});

	it("decodes the keys of S3's own notifications, and no others", () => {
		const odd = 'my logs/AWSLogs/a+b%41.json.gz';
		const encoded = encodeURIComponent(odd).replaceAll('%20', '+');
		expect(read(byS3(encoded))).toMatchObject({ objects: [{ key: odd }] });
		expect(read({ ...trail, s3ObjectKey: [odd] })).toMatchObject({ objects: [{ key: odd }] });
		const event = {
			...byEventBridge(
				{ bucket: { name: 'trail-logs' }, object: { key: odd, size: 1 } },
				'Object Created',
			),
			source: 'aws.s3',
		};
		expect(read(event)).toEqual({
			kind: 'objects',
			objects: [{ bucket: 'trail-logs', key: odd, region: 'eu-central-1' }],
		});
	});

	it('takes a call of Image Builder from EventBridge', () => {
		const record = buildRecord();
		const message = read(byEventBridge(record));
		expect(message).toMatchObject({ kind: 'call', call: { call: { eventId: record.eventID } } });
		expect(message.kind === 'call' && JSON.parse(message.call.json)).toEqual(record);
	});

	it.each<[string, unknown]>([
		[
			'the call of another service',
			byEventBridge({ ...buildRecord(), eventSource: 'ec2.amazonaws.com' }),
		],
		["S3's test", { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'trail-logs' }],
		["S3's test by SNS", bySns({ Service: 'Amazon S3', Event: 's3:TestEvent' })],
		["CloudTrail's test", bySns('CloudTrail validation message.')],
		["CloudTrail's test, raw", 'CloudTrail validation message.'],
		['a deleted object', byS3(key, 'ObjectRemoved:Delete')],
		['a digest', { ...trail, s3ObjectKey: [key.replace('/CloudTrail/', '/CloudTrail-Digest/')] }],
		['another file of the bucket', byS3('reports/summary.csv')],
	])('has nothing to do with %s', (_, message) => {
		expect(read(message)).toEqual({ kind: 'nothing' });
	});

	it.each<[string, unknown, RegExp]>([
		['text', 'hello', /no JSON/],
		['a list', '[1]', /no JSON object/],
		['any object', { order: 17 }, /neither/],
		['an SNS notification of something else', bySns('hello'), /SNS notification holds no JSON/],
		['an SNS notification without a topic', { Type: 'Notification', Message: '{}' }, /TopicArn/],
		['a subscription', { Type: 'SubscriptionConfirmation', Token: 'x' }, /not confirmed/],
		['a trail without keys', { s3Bucket: 'trail-logs' }, /no keys/],
		['no bucket', { ...trail, s3Bucket: '../etc' }, /no bucket/],
		['a key that is none', { ...trail, s3ObjectKey: [key, 7] }, /no keys/],
		['no S3 record', { Records: [{ eventSource: 'aws:s3' }] }, /bucket's notification/],
		['a log file itself', { Records: [buildRecord()] }, /bucket's notification/],
		['no S3 record at all', { Records: [] }, /bucket's notification/],
		['a broken key', byS3('%E0%A4%A'), /bucket's notification/],
		['another event', byEventBridge({ state: 'x' }, 'EC2 Instance State-change'), /not one that/],
		['an event without a record', byEventBridge(undefined), /unreadable/],
		['a record without a time', byEventBridge(buildRecord({ eventTime: undefined })), /eventTime/],
	])('leaves alone %s, and says why without its words', (_, message, reason) => {
		const result = read(message);
		expect(result).toMatchObject({ kind: 'unknown', reason: expect.stringMatching(reason) });
		expect(JSON.stringify(result)).not.toContain('hello');
	});
});
