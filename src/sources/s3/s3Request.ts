import http from 'node:http';
import https from 'node:https';
import { HistoryError } from '../../model/errors.ts';
import type { ClientConfig } from '../awsClient.ts';
import { logLimits } from '../logLimits.ts';
import { megabytes } from '../logUnzip.ts';

/** A request as it goes out. */
export interface SignedRequest {
	readonly protocol: string;
	readonly hostname: string;
	readonly port?: number;
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
}

export interface S3Answer {
	readonly body: Buffer;
	readonly etag: string;
}

/** An answer with nothing in it for so long is none any more, ms. */
const silence = 30_000;
/** A large object on a slow line, ms. */
const longest = 15 * 60_000;

/**
 * Sends a signed GET and takes the whole body. By hand: what the SDK does around a request costs
 * three times the request, and a bucket has hundreds of thousands of log files.
 * @throws errors with the fields of the SDK's own, also of Node's network.
 */
export async function getBody(
	{ protocol, hostname, port, path, headers }: SignedRequest,
	{ httpAgent, httpsAgent }: ClientConfig['requestHandler'],
	signal: AbortSignal,
): Promise<S3Answer> {
	signal.throwIfAborted();
	const target = { hostname, path, headers, ...(port !== undefined && { port }) };
	const request =
		protocol === 'http:'
			? http.get({ ...target, agent: httpAgent })
			: https.get({ ...target, agent: httpsAgent });
	// the option `signal` of Node costs ten times as much
	const abort = () => void request.destroy(abortError(signal));
	signal.addEventListener('abort', abort);
	const end = () => void request.destroy(networkError('ETIMEDOUT'));
	// on a slow line it takes long until a connection is free
	let timer = setTimeout(end, longest);
	request.once('socket', () => {
		clearTimeout(timer);
		timer = setTimeout(end, silence);
	});
	try {
		const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
			request.once('response', resolve);
			request.on('error', reject);
		});
		const body = await bodyOf(response, timer);
		if (response.statusCode !== 200) {
			throw answeredError(response, body.toString('utf8'));
		}
		return { body, etag: response.headers.etag ?? '' };
	} finally {
		clearTimeout(timer);
		signal.removeEventListener('abort', abort);
	}
}

/** Not by `for await` or `node:stream/consumers`: those take longer than the network. */
function bodyOf(response: http.IncomingMessage, silent: NodeJS.Timeout): Promise<Buffer> {
	const length = Number(response.headers['content-length'] ?? Number.NaN);
	const end = performance.now() + longest;
	const chunks: Buffer[] = [];
	let size = 0;
	return new Promise((resolve, reject) => {
		if (length > logLimits.fileBytes) {
			response.destroy();
			reject(tooLarge());
		}
		response.on('data', (chunk: Buffer) => {
			size += chunk.length;
			if (size > logLimits.fileBytes) {
				response.destroy(tooLarge());
			} else if (performance.now() < end) {
				silent.refresh();
			}
			chunks.push(chunk);
		});
		response.once('end', () => {
			const whole = Number.isNaN(length) || size === length;
			whole ? resolve(joined(chunks, size)) : reject(networkError('ECONNRESET'));
		});
		response.once('error', reject);
	});
}

function tooLarge(): HistoryError {
	return new HistoryError('bad-log', `It is larger than ${megabytes(logLimits.fileBytes)} MB.`);
}

/** In memory of its own: a worker that is sent a part of Node's pool gets a copy of all of it. */
function joined(chunks: readonly Buffer[], size: number): Buffer {
	const body = Buffer.allocUnsafeSlow(size);
	let at = 0;
	for (const chunk of chunks) {
		at += chunk.copy(body, at);
	}
	return body;
}

function abortError({ reason }: AbortSignal): Error {
	return reason instanceof Error ? reason : new DOMException('aborted', 'AbortError');
}

function networkError(code: string): Error {
	return Object.assign(new Error('The answer was cut off.'), { code });
}

/** S3 says what is wrong in XML; a redirect names the bucket's Region in a header. */
function answeredError({ statusCode, headers }: http.IncomingMessage, xml: string): Error {
	const text = (tag: string) => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1];
	const code = text('Code');
	const region = text('Region') ?? headers['x-amz-bucket-region'];
	return Object.assign(new Error(unescaped(text('Message') ?? '')), {
		...(code !== undefined && { name: code, $fault: 'client' }),
		...(typeof region === 'string' && { Region: region }),
		...(headers.date !== undefined && { date: headers.date }),
		$metadata: { httpStatusCode: statusCode },
	});
}

function unescaped(text: string): string {
	return text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&');
}
