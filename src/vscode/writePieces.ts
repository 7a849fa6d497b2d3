import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

interface Piece {
	readonly text: string;
	/** Things in it, for progress. */
	readonly calls: number;
}

/**
 * Writes a text to a file piece by piece. It is written beside the file first, so that a stopped
 * or failed run leaves what was there before.
 * @returns how many calls were written.
 */
export async function writePieces(
	path: string,
	pieces: AsyncIterable<Piece>,
	signal: AbortSignal,
	onProgress: (calls: number) => void,
): Promise<number> {
	const partial = `${path}.partial`;
	const file = createWriteStream(partial);
	const closed = finished(file);
	// awaited below; a failure before that must not count as unhandled
	closed.catch(() => undefined);
	let calls = 0;
	try {
		for await (const piece of pieces) {
			signal.throwIfAborted();
			calls += piece.calls;
			await put(file, piece.text, closed);
			onProgress(calls);
		}
		file.end();
		await closed;
		await rename(partial, path);
	} catch (error) {
		file.destroy();
		await rm(partial, { force: true });
		throw error;
	}
	return calls;
}

async function put(file: Writable, text: string, closed: Promise<void>): Promise<void> {
	if (!file.write(text)) {
		await Promise.race([once(file, 'drain'), closed]);
	}
}
