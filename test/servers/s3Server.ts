import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import account from '@20minutes/s3rver/lib/models/account.js';
import { type S3Fault, S3Faults } from './s3Faults.ts';
import { demoAccounts } from './securityTokens.ts';

/** One request as the server saw it. */
export interface S3Request {
	readonly action: 'ListObjectsV2' | 'GetObject';
	readonly bucket: string;
	/** Of an object, or what a listing is limited to. */
	readonly key: string;
	readonly startAfter?: string;
	/** Region that the signature is for. */
	readonly region: string;
	/** HTTP status, or `cut`. */
	readonly outcome: string;
}

export interface S3ServerOptions {
	/** Secret of all keys of `demoAccounts`; signatures are checked. */
	readonly secret?: string;
}

/**
 * An S3: `s3rver`, which nobody here wrote, behind what it does not know: Regions, requester pays,
 * sessions that expire, and faults.
 */
export interface S3StandIn {
	serve(request: IncomingMessage, response: ServerResponse): void;
	/** All requests since the start or `clearLog`. */
	requests(): readonly S3Request[];
	clearLog(): void;
	put(bucket: string, files: Iterable<{ key: string; body: Buffer }>): Promise<void>;
	remove(bucket: string, key: string): Promise<void>;
	/** Removes a bucket with all its objects. */
	removeBucket(bucket: string): Promise<void>;
	/** Other Regions are told to go there. */
	setRegion(bucket: string, region: string): void;
	setRequesterPays(bucket: string): void;
	setExpired(accessKeyId: string, expired: boolean): void;
	/** Called before each request is answered, with how many there were since the call. */
	onRequest(listener: (count: number) => unknown): void;
	readonly faults: S3Faults;
	close(): Promise<void>;
}

/** An S3 with an address of its own, on the loopback. */
export interface S3Server extends S3StandIn, AsyncDisposable {
	readonly url: string;
}

export async function startS3Server(options: S3ServerOptions = {}): Promise<S3Server> {
	const s3 = await openS3StandIn(options);
	const server = createServer((request, response) => s3.serve(request, response));
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	const close = async () => {
		await new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
		await s3.close();
	};
	return { ...s3, url: `http://127.0.0.1:${port}`, close, [Symbol.asyncDispose]: close };
}

