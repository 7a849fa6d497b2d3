declare module '@20minutes/s3rver' {
	import type { RequestListener } from 'node:http';

	/** The part of it that is used here. */
	class S3rver {
		constructor(options: {
			directory: string;
			silent: boolean;
			vhostBuckets: boolean;
			allowMismatchedSignatures?: boolean;
		});
		readonly store: {
			putBucket(bucket: string): Promise<unknown>;
			getBucket(bucket: string): Promise<unknown>;
			deleteBucket(bucket: string): Promise<void>;
			putObject(object: {
				bucket: string;
				key: string;
				content: Buffer;
				metadata: Readonly<Record<string, string>>;
			}): Promise<unknown>;
			listObjects(
				bucket: string,
				options: {
					prefix?: string;
					delimiter?: string;
					startAfter?: string;
					maxKeys?: number;
				},
			): Promise<{
				readonly objects: readonly { readonly key: string }[];
				readonly commonPrefixes: readonly string[];
				readonly isTruncated: boolean;
			}>;
			deleteObject(bucket: string, key: string): Promise<void>;
		};
		readonly logger: { close(): void; readonly exceptions: { unhandle(): void } };
		callback(): RequestListener;
	}
	export = S3rver;
}

declare module '@20minutes/s3rver/lib/models/account.js' {
	const account: {
		readonly DUMMY_ACCOUNT: { createKeyPair(accessKeyId: string, secret: string): void };
	};
	export = account;
}
