/**
 * Writes src/sources/logSimd.generated.ts: two loops over the bytes of a log file, in WebAssembly
 * for its SIMD instructions, which look at 16 bytes at once. A block is 64 bytes, of which a
 * property is one `i64` with a bit for each byte, as in simdjson (Langdale and Lemire, "Parsing
 * Gigabytes of JSON per Second", 2019). What the functions promise is told in src/sources/logSimd.ts.
 */
import { writeFile } from 'node:fs/promises';
import wabt from 'wabt';

/** The memory: so much text lies at its beginning; positions of brackets are written behind. */
const layout = { chunkBytes: 262_144, positions: 262_144, pages: 20 } as const;
/** Brackets inside of so many others are the last to be listed. */
const shallow = 2;
/** What to look for: at least 16 bytes, at most 32. */
const needle = 'imagebuilder.amazonaws.com';
/** Two letters of it that are seldom so far apart: only where both are, all are compared. */
const telling = [needle.indexOf('g'), needle.indexOf('b')] as const;

const output = new URL('../src/sources/logSimd.generated.ts', import.meta.url);

const oddBits = '(i64.const 0xaaaaaaaaaaaaaaaa)';
const lanes = [0, 16, 32, 48];

function not(bits: string): string {
	return `(i64.xor ${bits} (i64.const -1))`;
}

function bytes(values: Iterable<number>): string {
	return `(v128.const i8x16 ${[...values].join(' ')})`;
}

/** Sixteen times the same byte. */
function splat(character: string): string {
	return bytes(Array<number>(16).fill(character.charCodeAt(0)));
}

/** A bit for each byte of the block, from a test of 16 bytes that answers 0xff or 0 for each. */
function bitsWhere(test: (lane: number) => string): string {
	return lanes
		.map((lane) => `(i64.extend_i32_u (i8x16.bitmask ${test(lane)}))`)
		.map((mask, index) => `(i64.shl ${mask} (i64.const ${lanes[index]}))`)
		.reduce((some, more) => `(i64.or ${some} ${more})`);
}

function blockIs(character: string): string {
	return bitsWhere((lane) => `(i8x16.eq (local.get $block${lane}) ${splat(character)})`);
}

/** The same for both `[{` or both `]}`, which differ in one bit. */
function blockIsEither(brace: string): string {
	return bitsWhere(
		(lane) => `(i8x16.eq (v128.or (local.get $block${lane}) ${splat(' ')}) ${splat(brace)})`,
	);
}

/** 0xff where the two telling letters of the needle stand if it begins there. */
function mayBegin(lane: number): string {
	const [one, other] = telling.map(
		(index) =>
			`(i8x16.eq (v128.load offset=${lane + index} (local.get $at)) ${splat(needle.charAt(index))})`,
	);
	return `(v128.and ${one} ${other})`;
}

/** Are the 16 bytes from `$hit + index` those of the needle? */
function needleAt(index: number): string {
	const expected = bytes(Buffer.from(needle).subarray(index, index + 16));
	return `(i8x16.all_true (i8x16.eq (v128.load offset=${index} (local.get $hit)) ${expected}))`;
}

const findMention = `
(func (export "findMention") (param $length i32) (result i32)
	(local $at i32) (local $hit i32) (local $candidates i64)
	(block $none (loop $blocks
		(br_if $none (i32.ge_u (local.get $at) (local.get $length)))
		(local.set $candidates (i64.const 0))
		(if (v128.any_true ${lanes.map(mayBegin).reduce((some, more) => `(v128.or ${some} ${more})`)})
			(then (local.set $candidates ${bitsWhere(mayBegin)})))
		(block $done (loop $hits
			(br_if $done (i64.eqz (local.get $candidates)))
			(local.set $hit
				(i32.add (local.get $at) (i32.wrap_i64 (i64.ctz (local.get $candidates)))))
			(if (i32.and ${needleAt(0)} ${needleAt(needle.length - 16)}) (then
				(if (i32.le_u (i32.add (local.get $hit) (i32.const ${needle.length})) (local.get $length))
					(then (return (local.get $hit))))))
			(local.set $candidates
				(i64.and (local.get $candidates) (i64.sub (local.get $candidates) (i64.const 1))))
			(br $hits)))
		(local.set $at (i32.add (local.get $at) (i32.const 64)))
		(br $blocks)))
	(i32.const -1))`;

/** Takes the quotes out that a backslash escapes: those behind an odd number of backslashes. */
const dropEscapedQuotes = `
(if (i64.ne (i64.const 0) (i64.or (local.get $backslashes) (local.get $escaped))) (then
	;; backslashes that are not escaped by the block before
	(local.set $bits (i64.and (local.get $backslashes) ${not('(local.get $escaped)')}))
	;; subtracting carries through each run of them, and tells those that begin at even places
	(local.set $bits (i64.xor ${oddBits} (i64.sub
		(i64.or ${oddBits} (i64.shl (local.get $bits) (i64.const 1)))
		(local.get $bits))))
	(local.set $quotes (i64.and (local.get $quotes)
		${not('(i64.xor (local.get $bits) (i64.or (local.get $backslashes) (local.get $escaped)))')}))
	(local.set $escaped (i64.shr_u
		(i64.and (local.get $bits) (local.get $backslashes)) (i64.const 63)))))`;

