/** A piece of damaged text; `whole` where its brackets are those of one object. */
export type OnPiece = (start: number, end: number, whole: boolean) => void;

const marker = Buffer.from('{"eventVersion":');
const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
/** Nothing is nested so deep; a text that is shall not fill the memory. */
const deepest = 1000;

/**
 * Finds what is left of records in text that is no JSON. In the compact form of trail logs the
 * marker begins a record, as a quote inside of a string would be escaped; but a nested object can
 * begin with it too. So it counts only behind a proof of damage, such as an object where JSON has no
 * place for one: a text that is merely cut off gives nothing that was nested in it.
 */
export function findPieces(bytes: Buffer, from: number, to: number, onPiece: OnPiece): void {
	/** What is open, innermost last. */
	let open: number[] = [];
	let inside = false;
	/** Was there something that no JSON has? */
	let damaged = false;
	let start = -1;
	/** The last byte outside of strings that is no blank. */
	let before = comma;
	for (let at = from; at < to; at++) {
		const byte = bytes[at] ?? 0;
		if (byte === openBrace && isMarker(bytes, at)) {
			const misplaced = open.at(-1) === openBrace && before !== colon;
			if (inside || damaged || misplaced) {
				if (start >= 0) {
					onPiece(start, at, false);
				}
				open = [];
				inside = false;
				damaged = false;
				start = -1;
			}
		}
		if (inside) {
			at += byte === backslash ? 1 : 0;
			inside = byte !== quote;
			continue;
		}
		if (byte <= 0x20) {
			continue;
		}
		if (byte === quote) {
			inside = true;
		} else if (byte === openBrace || byte === openBracket) {
			if (open.length === 0 && byte === openBrace) {
				start = at;
			}
			if (open.length < deepest) {
				open.push(byte);
			} else {
				damaged = true;
			}
		} else if (byte === closeBrace || byte === closeBracket) {
			damaged ||= open.pop() !== (byte === closeBrace ? openBrace : openBracket) && start >= 0;
			if (open.length === 0 && start >= 0) {
				onPiece(start, at + 1, !damaged);
				damaged = false;
				start = -1;
			}
		} else if (byte === colon && open.at(-1) === openBracket) {
			damaged = true;
		}
		before = byte;
	}
	if (start >= 0 && damaged) {
		onPiece(start, to, false);
	}
}

function isMarker(bytes: Buffer, at: number): boolean {
	return marker.every((byte, index) => bytes[at + index] === byte);
}
