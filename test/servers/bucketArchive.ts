import type { CloudTrailRecord } from '../../src/model/record.ts';
import { trailFiles } from '../builders/trailFiles.ts';
import { openS3StandIn, type S3StandIn } from './s3Server.ts';
import { copyPrefix, standInBucket } from './standInBucket.ts';

/** An S3 with the bucket of a trail, which holds what all archives hold. */
export async function openBucketArchive(): Promise<
	Pick<S3StandIn, 'serve' | 'close'> & { put(records: readonly object[]): Promise<void> }
> {
	const s3 = await openS3StandIn();
	return {
		serve: s3.serve,
		close: s3.close,
		put: async (records) => {
			await s3.removeBucket(standInBucket);
			for (const options of [{}, { prefix: copyPrefix }]) {
				const files = trailFiles(records as readonly CloudTrailRecord[], options);
				await s3.put(standInBucket, files);
			}
		},
	};
}
