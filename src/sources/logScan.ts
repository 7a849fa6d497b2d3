import { shallowBrackets } from './logSimd.ts';

/** Where an element of a log file lies: bytes `start` to `end`, exclusive. */
export type OnElement = (start: number, end: number) => void;

export interface ScanEnd {
	/** Does the text end where JSON may end? */
	readonly closed: boolean;
	/** Where the text after the last complete element begins; an element cut off begins there. */
	readonly rest: number;
}

const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

const ascii = new TextDecoder('latin1');

/** An object that is nothing but a wrapping of a list of records. */
const wrapping = /^\{\s*"(?:Records|Events)"\s*:\s*\[/;

/**
 * Finds the elements of a log file in its bytes, without parsing them: the objects of
 * `{"Records":[...]}`, of a bare array, or objects one after the other. It follows quotes and
 * brackets only, so nothing that is written inside of a string or of a nested object can pass for
 * a record, whatever it looks like. UTF-8 needs no decoding for this.
 */
export function scanElements(bytes: Uint8Array, onElement: OnElement): ScanEnd {
	let depth = 0;
	/** Depth at which a `{` begins an element: 2 at most, so deeper brackets need not be seen. */
	let level = 0;
	let start = -1;
	let rest = 0;
	for (const positions of shallowBrackets(bytes)) {
		for (const at of positions) {
			const byte = bytes[at];
			if (byte === openBrace || byte === openBracket) {
				if (depth === 0) {
					level = byte === openBracket ? 1 : isWrapping(bytes, at) ? 2 : 0;
				}
				if (depth === level && byte === openBrace) {
					start = at;
				}
				depth++;
				continue;
			}
			if (depth === 0 || (depth === level && byte === closeBrace)) {
				// Closes what is not open: from here on depth would say nothing.
				return { closed: false, rest };
			}
			depth--;
			if (depth === level && start >= 0) {
				onElement(start, at + 1);
				rest = at + 1;
				start = -1;
			}
		}
	}
	const closed = depth === 0 && endsClosed(bytes);
	return { closed, rest: start >= 0 ? start : rest };
}

function isWrapping(bytes: Uint8Array, start: number): boolean {
	return wrapping.test(ascii.decode(bytes.subarray(start, start + 80)));
}

/** Does the last visible byte close something? A text ending inside of a string does not. */
function endsClosed(bytes: Uint8Array): boolean {
	let last = bytes.length - 1;
	while (last >= 0 && (bytes[last] ?? 0) <= 0x20) {
		last--;
	}
	return bytes[last] === closeBrace || bytes[last] === closeBracket;
}
