import type { Call } from '../model/call.ts';
import type { RecordedCall } from '../model/recordedCall.ts';
import { hasRoom, type Lot, packBlock } from './blocks.ts';
import { asReference, classOf } from './callClass.ts';
import { inSameSecond, wantedId } from './callId.ts';
import type { Connection } from './connection.ts';
import { currentDictionary } from './dictionary.ts';
import { packEventId } from './eventId.ts';
import { type Names, originNumber } from './names.ts';
import { everythingTopic, unnamedTopic } from './schema.ts';
import { indexText, sharedTexts } from './searchText.ts';
import { callerTallies, TallyBook, topicTallies } from './tallyBook.ts';
import { packTopics, type TopicTouch, unpackTopics } from './topicList.ts';

/** What is stored of a call whose event comes again. */
interface StoredCall {
	readonly id: number;
	readonly place_id: number;
	readonly class: number;
	readonly caller_id: number;
	readonly source_set_id: number;
	readonly weight: number;
	readonly topics: Uint8Array;
}

/** A call on its way into the database. */
interface Entry extends RecordedCall {
	readonly packedId: Uint8Array | string;
	readonly weight: number;
	/** The id that the call wants. */
	readonly id: number;
}

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
}

/** The calls of one transaction, in the order of their ids. */
class WriteRun {
	newCalls = 0;
	changedCalls = 0;
	readonly #connection: Connection;
	readonly #names: Names;
	readonly #topicTallies = new TallyBook(topicTallies);
	readonly #callerTallies = new TallyBook(callerTallies);
	readonly #lots: [Lot, ...Lot[]];
	readonly #indexed: { readonly id: number; readonly text: string }[] = [];

	constructor(connection: Connection, names: Names) {
		this.#connection = connection;
		this.#names = names;
		const last = connection.get<{ id: number | null }>('SELECT max(id) AS id FROM block')?.id;
		this.#lots = [{ block: (last ?? 0) + 1, records: [], size: 0 }];
	}

	save(entry: Entry, sources: readonly string[]): void {
		// most calls are new: trying costs less than asking first
		if (this.#insert(entry, this.#names.sourceSet(sources))) {
			this.newCalls++;
			return;
		}
		const stored = this.#find(entry.packedId);
		if (!stored) {
			this.#insertBeside(entry, this.#names.sourceSet(sources));
			this.newCalls++;
			return;
		}
		const merged = this.#mergedSources(stored.source_set_id, sources);
		if (entry.weight > stored.weight) {
			this.#remove(stored);
			const id = inSameSecond(entry.id, stored.id) ? stored.id : entry.id;
			this.#insertBeside({ ...entry, id }, merged);
			this.changedCalls++;
		} else if (merged !== stored.source_set_id) {
			this.#connection.run('UPDATE call SET source_set_id = ? WHERE id = ?', merged, stored.id);
			this.changedCalls++;
		}
	}

	/** Writes what was gathered. */
	finish(dictionary: Uint8Array): void {
		const insertBlock = this.#connection.prepare('INSERT INTO block (id, packed) VALUES (?, ?)');
		for (const { block, records } of this.#lots) {
			if (records.length > 0) {
				insertBlock.run(block, packBlock(records, currentDictionary, dictionary));
			}
		}
		// out of order, each call would make the index write a segment of its own
		this.#indexed.sort((one, other) => one.id - other.id);
		const insertText = this.#connection.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
		for (const { id, text } of this.#indexed) {
			insertText.run(id, text);
		}
		this.#topicTallies.write(this.#connection);
		this.#callerTallies.write(this.#connection);
	}

