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
/** The dictionary has to lie within the window: 8 KB and a block. */
const windowBits = 15;

/** Deflate dictionaries by their version. */
export type Dictionaries = ReadonlyMap<number, Uint8Array>;

/** Records in the order given, cut into lots that make a block each. */
export function* intoBlocks<T extends { readonly json: string }>(records: readonly T[]) {
	let lot: T[] = [];
	let size = 0;
	for (const record of records) {
		if (
			lot.length === recordsPerBlock ||
			(lot.length > 0 && size + record.json.length > fullBlock)
		) {
			yield lot;
			lot = [];
			size = 0;
		}
		lot.push(record);
		size += record.json.length;
	}
	if (lot.length > 0) {
		yield lot;
	}
}

export function packBlock(
	records: readonly { readonly json: string }[],
	version: number,
	dictionary: Uint8Array,
): Uint8Array {
	const lengths = records.map(({ json }) => Buffer.byteLength(json));
	const text = `${JSON.stringify(lengths)}\n${records.map(({ json }) => json).join('')}`;
	const deflated = deflateRawSync(text, { level: 3, windowBits, dictionary });
	return Buffer.concat([Uint8Array.of(version), deflated]);
}

/**
 * All records of a block.
 * @returns undefined where the bytes are damaged or their dictionary is gone.
 */
export function unpackBlock(
	packed: Uint8Array,
	dictionaries: Dictionaries,
): readonly string[] | undefined {
	const dictionary = dictionaries.get(packed[0] ?? 0);
	if (!dictionary) {
		return undefined;
	}
	try {
		const bytes = inflateRawSync(packed.subarray(1), {
			windowBits,
			dictionary,
			maxOutputLength: maxInflated,
		});
		const end = bytes.indexOf('\n');
		const lengths: unknown = JSON.parse(bytes.toString('utf8', 0, end));
		return Array.isArray(lengths) ? split(bytes.subarray(end + 1), lengths) : undefined;
	} catch {
		return undefined;
	}
}

function split(bytes: Buffer, lengths: readonly unknown[]): readonly string[] {
	let start = 0;
	return lengths.map((length) => {
		const end = start + Number(length);
		const record = bytes.toString('utf8', start, end);
		start = end;
		return record;
	});
}
