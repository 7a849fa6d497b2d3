import { constants, createGunzip, gunzipSync } from 'node:zlib';
import type { LogLimits } from './logLimits.ts';

/** What came out of a file; with `problem` not all of it, or nothing. */
export interface Unzipped {
	readonly bytes: Buffer;
	/** Why something is missing, for people. */
	readonly problem?: string;
}

const endsEarly = 'the file ends too early';

export function isGzip(bytes: Buffer): boolean {
	return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unzips a gzip file, one member or several. A truncated or damaged one gives what could be read;
 * one that blows up beyond the limits gives nothing, and is stopped before it costs memory.
 */
export async function unzip(zipped: Buffer, limits: LogLimits): Promise<Unzipped> {
	const claimed = claimedSize(zipped);
	if (claimed <= allowance(zipped.length, limits)) {
		try {
			// One chunk of the right size spares copying: twice as fast as the default.
			return { bytes: gunzipSync(zipped, { chunkSize: claimed + 64, maxOutputLength: claimed }) };
		} catch {
			// The size was a lie, or the file is damaged or has several members: the careful way.
		}
	}
	return unzipCarefully(zipped, limits);
}

/**
 * Gives the memory of bytes back; nothing can read them afterwards. The garbage collector would let
 * them pile up, collect far more often, and let each file begin in cold memory.
 */
export function release({ buffer, byteLength }: Uint8Array): void {
	// Small buffers share their memory with others, unless they fill it.
	const alone = buffer.byteLength > Buffer.poolSize || buffer.byteLength === byteLength;
	if (buffer instanceof ArrayBuffer && alone) {
		buffer.transfer(0);
	}
}

/** The size that gzip's trailer claims (modulo 2^32): a hint, anybody can write there what he likes. */
function claimedSize(zipped: Buffer): number {
	return zipped.length < 18 ? 0 : Math.max(1, zipped.readUInt32LE(zipped.length - 4));
}

function allowance(zippedBytes: number, limits: LogLimits): number {
	return Math.min(
		limits.unzippedBytes,
		Math.max(limits.ratioFreeBytes, zippedBytes * limits.ratio),
	);
}

/** Piece by piece, so that it can stop in time, and keep what was good before an error. */
async function unzipCarefully(zipped: Buffer, limits: LogLimits): Promise<Unzipped> {
	// What stands in an unfinished chunk is lost with an error: small ones lose little.
	const gunzip = createGunzip({ chunkSize: 2 ** 14, finishFlush: constants.Z_SYNC_FLUSH });
	const chunks: Buffer[] = [];
	let size = 0;
	const problem = await new Promise<string | undefined>((resolve) => {
		// Not `for await`: that drops what is waiting when the error comes.
		gunzip.on('data', (chunk: Buffer) => {
			size += chunk.length;
			chunks.push(chunk);
			// What was eaten so far counts, so that a bomb is known by its first megabytes.
			if (size > allowance(gunzip.bytesWritten, limits)) {
				chunks.length = 0;
				resolve(tooLarge(size, limits));
				gunzip.destroy();
			}
		});
		gunzip.on('error', (error) => resolve(`damaged gzip file: ${error.message}`));
		gunzip.on('end', () => resolve(isComplete(zipped, size) ? undefined : endsEarly));
		gunzip.end(zipped);
	});
	return { bytes: Buffer.concat(chunks), ...(problem !== undefined && { problem }) };
}

/** With Z_SYNC_FLUSH zlib is silent about a missing end; then the strict way would complain. */
function isComplete(zipped: Buffer, size: number): boolean {
	try {
		gunzipSync(zipped, { maxOutputLength: Math.max(1, size), chunkSize: 2 ** 16 });
		return true;
	} catch {
		return false;
	}
}

function tooLarge(size: number, limits: LogLimits): string {
	return size > limits.unzippedBytes
		? `too large: more than ${megabytes(limits.unzippedBytes)} MB unzipped`
		: `not unzipped: it would grow more than ${limits.ratio} times, as no log does`;
}

export function megabytes(bytes: number): string {
	return (bytes / 2 ** 20).toFixed(bytes < 2 ** 20 ? 2 : 0);
}