	#find(packedId: Uint8Array | string): StoredCall | undefined {
		return this.#connection.get<StoredCall>(
			`SELECT id, place_id, class, caller_id, source_set_id, weight, topics
			FROM call WHERE event_id = ?`,
			packedId,
		);
	}

	#mergedSources(set: number, sources: readonly string[]): number {
		const known = this.#names.sources(set);
		return sources.every((source) => known.includes(source))
			? set
			: this.#names.sourceSet([...known, ...sources]);
	}

	/** Inserts where another call of the same second has the id. */
	#insertBeside(entry: Entry, sources: number): void {
		let { id } = entry;
		for (let step = 1; !this.#insert({ ...entry, id }, sources); step *= 2) {
			id += step;
		}
	}

	/** @returns false where the id or the event is there already. */
	#insert(entry: Entry, sources: number): boolean {
		const { call, json, id } = entry;
		const place = this.#names.place(call.accountId, call.region);
		const callClass = classOf(call);
		const caller = this.#names.caller(call.caller.name, call.caller.arn ?? '');
		const eventName = this.#names.eventName(call.eventName);
		const origin = originNumber(call.origin.kind);
		const topics = this.#topicsOf(call.touches);
		const lot = this.#lotFor(json);
		const result = this.#connection
			.prepare(
				`INSERT OR IGNORE INTO call (id, event_id, place_id, class, event_name_id, caller_id,
					origin, source_set_id, block_id, slot, weight, topics)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			)
			.run(
				id,
				entry.packedId,
				place,
				callClass,
				eventName,
				caller,
				origin,
				sources,
				lot.block,
				lot.records.length,
				entry.weight,
				packTopics(topics),
			);
		if (Number(result.changes) === 0) {
			return false;
		}
		lot.records.push(json);
		lot.size += json.length;
		const insertListing = this.#connection.prepare(
			'INSERT INTO listing (topic_id, place_id, class, call_id) VALUES (?, ?, ?, ?)',
		);
		for (const [topic, classThere] of listings(topics, callClass)) {
			insertListing.run(topic, place, classThere, id);
			this.#topicTallies.add(topic, place, classThere, id);
		}
		this.#callerTallies.add(caller, place, callClass, id);
		const texts = this.#texts(call);
		const properties = { place, callClass, caller, eventName, origin, topics, ...texts };
		this.#indexed.push({ id, text: indexText(call, json, properties) });
		return true;
	}

	#texts(call: Call): { phrases: readonly number[]; ownTexts: readonly string[] } {
		const phrases: number[] = [];
		const ownTexts: string[] = [];
		for (const text of sharedTexts(call)) {
			const phrase = this.#names.phrase(text);
			if (phrase === undefined) {
				ownTexts.push(text);
			} else {
				phrases.push(phrase);
			}
		}
		return { phrases, ownTexts };
	}

	#lotFor(json: string): Lot {
		const last = this.#lots.at(-1) ?? this.#lots[0];
		if (hasRoom(last, json)) {
			return last;
		}
		const lot = { block: last.block + 1, records: [], size: 0 };
		this.#lots.push(lot);
		return lot;
	}

	#remove(stored: StoredCall): void {
		const { id, place_id: place } = stored;
		const connection = this.#connection;
		connection.run('DELETE FROM call WHERE id = ?', id);
		connection.run('DELETE FROM words WHERE rowid = ?', id);
		for (const [topic, callClass] of listings(unpackTopics(stored.topics), stored.class)) {
			connection.run(
				'DELETE FROM listing WHERE topic_id = ? AND place_id = ? AND class = ? AND call_id = ?',
				topic,
				place,
				callClass,
				id,
			);
			this.#topicTallies.remove(topic, place, callClass, id);
		}
		this.#callerTallies.remove(stored.caller_id, place, stored.class, id);
	}

	/** Each resource once; as the subject where the call names it as both. */
	#topicsOf(touches: RecordedCall['call']['touches']): TopicTouch[] {
		const roles = new Map<number, boolean>();
		for (const { arn, role } of touches) {
			const topic = this.#names.topic(arn);
			roles.set(topic, role === 'reference' && (roles.get(topic) ?? true));
		}
		return [...roles].map(([topic, reference]) => ({ topic, reference }));
	}
}

/** Every topic that lists the call, with the call's class there. */
function* listings(
	topics: readonly TopicTouch[],
	callClass: number,
): Generator<readonly [topic: number, callClass: number]> {
	yield [everythingTopic, callClass];
	if (topics.length === 0) {
		yield [unnamedTopic, callClass];
	}
	for (const { topic, reference } of topics) {
		yield [topic, reference ? asReference(callClass) : callClass];
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
