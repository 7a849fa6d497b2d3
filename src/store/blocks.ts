import { deflateRawSync, inflateRawSync } from 'node:zlib';

/*
 * Records are stored a few to a block: setting up deflate costs more than deflating a record, and
 * neighbours share most of their text. A block is one byte for the dictionary, then a deflated
 * line with the byte lengths of its records, then the records.
 */

/** How many records share a block; a reader inflates all of them to get at one. */
export const recordsPerBlock = 8;
/** A block that holds so many UTF-16 units is full. */
const fullBlock = 24_000;
/** No block inflates to more: a record has at most 2 M units, of 3 bytes at most. */
const maxInflated = 8 * 1024 * 1024;
/** Small buffers: what zlib allocates for each block costs more than its work. */
const deflateOptions = { level: 3, windowBits: 14, memLevel: 6, chunkSize: 4096 } as const;

/** Deflate dictionaries by their version. */
export type Dictionaries = ReadonlyMap<number, Uint8Array>;

/** Records on their way into one block. */
export interface Lot {
	/** The block's id. */
	readonly block: number;
	readonly records: string[];
	/** Their length, UTF-16 units. */
	size: number;
}

export function hasRoom(lot: Lot, json: string): boolean {
	return (
		lot.records.length === 0 ||
		(lot.records.length < recordsPerBlock && lot.size + json.length <= fullBlock)
	);
}

export function packBlock(
	records: readonly string[],
	version: number,
	dictionary: Uint8Array,
): Uint8Array {
	const lengths = records.map((json) => Buffer.byteLength(json));
	const text = `${JSON.stringify(lengths)}\n${records.join('')}`;
	const deflated = deflateRawSync(text, { ...deflateOptions, dictionary });
	return Buffer.concat([Uint8Array.of(version), deflated]);
}

/** An unpacked block. */
export class Block {
	readonly #bytes: Buffer;
	/** Where each record begins, and where the last one ends. */
	readonly #borders: readonly number[];

	constructor(bytes: Buffer, borders: readonly number[]) {
		this.#bytes = bytes;
		this.#borders = borders;
	}

	/** The record in a slot; only those that are asked for become text. */
	record(slot: number): string | undefined {
		const [start, end] = [this.#borders[slot], this.#borders[slot + 1]];
		return start === undefined || end === undefined
			? undefined
			: this.#bytes.toString('utf8', start, end);
	}

	/** All records. */
	records(): readonly string[] {
		return this.#borders.slice(1).map((_, slot) => this.record(slot) ?? '');
	}
}

/** @returns undefined where the bytes are damaged or their dictionary is gone. */
export function unpackBlock(packed: Uint8Array, dictionaries: Dictionaries): Block | undefined {
	const dictionary = dictionaries.get(packed[0] ?? 0);
	if (!dictionary) {
		return undefined;
	}
	try {
		const bytes = inflateRawSync(packed.subarray(1), {
			windowBits: deflateOptions.windowBits,
			dictionary,
			maxOutputLength: maxInflated,
		});
		const end = bytes.indexOf('\n');
		const lengths: unknown = JSON.parse(bytes.toString('utf8', 0, end));
		if (!Array.isArray(lengths)) {
			return undefined;
		}
		const borders = [end + 1];
		for (const length of lengths) {
			borders.push((borders.at(-1) ?? 0) + Number(length));
		}
		return borders.at(-1) === bytes.length ? new Block(bytes, borders) : undefined;
	} catch {
		return undefined;
	}
}