/** Sets each bit to the parity of the quotes up to it: 1 inside of strings. */
const insideOfStrings = `
(local.set $bits (local.get $quotes))
${[1, 2, 4, 8, 16, 32]
	.map(
		(distance) =>
			`(local.set $bits (i64.xor (local.get $bits) (i64.shl (local.get $bits) (i64.const ${distance}))))`,
	)
	.join('\n')}
(local.set $bits (i64.xor (local.get $bits) (local.get $inside)))
(local.set $inside (i64.shr_s (local.get $bits) (i64.const 63)))`;

/** One bracket after the other; each is written, and kept if it is shallow. */
const listBrackets = `
(local.set $bits (i64.or (local.get $opening) (local.get $closing)))
(block $done (loop $brackets
	(br_if $done (i64.eqz (local.get $bits)))
	(local.set $closes (i32.wrap_i64 (i64.and (i64.const 1)
		(i64.shr_u (local.get $closing) (i64.ctz (local.get $bits))))))
	(local.set $depth (i32.sub (local.get $depth) (local.get $closes)))
	(i32.store (local.get $next) (i32.add (i32.add (local.get $base) (local.get $at))
		(i32.wrap_i64 (i64.ctz (local.get $bits)))))
	(local.set $next (i32.add (local.get $next)
		(i32.shl (i32.le_s (local.get $depth) (i32.const ${shallow})) (i32.const 2))))
	(local.set $depth (i32.add (local.get $depth) (i32.xor (local.get $closes) (i32.const 1))))
	(local.set $bits (i64.and (local.get $bits) (i64.sub (local.get $bits) (i64.const 1))))
	(br $brackets)))`;

const listShallowBrackets = `
(global $depth (mut i32) (i32.const 0))
(global $inside (mut i64) (i64.const 0))
(global $escaped (mut i64) (i64.const 0))
(func (export "beginText")
	(global.set $depth (i32.const 0))
	(global.set $inside (i64.const 0))
	(global.set $escaped (i64.const 0)))
(func (export "listBrackets") (param $base i32) (param $length i32) (result i32)
	(local $at i32) (local $next i32) (local $depth i32) (local $closes i32)
	(local $inside i64) (local $escaped i64) (local $bits i64)
	(local $backslashes i64) (local $quotes i64) (local $opening i64) (local $closing i64)
	${lanes.map((lane) => `(local $block${lane} v128)`).join(' ')}
	(local.set $next (i32.const ${layout.positions}))
	(local.set $depth (global.get $depth))
	(local.set $inside (global.get $inside))
	(local.set $escaped (global.get $escaped))
	(block $end (loop $blocks
		(br_if $end (i32.ge_u (local.get $at) (local.get $length)))
		${lanes
			.map((lane) => `(local.set $block${lane} (v128.load offset=${lane} (local.get $at)))`)
			.join('\n')}
		(local.set $quotes ${blockIs('"')})
		(local.set $backslashes ${blockIs('\\')})
		${dropEscapedQuotes}
		${insideOfStrings}
		(local.set $opening (i64.and ${not('(local.get $bits)')} ${blockIsEither('{')}))
		(local.set $closing (i64.and ${not('(local.get $bits)')} ${blockIsEither('}')}))
		;; where even all that close cannot lead up to shallow ones, counting is enough
		(local.set $closes (i32.wrap_i64 (i64.popcnt (local.get $closing))))
		(if (i32.gt_s (i32.sub (local.get $depth) (local.get $closes)) (i32.const ${shallow}))
			(then (local.set $depth (i32.add (i32.sub (local.get $depth) (local.get $closes))
				(i32.wrap_i64 (i64.popcnt (local.get $opening))))))
			(else ${listBrackets}))
		(local.set $at (i32.add (local.get $at) (i32.const 64)))
		(br $blocks)))
	(global.set $depth (local.get $depth))
	(global.set $inside (local.get $inside))
	(global.set $escaped (local.get $escaped))
	(i32.shr_u (i32.sub (local.get $next) (i32.const ${layout.positions})) (i32.const 2)))`;

/** The text that `src/sources/logSimd.generated.ts` should have. */
export async function logSimdSource(): Promise<string> {
	const text = `(module (memory (export "memory") ${layout.pages} ${layout.pages})
		${findMention} ${listShallowBrackets})`;
	const module = (await wabt()).parseWat('logSimd.wat', text, { simd: true });
	module.validate();
	const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64');
	const lines = base64.match(/.{1,96}/g) ?? [];
	return `// Generated by scripts/generateLogSimd.ts. Do not edit.

/** What \`findMention\` looks for. */
export const needle = '${needle}';

/** The memory: so many bytes of text lie at its beginning, positions of brackets from there. */
export const layout = { chunkBytes: ${layout.chunkBytes}, positions: ${layout.positions} } as const;

/** A WebAssembly module, Base64. */
export const logSimdModule = [
${lines.map((line) => `\t'${line}',`).join('\n')}
].join('');
`;
}

if (import.meta.main) {
	await writeFile(output, await logSimdSource());
}
