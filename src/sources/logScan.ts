/** Where an element of a log file lies: bytes `start` to `end`, exclusive. */
export type OnElement = (start: number, end: number) => void;

export interface ScanEnd {
	/** Does the text end where JSON may end? */
	readonly closed: boolean;
	/** Where the text after the last complete element begins; an element cut off begins there. */
	readonly rest: number;
}

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** An object that is nothing but a wrapping of a list of records. */
const wrapping = /^\{\s*"(?:Records|Events)"\s*:\s*\[/;

/**
 * Finds the elements of a log file in its bytes, without parsing them: the objects of
 * `{"Records":[...]}`, of a bare array, or objects one after the other. It follows quotes and
 * brackets only, so nothing that is written inside of a string or of a nested object can pass for
 * a record, whatever it looks like. UTF-8 needs no decoding for this.
 */
export function scanElements(bytes: Uint8Array, onElement: OnElement): ScanEnd {
	const length = bytes.length;
	const words = wordsOf(bytes);
	let depth = 0;
	/** Depth at which a `{` begins an element. */
	let level = 0;
	let start = -1;
	let rest = 0;
	let at = 0;
	while (at < length) {
		const byte = bytes[at++];
		if (byte === quote) {
			at = afterString(bytes, words, at);
		} else if (byte === openBrace || byte === openBracket) {
			if (depth === 0) {
				level = byte === openBracket ? 1 : isWrapping(bytes, at - 1) ? 2 : 0;
			}
			if (depth === level && byte === openBrace) {
				start = at - 1;
			}
			depth++;
		} else if (byte === closeBrace || byte === closeBracket) {
			if (depth === 0 || (depth === level && byte === closeBrace)) {
				// Closes what is not open: from here on depth would say nothing.
				return { closed: false, rest };
			}
			depth--;
			if (depth === level && start >= 0) {
				onElement(start, at);
				rest = at;
				start = -1;
			}
		}
	}
	const closed = depth === 0 && endsClosed(bytes);
	return { closed, rest: start >= 0 ? start : rest };
}

/** The same bytes, four at a time. */
function wordsOf(bytes: Uint8Array): Int32Array {
	const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
	return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
}

/**
 * Where the string ends that `at` is inside of. Most of a log is text, so whole words without quote
 * and backslash are stepped over: this is twice as fast as byte by byte, and half of all the work.
 */
function afterString(bytes: Uint8Array, words: Int32Array, from: number): number {
	let at = from;
	while (at < bytes.length) {
		if ((at & 3) === 0) {
			let word = at >> 2;
			while (word < words.length && !hasQuoteOrBackslash(words[word] ?? 0)) {
				word++;
			}
			at = word << 2;
		}
		const byte = bytes[at++];
		if (byte === quote) {
			break;
		}
		if (byte === backslash) {
			at++;
		}
	}
	return at;
}

/** Is one of four bytes a `"` or a backslash? A byte is zero just where subtracting one borrows. */
function hasQuoteOrBackslash(word: number): boolean {
	const quotes = word ^ 0x22222222;
	const backslashes = word ^ 0x5c5c5c5c;
	const borrows = ((quotes - 0x01010101) & ~quotes) | ((backslashes - 0x01010101) & ~backslashes);
	return (borrows & 0x80808080) !== 0;
}

function isWrapping(bytes: Uint8Array, start: number): boolean {
	return wrapping.test(String.fromCharCode(...bytes.subarray(start, start + 80)));
}

/** Does the last visible byte close something? A text ending inside of a string does not. */
function endsClosed(bytes: Uint8Array): boolean {
	let last = bytes.length - 1;
	while (last >= 0 && (bytes[last] ?? 0) <= 0x20) {
		last--;
	}
	return bytes[last] === closeBrace || bytes[last] === closeBracket;
}
