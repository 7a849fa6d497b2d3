import { readdirSync, readFileSync, statSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { listObjects, type StoredObject } from './staticS3List.ts';

/**
 * A process that serves a folder as buckets, read-only and from memory: ListObjectsV2 and GetObject,
 * path style, nothing else. For benchmarks, where the server shares the machine with what is
 * measured and should take as little of it as can be: so it is no HTTP server but enough of one.
 * Prints `{"url":"..."}`; ends with SIGTERM. Usage: `node staticS3.ts <folder>`.
 */
const [, , root = '.'] = process.argv;
const buckets = new Map(readdirSync(root).map((name) => [name, objectsOf(join(root, name))]));
/** Requests for objects so far. */
let gets = 0;

const server = createServer({ noDelay: true }, (socket) => {
	let waiting = '';
	socket.on('error', () => socket.destroy());
	socket.on('data', (data) => {
		waiting += data.toString('latin1');
		for (;;) {
			const end = waiting.indexOf('\r\n\r\n');
			if (end < 0) {
				return;
			}
			answer(socket, waiting.slice(0, end));
			waiting = waiting.slice(end + 4);
		}
	});
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
			return status.isFile()
				? [[key, { key, body: readFileSync(path), etag: `"${status.mtimeMs}-${status.size}"` }]]
				: [];
		}),
	);
}

function answer(socket: Socket, head: string): void {
	const path = head.slice(head.indexOf(' ') + 1, head.indexOf(' HTTP/'));
	const [place = '', query = ''] = path.split('?');
	if (place === '/__gets') {
		send(socket, '200 OK', Buffer.from(String(gets)));
		return;
	}
	const slash = place.indexOf('/', 1);
	const objects = buckets.get(place.slice(1, slash));
	if (!objects) {
		refuse(socket, '404 Not Found', 'NoSuchBucket');
	} else if (!/\r\nauthorization: AWS4-HMAC-SHA256 .*Signature=[0-9a-f]{64}/i.test(head)) {
		refuse(socket, '403 Forbidden', 'AccessDenied');
	} else if (query !== '') {
		const list = listObjects([...objects.values()], new URLSearchParams(query));
		send(socket, '200 OK', Buffer.from(list));
	} else {
		gets++;
		const object = objects.get(decodeURIComponent(place.slice(slash + 1)));
		if (object) {
			send(socket, '200 OK', object.body, `etag: ${object.etag}\r\n`);
		} else {
			refuse(socket, '404 Not Found', 'NoSuchKey');
		}
	}
}

function refuse(socket: Socket, status: string, code: string): void {
	send(socket, status, Buffer.from(`<Error><Code>${code}</Code><Message>no</Message></Error>`));
}

function send(socket: Socket, status: string, body: Buffer, headers = ''): void {
	const head = `HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\ncontent-type: application/xml\r\n${headers}\r\n`;
	socket.cork();
	socket.write(head, 'latin1');
	socket.write(body);
	socket.uncork();
}
