import type { RecordedCall } from '../model/recordedCall.ts';
import { intoBlocks, packBlock } from './blocks.ts';
import { asReference, classOf } from './callClass.ts';
import { inSameSecond, wantedId } from './callId.ts';
import type { Connection } from './connection.ts';
import { currentDictionary } from './dictionary.ts';
import { packEventId } from './eventId.ts';
import { type Names, originNumber } from './names.ts';
import { everythingTopic, unnamedTopic } from './schema.ts';
import { indexText } from './searchText.ts';
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
	readonly sources: number;
	/** The id that the call had, or wants. */
	id: number;
}

/** Outweighs any length: a corrected record is worth more than a longer one. */
const addendumWeight = 2 ** 32;

/** Writes calls and everything that is derived from them, inside a transaction of the caller's. */
export class CallWriter {
	readonly #connection: Connection;
	readonly #names: Names;
	readonly #dictionary: Uint8Array;
	#topicTallies = new TallyBook(topicTallies);
	#callerTallies = new TallyBook(callerTallies);

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
		// anew, for a transaction that failed left its counts behind
		this.#topicTallies = new TallyBook(topicTallies);
		this.#callerTallies = new TallyBook(callerTallies);
		let newCalls = 0;
		let changedCalls = 0;
		const entries: Entry[] = [];
		for (const call of richest(calls)) {
			const packedId = packEventId(call.call.eventId);
			const weight = weightOf(call.json);
			const stored = this.#find(packedId);
			if (stored === undefined) {
				const id = wantedId(call.call.eventTime, call.call.eventId);
				const sources = this.#names.sourceSet(sourcesOf(call));
				entries.push({ ...call, packedId, weight, sources, id });
				newCalls++;
				continue;
			}
			const sources = this.#mergedSources(stored.source_set_id, sourcesOf(call));
			if (weight > stored.weight) {
				this.#remove(stored);
				const wanted = wantedId(call.call.eventTime, call.call.eventId);
				const id = inSameSecond(wanted, stored.id) ? stored.id : wanted;
				entries.push({ ...call, packedId, weight, sources, id });
				changedCalls++;
			} else if (sources !== stored.source_set_id) {
				this.#connection.run('UPDATE call SET source_set_id = ? WHERE id = ?', sources, stored.id);
				changedCalls++;
			}
		}
		this.#insert(entries);
		this.#topicTallies.write(this.#connection);
		this.#callerTallies.write(this.#connection);
		return { newCalls, changedCalls };
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

	#insert(entries: Entry[]): void {
		// the full text index and the blocks want calls in the order of their ids
		entries.sort((one, other) => one.id - other.id);
		const indexed: { id: number; text: string }[] = [];
		for (const lot of intoBlocks(entries)) {
			const block = this.#connection.insert(
				'INSERT INTO block (packed) VALUES (?)',
				packBlock(lot, currentDictionary, this.#dictionary),
			);
			for (const [slot, entry] of lot.entries()) {
				indexed.push(this.#insertCall(entry, block, slot));
			}
		}
		indexed.sort((one, other) => one.id - other.id);
		const insertText = this.#connection.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
		for (const { id, text } of indexed) {
			insertText.run(id, text);
		}
	}

	#insertCall(entry: Entry, block: number, slot: number): { id: number; text: string } {
		const { call, json } = entry;
		const place = this.#names.place(call.accountId, call.region);
		const callClass = classOf(call);
		const caller = this.#names.caller(call.caller.name, call.caller.arn ?? '');
		const eventName = this.#names.eventName(call.eventName);
		const origin = originNumber(call.origin.kind);
		const topics = this.#topicsOf(call.touches);
		const insert = this.#connection.prepare(
			`INSERT INTO call (id, event_id, place_id, class, event_name_id, caller_id, origin,
				source_set_id, block_id, slot, weight, topics)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
		);
		const { packedId, sources, weight } = entry;
		const packedTopics = packTopics(topics);
		const insertAt = (id: number) =>
			insert.run(
				id,
				packedId,
				place,
				callClass,
				eventName,
				caller,
				origin,
				sources,
				block,
				slot,
				weight,
				packedTopics,
			).changes;
		let { id } = entry;
		// another call of the same second may have the number
		for (let step = 1; Number(insertAt(id)) === 0; step *= 2) {
			id += step;
		}
		const insertListing = this.#connection.prepare(
			'INSERT INTO listing (topic_id, place_id, class, call_id) VALUES (?, ?, ?, ?)',
		);
		for (const [topic, classThere] of listings(topics, callClass)) {
			insertListing.run(topic, place, classThere, id);
			this.#topicTallies.add(topic, place, classThere, id);
		}
		this.#callerTallies.add(caller, place, callClass, id);
		const properties = { place, callClass, caller, eventName, origin, topics };
		return { id, text: indexText(call, json, properties) };
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

/** Each event once. */
function richest(calls: readonly RecordedCall[]): Iterable<RecordedCall> {
	const byEvent = new Map<string, RecordedCall>();
	for (const call of calls) {
		// as the database will spell it
		const eventId = call.call.eventId.toWellFormed();
		const known = byEvent.get(eventId);
		if (!known || weightOf(call.json) > weightOf(known.json)) {
			byEvent.set(eventId, call);
		}
	}
	return byEvent.values();
}

/** How much a record tells: a corrected one most, else the longer the more. */
function weightOf(json: string): number {
	const corrected = json.includes('"addendum"') && /"addendum"\s*:\s*\{/.test(json);
	return json.length + (corrected ? addendumWeight : 0);
}
