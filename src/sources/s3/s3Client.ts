import { HistoryError } from '../../model/errors.ts';
import type { ClientConfig } from '../awsClient.ts';
import { watchServerTime } from '../serverTime.ts';
import { getBody, type S3Answer, type SignedRequest } from './s3Request.ts';
import { S3Signer } from './s3Signer.ts';

export interface ListRequest {
	readonly prefix: string;
	/** Lists what follows the prefix up to the next slash. */
	readonly folders?: boolean;
	readonly startAfter?: string;
	readonly token?: string;
}

export interface ListedObject {
	readonly key: string;
	readonly etag: string;
	/** Bytes. */
	readonly size: number;
	/** In an archive that has to be asked to give it out. */
	readonly archived: boolean;
}

/** At most 1,000 objects or folders. */
export interface ObjectList {
	readonly objects: readonly ListedObject[];
	readonly folders: readonly string[];
	readonly token?: string;
}

/** One bucket, through clients of one Region. */
export interface S3Client {
	list(request: ListRequest, signal: AbortSignal): Promise<ObjectList>;
	get(key: string, signal: AbortSignal): Promise<S3Answer>;
}

export interface BucketName {
	readonly bucket: string;
	readonly requesterPays: boolean;
}

/** Listing is the SDK's; objects are fetched without it, in a third of the time it takes. */
export async function openS3(
	config: ClientConfig,
	{ bucket, requesterPays }: BucketName,
): Promise<S3Client> {
	const { GetObjectCommand, ListObjectsV2Command, S3Client } = await import('../aws/s3.ts');
	const client = new S3Client({
		...config,
		// other endpoints than AWS's have no host name for each bucket
		forcePathStyle: config.endpoint !== undefined,
	});
	watchServerTime(client.middlewareStack, config.onServerTime);
	const payer = requesterPays ? { RequestPayer: 'requester' as const } : {};
	// the SDK builds a request, which is not sent, and so tells the bucket's address
	const command = new GetObjectCommand({ Bucket: bucket, Key: 'key', ...payer });
	let built: unknown;
	command.middlewareStack.add(
		() => async (args) => {
			built = args.request;
			return { output: { $metadata: {} }, response: undefined };
		},
		{ step: 'build', priority: 'low' },
	);
	await client.send(command);
	const { path, ...model } = addressOf(built);
	const base = path.slice(0, -'key'.length);
	const port = model.port === undefined ? '' : `:${model.port}`;
	const signer = new S3Signer({
		region: config.region,
		headers: {
			host: `${model.hostname}${port}`,
			'user-agent': config.customUserAgent,
			...(requesterPays && { 'x-amz-request-payer': 'requester' }),
		},
	});
	let clockOffset = 0;
	return {
		list: async ({ prefix, folders, startAfter, token }, abortSignal) => {
			const answer = await client.send(
				new ListObjectsV2Command({
					...{ Bucket: bucket, Prefix: prefix, ...payer },
					OptionalObjectAttributes: ['RestoreStatus'],
					...(folders && { Delimiter: '/' }),
					...(startAfter !== undefined && { StartAfter: startAfter }),
					...(token !== undefined && { ContinuationToken: token }),
				}),
				{ abortSignal },
			);
			const { Contents = [], CommonPrefixes = [], IsTruncated, NextContinuationToken } = answer;
			return {
				objects: Contents.flatMap(({ Key, ETag, Size, StorageClass, RestoreStatus }) => {
					const archive = StorageClass === 'GLACIER' || StorageClass === 'DEEP_ARCHIVE';
					const archived = archive && RestoreStatus?.RestoreExpiryDate === undefined;
					return Key === undefined ? [] : { key: Key, etag: ETag ?? '', size: Size ?? 0, archived };
				}),
				folders: CommonPrefixes.flatMap(({ Prefix }) => Prefix ?? []),
				...(IsTruncated && NextContinuationToken !== undefined && { token: NextContinuationToken }),
			};
		},
		get: async (key, signal) => {
			const path = base + encoded(key);
			const headers = signer.sign(path, await config.credentials(), Date.now() + clockOffset);
			try {
				return await getBody({ ...model, path, headers }, config.requestHandler, signal);
			} catch (error) {
				clockOffset = offsetOf(error) ?? clockOffset;
				throw error;
			}
		},
	};
}

/** @throws HistoryError where the SDK does not build requests as it did. */
function addressOf(request: unknown): Omit<SignedRequest, 'headers'> {
	const fields: Readonly<Record<string, unknown>> =
		typeof request === 'object' && request !== null ? { ...request } : {};
	const { protocol, hostname, port, path } = fields;
	if (
		typeof protocol !== 'string' ||
		typeof hostname !== 'string' ||
		typeof path !== 'string' ||
		!path.endsWith('/key')
	) {
		throw new HistoryError('internal', 'The address of the bucket cannot be told.');
	}
	return { protocol, hostname, path, ...(typeof port === 'number' && { port }) };
}

/** As S3 signs keys: everything but unreserved characters and slashes. */
function encoded(key: string): string {
	return encodeURIComponent(key)
		.replaceAll('%2F', '/')
		.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** How far AWS's clock is from ours, where it refused a request for its time. */
function offsetOf(error: unknown): number | undefined {
	const fields: Readonly<Record<string, unknown>> =
		typeof error === 'object' && error !== null ? { ...error } : {};
	const time = Date.parse(typeof fields.date === 'string' ? fields.date : '');
	return error instanceof Error && error.name === 'RequestTimeTooSkewed' && !Number.isNaN(time)
		? time - Date.now()
		: undefined;
}
