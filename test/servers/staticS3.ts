import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/**
 * A process that serves a folder as buckets, read-only: ListObjectsV2 and GetObject, path style,
 * nothing else. For benchmarks: a server of all of S3 would take more of the machine than what is
 * measured. Prints `{"url":"..."}`; ends with SIGTERM. Usage: `node staticS3.ts <folder>`.
 */
interface StoredObject {
	readonly key: string;
	readonly path: string;
	readonly size: number;
	readonly etag: string;
}

const [, , root = '.'] = process.argv;
const buckets = new Map(readdirSync(root).map((name) => [name, objectsOf(join(root, name))]));
/** Requests for objects so far. */
let gets = 0;

const server = createServer((request, response) => {
	const url = new URL(request.url ?? '', 'http://localhost');
	if (url.pathname === '/__gets') {
		response.end(String(gets));
		return;
	}
	const [, bucket = '', ...rest] = url.pathname.split('/');
	const objects = buckets.get(bucket);
	if (!objects || !isSigned(request)) {
		refuse(response, objects ? [403, 'AccessDenied'] : [404, 'NoSuchBucket']);
	} else if (url.searchParams.get('list-type') === '2') {
		list(response, objects, url.searchParams);
	} else {
		gets++;
		get(response, objects, decodeURIComponent(rest.join('/')));
	}
});
server.listen(0, '127.0.0.1', () => {
	const { port } = server.address() as AddressInfo;
	process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
process.once('SIGTERM', () => process.exit());

function objectsOf(folder: string): ReadonlyMap<string, StoredObject> {
	const keys = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
	return new Map(
		keys.flatMap((key) => {
			const path = join(folder, key);
			const status = statSync(path);
			const { size, mtimeMs } = status;
			return status.isFile() ? [[key, { key, path, size, etag: `"${mtimeMs}-${size}"` }]] : [];
		}),
	);
}

function isSigned({ headers }: IncomingMessage): boolean {
	return /^AWS4-HMAC-SHA256 .*Signature=[0-9a-f]{64}$/.test(headers.authorization ?? '');
}

function get(
	response: ServerResponse,
	objects: ReadonlyMap<string, StoredObject>,
	key: string,
): void {
	const object = objects.get(key);
	if (!object) {
		refuse(response, [404, 'NoSuchKey']);
		return;
	}
	const body = readFileSync(object.path);
	response.writeHead(200, {
		etag: object.etag,
		'content-length': body.length,
		'content-type': 'application/x-gzip',
	});
	response.end(body);
}

function list(
	response: ServerResponse,
	objects: ReadonlyMap<string, StoredObject>,
	query: URLSearchParams,
): void {
	const prefix = query.get('prefix') ?? '';
	const delimiter = query.get('delimiter');
	const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
	const most = Math.min(1000, Number(query.get('max-keys') ?? 1000));
	const items = new Map<string, string>();
	let last = '';
	let truncated = false;
	for (const { key, size, etag } of objects.values()) {
		const end = delimiter === null ? -1 : key.indexOf(delimiter, prefix.length);
		const name = end < 0 ? key : key.slice(0, end + 1);
		if (!key.startsWith(prefix) || name <= after || items.has(name)) {
			continue;
		}
		if (items.size === most) {
			truncated = true;
			break;
		}
		last = name;
		items.set(
			name,
			end < 0
				? `<Contents><Key>${key}</Key><ETag>${etag.replaceAll('"', '&quot;')}</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`
				: `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`,
		);
	}
	response.writeHead(200, { 'content-type': 'application/xml' });
	response.end(
		`<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><KeyCount>${items.size}</KeyCount><IsTruncated>${truncated}</IsTruncated>${truncated ? `<NextContinuationToken>${last}</NextContinuationToken>` : ''}${[...items.values()].join('')}</ListBucketResult>`,
	);
}

function refuse(response: ServerResponse, [status, code]: readonly [number, string]): void {
	response.writeHead(status, { 'content-type': 'application/xml' });
	response.end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}
