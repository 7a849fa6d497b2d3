import { layout, logSimdModule, needle } from './logSimd.generated.ts';

/** What TypeScript's library knows only of browsers. */
declare const WebAssembly: {
	readonly Module: new (bytes: Uint8Array) => object;
	readonly Instance: new (module: object) => { readonly exports: Exports };
};

interface Exports {
	readonly memory: { readonly buffer: ArrayBuffer };
	/** Where the first mention begins in so many bytes of text, or -1. */
	findMention(length: number): number;
	beginText(): void;
	/**
	 * Goes on with so many bytes of a text, filled up with blanks to a multiple of 64.
	 * @returns how many positions were written; `base` is added to each.
	 */
	listBrackets(base: number, length: number): number;
}

const { exports } = new WebAssembly.Instance(
	new WebAssembly.Module(Buffer.from(logSimdModule, 'base64')),
);
const { chunkBytes } = layout;
/** Both functions copy into it what they look at next: reading stays inside of the cache. */
const text = new Uint8Array(exports.memory.buffer, 0, chunkBytes);
const positions = new Uint32Array(exports.memory.buffer, layout.positions, chunkBytes);
const firstBytes = 16_384;
const blank = 0x20;
const block = 64;

/** Where `imagebuilder.amazonaws.com` stands next, from a place on, or -1. */
export function indexOfMention(bytes: Uint8Array, from: number): number {
	// The next one may be near: pieces grow.
	for (let base = from, size = firstBytes; base < bytes.length; ) {
		const piece = bytes.subarray(base, base + size);
		text.set(piece);
		const at = exports.findMention(piece.length);
		if (at >= 0) {
			return base + at;
		}
		// They overlap, as a border may lie inside of a mention.
		base += size - needle.length + 1;
		size = Math.min(2 * size, chunkBytes);
	}
	return -1;
}

/**
 * Where the brackets of a JSON text are, `{}` and `[]`, outside of strings: all that no more than
 * two brackets are open around, each opening one with its closing one. Comes in portions, in the
 * order of the text, each valid until the next one. UTF-8 needs no decoding for this.
 */
export function* shallowBrackets(bytes: Uint8Array): Generator<Uint32Array> {
	exports.beginText();
	for (let base = 0; base < bytes.length; base += chunkBytes) {
		const chunk = bytes.subarray(base, base + chunkBytes);
		text.set(chunk);
		text.fill(blank, chunk.length, chunk.length + block);
		yield positions.subarray(0, exports.listBrackets(base, chunk.length));
	}
}
