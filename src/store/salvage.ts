import type { Coverage } from '../model/coverage.ts';
import { readRecord } from '../model/readRecord.ts';
import type { RecordedCall } from '../model/recordedCall.ts';
import { type Dictionaries, recordsPerBlock, unpackBlock } from './blocks.ts';
import { idLimit } from './callId.ts';
import type { Connection } from './connection.ts';
import { readCoverage, saveCoverage } from './coverageTable.ts';
import { type Database, readDictionaries } from './database.ts';
import { builtInDictionary, currentDictionary } from './dictionary.ts';
import { readGaps, saveGaps } from './gapTable.ts';
import { markImported } from './places.ts';

/** A call whose sources could not be read says so. */
const unknownSources = ['recovered'];
const batchSize = 1000;
const rowsPerRead = 256;
/** How exactly the end of a gap is sought: ids of calls are thin, those of blocks are not. */
const steps = { call: 4096, block: 1 };

/**
 * Copies all that can be read of a damaged database into a new one. Calls are read from their
 * records; everything else is derived from them again.
 * @param onBatch called now and then.
 * @returns how many calls the new database has.
 */
export function salvage(damaged: Connection, rebuilt: Database, onBatch: () => void): number {
	const losses = { count: 0 };
	const sources = readSources(damaged, losses);
	const dictionaries = attempt(() => readDictionaries(damaged)) ?? new Map();
	const accounts = readImported(damaged);
	const sure = new Set<string>();
	let batch: RecordedCall[] = [];
	const sourcesByEvent = new Map<string, readonly string[]>();
	const flush = () => {
		rebuilt.write(() =>
			rebuilt.writer.save(batch, ({ call }) => sourcesByEvent.get(call.eventId) ?? unknownSources),
		);
		batch = [];
		sourcesByEvent.clear();
		onBatch();
	};
	for (const { slot, call } of readCalls(damaged, withBuiltIn(dictionaries), losses)) {
		const seen = sources(slot);
		if (!accounts && seen?.some((source) => source !== 'event-history')) {
			sure.add(call.call.accountId);
		}
		batch.push(call);
		sourcesByEvent.set(call.call.eventId, seen ?? unknownSources);
		if (batch.length === batchSize) {
			flush();
		}
	}
	flush();
	rebuilt.write(() => {
		markImported(rebuilt.connection, accounts ?? sure);
		copyMeta(damaged, rebuilt.connection, losses);
		if (losses.count === 0) {
			// where calls are lost, coverage would claim that they never were
			saveCoverage(rebuilt.connection, readAllCoverage(damaged));
			saveGaps(rebuilt.connection, attempt(() => readGaps(damaged)) ?? []);
		}
	});
	return (
		rebuilt.connection.get<{ calls: number }>('SELECT count(*) AS calls FROM call')?.calls ?? 0
	);
}

interface Losses {
	count: number;
}

/** Which sources a slot of a block was seen in. */
function readSources(
	damaged: Connection,
	losses: Losses,
): (slot: number) => readonly string[] | undefined {
	const names = new Map(
		attempt(() =>
			damaged.all<{ id: number; text: string }>('SELECT id, text FROM source_set'),
		)?.map(({ id, text }) => [id, attempt(() => JSON.parse(text) as string[])]),
	);
	const sets = new Map<number, number>();
	const rows = readable<{ id: number; block_id: number; slot: number; source_set_id: number }>(
		damaged,
		'SELECT id, block_id, slot, source_set_id FROM call',
		steps.call,
		losses,
	);
	for (const row of rows) {
		sets.set(row.block_id * recordsPerBlock + row.slot, row.source_set_id);
	}
	return (slot) => names.get(sets.get(slot) ?? -1);
}

function* readCalls(
	damaged: Connection,
	dictionaries: Dictionaries,
	losses: Losses,
): Generator<{ slot: number; call: RecordedCall }> {
	const rows = readable<{ id: number; packed: Uint8Array }>(
		damaged,
		'SELECT id, packed FROM block',
		steps.block,
		losses,
	);
	for (const { id, packed } of rows) {
		const block = packed instanceof Uint8Array ? unpackBlock(packed, dictionaries) : undefined;
		const records = block?.records();
		losses.count += records ? 0 : 1;
		for (const [index, json] of records?.entries() ?? []) {
			const result = readRecord(json);
			if (result.ok) {
				yield { slot: id * recordsPerBlock + index, call: result.value };
			} else {
				losses.count++;
			}
		}
	}
}

/** All rows that can be read, in the order of their ids, over the gaps that bad pages leave. */
function* readable<Row extends { readonly id: number }>(
	damaged: Connection,
	select: string,
	step: number,
	losses: Losses,
): Generator<Row> {
	const read = (min: number, limit: number) =>
		attempt(() => damaged.all<Row>(`${select} WHERE id >= ? ORDER BY id LIMIT ?`, min, limit));
	const isReadable = (min: number) => read(min, 1) !== undefined;
	let limit = rowsPerRead;
	let next = 0;
	for (;;) {
		const rows = read(next, limit);
		if (rows) {
			yield* rows;
			const last = rows.at(-1)?.id;
			if (last === undefined || rows.length < limit) {
				return;
			}
			next = last + 1;
		} else if (limit > 1) {
			// row by row up to the bad page
			limit = 1;
		} else {
			losses.count++;
			const end = endOfGap(next, step, isReadable);
			if (end === undefined) {
				return;
			}
			next = end;
			limit = rowsPerRead;
		}
	}
}

/** Where rows can be read again: strides that double find a place behind it, halving leads back. */
function endOfGap(
	start: number,
	step: number,
	isReadable: (min: number) => boolean,
): number | undefined {
	let stride = step;
	while (!isReadable(start + stride)) {
		stride *= 2;
		if (start + stride > idLimit) {
			return undefined;
		}
	}
	let [bad, good] = [start + (stride === step ? 0 : stride / 2), start + stride];
	while (good - bad > step) {
		const middle = Math.floor((bad + good) / 2);
		if (isReadable(middle)) {
			good = middle;
		} else {
			bad = middle;
		}
	}
	return good;
}

function readImported(damaged: Connection): readonly string[] | undefined {
	return attempt(() =>
		damaged
			.all<{ account_id: string }>('SELECT account_id FROM imported_account')
			.map((row) => row.account_id),
	);
}

function copyMeta(damaged: Connection, rebuilt: Connection, losses: Losses): void {
	const rows = attempt(() =>
		damaged.all<{ key: string; value: string }>('SELECT key, value FROM meta'),
	);
	for (const { key, value } of rows ?? []) {
		if (losses.count > 0 && key.startsWith('followed:')) {
			// the refreshes' notes of what was read: it is to be read anew
			continue;
		}
		rebuilt.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, value);
	}
}

function readAllCoverage(damaged: Connection): readonly Coverage[] {
	return attempt(() => readCoverage(damaged)) ?? [];
}

function withBuiltIn(dictionaries: Dictionaries): Dictionaries {
	return dictionaries.has(currentDictionary)
		? dictionaries
		: new Map([...dictionaries, [currentDictionary, builtInDictionary]]);
}

/** Whatever a damaged database answers with is a loss here, no failure. */
function attempt<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}