export async function openS3StandIn({
	secret = 'made-up',
}: S3ServerOptions = {}): Promise<S3StandIn> {
	const directory = await mkdtemp(join(tmpdir(), 'ibh-s3-'));
	const options = { directory, silent: true, vhostBuckets: false };
	const s3rver = new S3rver(options);
	// of a bucket s3rver 5.0.0 signs `/bucket`, where all others sign `/bucket/`
	const lists = new S3rver({ ...options, allowMismatchedSignatures: true });
	seeDeepFolders(lists);
	for (const accessKeyId of Object.keys(demoAccounts)) {
		account.DUMMY_ACCOUNT.createKeyPair(accessKeyId, secret);
	}
	const front = new Front();
	const serve = { ListObjectsV2: lists.callback(), GetObject: s3rver.callback() };
	const { store } = s3rver;
	return {
		serve: (request, response) => {
			Promise.resolve(front.onRequest())
				.then(() => front.pass(request, response))
				.then((action) => action && serve[action](request, response))
				.catch(() => response.destroy());
		},
		requests: () => front.log,
		clearLog: () => void front.log.splice(0),
		put: async (bucket, files) => {
			await store.putBucket(bucket);
			for (const { key, body } of files) {
				await store.putObject({ bucket, key, content: body, metadata: {} });
			}
		},
		remove: (bucket, key) => store.deleteObject(bucket, key),
		removeBucket: async (bucket) => {
			if (await store.getBucket(bucket)) {
				await store.deleteBucket(bucket);
			}
		},
		setRegion: (bucket, region) => void front.regions.set(bucket, region),
		setRequesterPays: (bucket) => void front.payers.add(bucket),
		setExpired: (key, expired) => void front.expired[expired ? 'add' : 'delete'](key),
		onRequest: (listener) => {
			let count = 0;
			front.onRequest = () => listener(++count);
		},
		faults: front.faults,
		close: async () => {
			for (const { logger } of [s3rver, lists]) {
				logger.exceptions.unhandle();
				logger.close();
			}
			await rm(directory, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}

/** s3rver 5.0.0 does not look below the first level of a folder, and misses it where that is empty. */
function seeDeepFolders({ store }: S3rver): void {
	const list = store.listObjects.bind(store);
	store.listObjects = async (bucket, options) => {
		const { delimiter, prefix = '', startAfter = '' } = options;
		if (delimiter === undefined) {
			return list(bucket, options);
		}
		const { objects } = await list(bucket, { prefix, maxKeys: Infinity });
		const rest = (key: string) => key.slice(prefix.length);
		const folders = objects.flatMap(({ key }) =>
			rest(key).includes(delimiter) ? `${prefix}${rest(key).split(delimiter)[0]}${delimiter}` : [],
		);
		return {
			objects: objects.filter(({ key }) => !rest(key).includes(delimiter) && key > startAfter),
			commonPrefixes: [...new Set(folders)].filter((each) => each > startAfter).sort(),
			isTruncated: false,
		};
	};
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Knows each request, and answers those that go wrong. */
class Front {
	readonly log: Mutable<S3Request>[] = [];
	readonly regions = new Map<string, string>();
	readonly payers = new Set<string>();
	readonly expired = new Set<string>();
	readonly faults = new S3Faults();
	onRequest: () => unknown = () => undefined;

	/** @returns what is asked for, unless it is answered. */
	pass(request: IncomingMessage, response: ServerResponse): S3Request['action'] | undefined {
		const entry = this.#note(request, response);
		const fault = this.#refusal(request, entry) ?? this.faults.take(entry);
		if (fault) {
			send(response, fault, entry);
		}
		return fault ? undefined : entry.action;
	}

	#note(request: IncomingMessage, response: ServerResponse): Mutable<S3Request> {
		const url = new URL(request.url ?? '', 'http://localhost');
		const [, bucket = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
		const startAfter = url.searchParams.get('start-after');
		const listing = url.searchParams.get('list-type') === '2';
		const entry: Mutable<S3Request> = {
			action: listing ? 'ListObjectsV2' : 'GetObject',
			bucket,
			key: listing ? (url.searchParams.get('prefix') ?? '') : rest.join('/'),
			...(startAfter !== null && { startAfter }),
			region: scope(request)[2] ?? '',
			outcome: 'pending',
		};
		this.log.push(entry);
		response.once('finish', () => {
			entry.outcome = String(response.statusCode);
		});
		return entry;
	}

	#refusal(request: IncomingMessage, { bucket, region }: S3Request): S3Fault | undefined {
		const [accessKeyId = ''] = scope(request);
		if (this.expired.has(accessKeyId)) {
			return { status: 400, code: 'ExpiredToken', message: 'The provided token has expired.' };
		}
		const home = this.regions.get(bucket);
		if (home !== undefined && region !== home) {
			return {
				status: 301,
				code: 'PermanentRedirect',
				message: 'The bucket must be addressed using the specified endpoint.',
				headers: { 'x-amz-bucket-region': home },
			};
		}
		if (this.payers.has(bucket) && request.headers['x-amz-request-payer'] !== 'requester') {
			return { status: 403, code: 'AccessDenied', message: 'Access Denied' };
		}
		return undefined;
	}
}

/** Access key, day, Region, service of a signature. */
function scope({ headers }: IncomingMessage): readonly string[] {
	return /Credential=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split('/') ?? [];
}

function send(response: ServerResponse, fault: S3Fault, entry: Mutable<S3Request>): void {
	if (fault.code === 'cut') {
		response.writeHead(200, { 'content-length': 100_000, etag: '"cut"' });
		response.write(Buffer.from([0x1f, 0x8b, 8]), () => {
			entry.outcome = 'cut';
			response.destroy();
		});
		return;
	}
	response.writeHead(fault.status, { 'content-type': 'application/xml', ...fault.headers });
	response.end(
		`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${fault.code}</Code><Message>${fault.message}</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>`,
	);
}
