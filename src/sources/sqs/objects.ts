import type { AwsSession } from '../awsSession.ts';
import { isRegionName } from '../regionName.ts';
import { S3Bucket } from '../s3/s3Bucket.ts';
import type { NamedObject } from './message.ts';

/** A log file as S3 has it. */
export interface FetchedObject {
	readonly body: Buffer;
	readonly etag: string;
}

/** Fetches a whole object. @throws HistoryError */
export type FetchObject = (object: NamedObject, signal: AbortSignal) => Promise<FetchedObject>;

/** A queue speaks of a few buckets; clients of more are made anew. */
const mostBuckets = 20;

/** @param home Region where a bucket is looked for first, if its message does not say. */
export function openObjects(session: AwsSession, home: string): FetchObject {
	const buckets = new Map<string, S3Bucket>();
	return ({ bucket, key, region }, signal) => {
		let known = buckets.get(bucket);
		if (!known) {
			known = new S3Bucket({
				bucket,
				requesterPays: false,
				region: region !== undefined && isRegionName(region) ? region : home,
				clientOf: (name) => session.client('s3', name),
			});
			if (buckets.size >= mostBuckets) {
				buckets.clear();
			}
			buckets.set(bucket, known);
		}
		return known.get(key, signal);
	};
}
