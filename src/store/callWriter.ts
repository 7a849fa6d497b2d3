import type { RecordedCall } from '../model/recordedCall.ts';
import { wantedId } from './callId.ts';
import type { Connection } from './connection.ts';
import { packEventId } from './eventId.ts';
import type { Names } from './names.ts';
import { type Entry, WriteRun } from './writeRun.ts';

/** Outweighs any length: a corrected record is worth more than a longer one. */
const addendumWeight = 2 ** 32;

/** Writes calls and everything that is derived from them, inside a transaction of the caller's. */
export class CallWriter {
	readonly #connection: Connection;
	readonly #names: Names;
	readonly #dictionary: Uint8Array;

	constructor(connection: Connection, names: Names, dictionary: Uint8Array) {
		this.#connection = connection;
		this.#names = names;
		this.#dictionary = dictionary;
	}

	/**
	 * Adds calls; of an event that is known, the richer record stays.
	 * @param sourcesOf where a call was seen.
	 */
	save(
		calls: readonly RecordedCall[],
		sourcesOf: (call: RecordedCall) => readonly string[],
	): { newCalls: number; changedCalls: number } {
		const run = new WriteRun(this.#connection, this.#names);
		for (const entry of entriesOf(calls)) {
			run.save(entry, sourcesOf(entry));
		}
		run.finish(this.#dictionary);
		return { newCalls: run.newCalls, changedCalls: run.changedCalls };
	}

	/** Lists, counts and indexes calls that are stored as what their records now read as. */
	reindex(calls: readonly (RecordedCall & { readonly id: number })[]): void {
		const run = new WriteRun(this.#connection, this.#names);
		for (const { id, call, json } of calls) {
			run.reindex(id, call, json);
		}
		run.finish(this.#dictionary);
	}
}

/** Each event once, its richest record, in the order of the wanted ids. */
function entriesOf(calls: readonly RecordedCall[]): Entry[] {
	const byEvent = new Map<string, Entry>();
	for (const { call, json } of calls) {
		// as the database will spell it
		const eventId = call.eventId.toWellFormed();
		const weight = weightOf(json);
		const known = byEvent.get(eventId);
		if (!known || weight > known.weight) {
			const id = wantedId(call.eventTime, eventId);
			byEvent.set(eventId, { call, json, packedId: packEventId(eventId), weight, id });
		}
	}
	return [...byEvent.values()].sort((one, other) => one.id - other.id);
}

/** How much a record tells: a corrected one most, else the longer the more. */
function weightOf(json: string): number {
	const corrected = json.includes('"addendum"') && /"addendum"\s*:\s*\{/.test(json);
	return json.length + (corrected ? addendumWeight : 0);
}
