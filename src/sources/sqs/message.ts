import { readParsedRecord } from '../../model/readRecord.ts';
import type { RecordedCall } from '../../model/recordedCall.ts';

/** An object of S3 that a message names. */
export interface NamedObject {
	readonly bucket: string;
	readonly key: string;
	/** Of the bucket, where the message says it. */
	readonly region?: string;
}

/** What one message of a queue says. */
export type QueueMessage =
	| { readonly kind: 'call'; readonly call: RecordedCall }
	/** Log files were delivered. */
	| { readonly kind: 'objects'; readonly objects: readonly NamedObject[] }
	/** It was understood, and holds nothing for this extension. */
	| { readonly kind: 'nothing' }
	/** It may be somebody else's. The reason is for people and holds nothing of the message. */
	| { readonly kind: 'unknown'; readonly reason: string };

type Fields = Readonly<Record<string, unknown>>;

const nothing: QueueMessage = { kind: 'nothing' };
/** What CloudTrail sends to a topic when a trail is given it. */
const trailTest = 'CloudTrail validation message.';
const mostObjects = 1000;

/**
 * Reads the body of a message: of a trail's SNS notification or an S3 event notification, wrapped by
 * SNS or not, or of an event that EventBridge made of a call. The shapes are those of "Configuring
 * Amazon SNS notifications for CloudTrail", "Event message structure" of S3 and "AWS service events
 * delivered via CloudTrail" of EventBridge. Never throws, whatever the text.
 */
export function readQueueMessage(body: string): QueueMessage {
	if (body.trim() === trailTest) {
		return nothing;
	}
	const fields = parse(body);
	if (!fields) {
		return unknown('the message is no JSON object');
	}
	if (fields.Type === 'SubscriptionConfirmation') {
		return unknown('the subscription of the queue to its SNS topic was not confirmed');
	}
	if (fields.Type !== 'Notification') {
		return readContent(fields);
	}
	if (typeof fields.TopicArn !== 'string' || typeof fields.Message !== 'string') {
		return unknown('the SNS notification has no TopicArn or no Message');
	}
	if (fields.Message.trim() === trailTest) {
		return nothing;
	}
	const inner = parse(fields.Message);
	return inner ? readContent(inner) : unknown('the SNS notification holds no JSON object');
}

function readContent(fields: Fields): QueueMessage {
	if ('s3Bucket' in fields || 's3ObjectKey' in fields) {
		return readTrailNotification(fields);
	}
	if (fields.Event === 's3:TestEvent') {
		return nothing;
	}
	if (Array.isArray(fields.Records)) {
		return readBucketNotification(fields.Records);
	}
	const type = fields['detail-type'];
	if (typeof type === 'string') {
		return readEvent(type, fields);
	}
	return unknown('the message is neither a notification of a trail or bucket nor an event');
}

/** `{"s3Bucket":"logs","s3ObjectKey":["AWSLogs/..."]}` */
function readTrailNotification({ s3Bucket, s3ObjectKey }: Fields): QueueMessage {
	const keys: readonly unknown[] = Array.isArray(s3ObjectKey) ? s3ObjectKey : [s3ObjectKey];
	const objects = keys.map((key) => namedObject(s3Bucket, key));
	return objectsOf(objects, "the trail's notification names no bucket or no keys");
}

/** S3 writes the keys of its own notifications as they stand in a form: `+` is a blank. */
function readBucketNotification(records: readonly unknown[]): QueueMessage {
	const objects = records.map((record) => {
		const { eventSource, eventName, awsRegion, s3 } = fieldsOf(record) ?? {};
		if (eventSource !== 'aws:s3' || typeof eventName !== 'string') {
			return undefined;
		}
		if (!eventName.startsWith('ObjectCreated:')) {
			return 'other';
		}
		const key = fieldsOf(fieldsOf(s3)?.object)?.key;
		const decoded = typeof key === 'string' ? decodeKey(key) : undefined;
		return namedObject(fieldsOf(fieldsOf(s3)?.bucket)?.name, decoded, awsRegion);
	});
	return objectsOf(objects, "the bucket's notification names no bucket or no key");
}

function readEvent(type: string, { source, region, detail }: Fields): QueueMessage {
	if (source === 'aws.s3' && type === 'Object Created') {
		const { bucket, object } = fieldsOf(detail) ?? {};
		const named = namedObject(fieldsOf(bucket)?.name, fieldsOf(object)?.key, region);
		return objectsOf([named], 'the event of S3 names no bucket or no key');
	}
	if (!type.endsWith(' via CloudTrail')) {
		return unknown('the event is not one that CloudTrail made of a call');
	}
	const json = textOf(detail);
	if (json === undefined) {
		return unknown('the event is nested too deeply');
	}
	const read = readParsedRecord(detail, json);
	if (read.ok) {
		return { kind: 'call', call: read.value };
	}
	return read.kind === 'foreign' ? nothing : unknown(`the event is unreadable: ${read.reason}`);
}

/** JSON is read to any depth, and written only to some thousand levels. */
function textOf(value: unknown): string | undefined {
	try {
		return JSON.stringify(value) ?? '';
	} catch {
		return undefined;
	}
}

/** @param objects `other` for what is none of ours, `undefined` for what is no object at all. */
function objectsOf(
	objects: readonly (NamedObject | 'other' | undefined)[],
	reason: string,
): QueueMessage {
	if (objects.length === 0 || objects.length > mostObjects || objects.includes(undefined)) {
		return unknown(reason);
	}
	const logs = objects.flatMap((object) =>
		object !== undefined && object !== 'other' && isLog(object.key) ? object : [],
	);
	return logs.length > 0 ? { kind: 'objects', objects: logs } : nothing;
}

function namedObject(bucket: unknown, key: unknown, region?: unknown): NamedObject | undefined {
	if (typeof bucket !== 'string' || !/^[a-z0-9][\w.-]{1,254}$/i.test(bucket)) {
		return undefined;
	}
	if (typeof key !== 'string' || key === '' || key.length > 1024) {
		return undefined;
	}
	return { bucket, key, ...(typeof region === 'string' && { region }) };
}

/** Not CloudTrail's digests, insights and aggregates, and nothing else that lies in a bucket. */
function isLog(key: string): boolean {
	return (
		/\.json(?:\.gz)?$/i.test(key) && !/(?:^|\/)CloudTrail-(?:Digest|Insight|Aggregated)\//.test(key)
	);
}

function decodeKey(key: string): string | undefined {
	try {
		return decodeURIComponent(key.replaceAll('+', ' '));
	} catch {
		return undefined;
	}
}

function unknown(reason: string): QueueMessage {
	return { kind: 'unknown', reason };
}

function parse(text: string): Fields | undefined {
	try {
		return fieldsOf(JSON.parse(text));
	} catch {
		return undefined;
	}
}

function fieldsOf(value: unknown): Fields | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? { ...value }
		: undefined;
}
