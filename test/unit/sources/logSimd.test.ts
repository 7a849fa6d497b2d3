import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { logSimdSource } from '../../../scripts/generateLogSimd.ts';
import { layout } from '../../../src/sources/logSimd.generated.ts';
import { indexOfMention, shallowBrackets } from '../../../src/sources/logSimd.ts';
import { createRandom } from '../../builders/random.ts';

const random = createRandom(23);
const chunk = layout.chunkBytes;

function anyOf(pieces: readonly string[], count: number): string {
	return Array.from({ length: count }, () => random.pick(pieces)).join('');
}

function bracketsIn(bytes: Uint8Array): number[] {
	const portions: number[][] = [];
	for (const positions of shallowBrackets(bytes)) {
		portions.push([...positions]);
	}
	return portions.flat();
}

/** The same, one byte after the other. */
function slowly(bytes: Uint8Array): number[] {
	const found: number[] = [];
	let depth = 0;
	let inside = false;
	let escaped = false;
	for (const [at, byte] of bytes.entries()) {
		const character = String.fromCharCode(byte);
		if (escaped) {
			escaped = false;
		} else if (character === '\\') {
			escaped = true;
		} else if (character === '"') {
			inside = !inside;
			continue;
		}
		if (inside) {
			continue;
		}
		if ('{['.includes(character)) {
			if (depth <= 2) {
				found.push(at);
			}
			depth++;
		} else if ('}]'.includes(character)) {
			depth--;
			if (depth <= 2) {
				found.push(at);
			}
		}
	}
	return found;
}

it('the WebAssembly is what the script makes', async () => {
	expect(readFileSync('src/sources/logSimd.generated.ts', 'utf8')).toBe(await logSimdSource());
});

describe('shallowBrackets', () => {
	it.each<[string, readonly string[]]>([
		['all sorts of bytes', ['"', '\\', '{', '}', '[', ']', 'a', ' ', 'é', '💾', '\u0000', '\n']],
		['runs of backslashes', ['\\', '\\', '\\', '\\', '\\\\\\', '"', '{', '}']],
		['many brackets', ['{', '[', '{', '}', ']', '}', '"']],
		['long strings', ['"', 'abcdefghijklmnopqrstuvwxyz', '{', '}', '\\"']],
		[
			'bytes that differ from brackets in one bit',
			['{', 'z', 'y', '[', ';', '\x1b', '\x5f', ']', '}'],
		],
	])('lists what a loop over the bytes lists: %s', (_, pieces) => {
		for (let round = 0; round < 400; round++) {
			const bytes = Buffer.from(anyOf(pieces, random.below(300)));
			expect(bracketsIn(bytes)).toEqual(slowly(bytes));
		}
	});

	it('knows at the end of a block and of a chunk what was open', () => {
		const ends = ['"', '\\', '\\\\', '{"a":"\\', '[[[["', '"\\"', '{', '}'];
		for (const length of [64, 128, chunk - 64, chunk, chunk + 64, 2 * chunk]) {
			for (const end of ends) {
				for (let shift = -2; shift <= 2; shift++) {
					const text = `${' '.repeat(length + shift - end.length)}${end}"}{"]["\\`;
					const bytes = Buffer.from(text);
					expect(bracketsIn(bytes)).toEqual(slowly(bytes));
				}
			}
		}
	});

	it('lists every byte where every byte is a bracket', () => {
		const bytes = Buffer.from('[]'.repeat(chunk));
		expect(bracketsIn(bytes)).toHaveLength(bytes.length);
	});

	it('goes on where it was after another text was searched', () => {
		const bytes = Buffer.from(`{"a":"${'}'.repeat(chunk)}"}[]`);
		const found: number[] = [];
		for (const positions of shallowBrackets(bytes)) {
			indexOfMention(Buffer.from('"{imagebuilder.amazonaws.com'), 0);
			found.push(...positions);
		}
		expect(found).toEqual(slowly(bytes));
	});
});

describe('indexOfMention', () => {
	const needle = 'imagebuilder.amazonaws.com';

	it('finds what indexOf finds', () => {
		const pieces = [needle, needle.slice(0, 20), needle.slice(5), 'imagebuilder', 'g', 'gib', 'xx'];
		for (let round = 0; round < 500; round++) {
			const bytes = Buffer.from(anyOf(pieces, random.below(20)));
			for (let from = 0; from <= bytes.length; from += 1 + random.below(9)) {
				expect(indexOfMention(bytes, from)).toBe(bytes.indexOf(needle, from));
			}
		}
	});

	it('finds it across the borders of chunks', () => {
		for (let at = chunk - 80; at <= chunk + 80; at++) {
			const bytes = Buffer.from(`${'g'.repeat(at)}${needle}`);
			expect(indexOfMention(bytes, 0)).toBe(at);
			expect(indexOfMention(bytes.subarray(0, -1), 0)).toBe(-1);
		}
	});

	it('does not see what stood there before', () => {
		indexOfMention(Buffer.from(`   ${needle}`), 0);
		expect(indexOfMention(Buffer.from('   imagebuilder'), 0)).toBe(-1);
		expect(indexOfMention(Buffer.alloc(0), 0)).toBe(-1);
	});
});
