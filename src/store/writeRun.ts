import type { Call } from '../model/call.ts';
import type { RecordedCall } from '../model/recordedCall.ts';
import { hasRoom, type Lot, packBlock } from './blocks.ts';
import { asReference, classOf } from './callClass.ts';
import { inSameSecond } from './callId.ts';
import type { Connection } from './connection.ts';
import { currentDictionary } from './dictionary.ts';
import { packEventId } from './eventId.ts';
import { type Names, originNumber } from './names.ts';
import { everythingTopic, unnamedTopic } from './schema.ts';
import { indexText, sharedTexts } from './searchText.ts';
import { callerTallies, TallyBook, topicTallies } from './tallyBook.ts';
import { packTopics, type TopicTouch, unpackTopics } from './topicList.ts';
import { markBehind } from './wordIndex.ts';

/** What is stored of a call whose event comes again. */
interface StoredCall {
	readonly id: number;
	readonly place_id: number;
	readonly class: number;
	readonly caller_id: number;
	readonly source_set_id: number;
	readonly weight: number;
	readonly block_id: number;
	readonly slot: number;
	readonly topics: Uint8Array;
}

/** Where a record is stored. */
interface Position {
	readonly block: number;
	readonly slot: number;
}

const storedColumns =
	'id, place_id, class, caller_id, source_set_id, weight, block_id, slot, topics';

/** A call on its way into the database. */
export interface Entry extends RecordedCall {
	readonly packedId: Uint8Array | string;
	readonly weight: number;
	/** The id that the call wants. */
	readonly id: number;
}

/** The calls of one transaction, in the order of their ids. */
export class WriteRun {
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

	reindex(id: number, call: Call, json: string): void {
		const stored = this.#connection.get<StoredCall>(
			`SELECT ${storedColumns} FROM call WHERE id = ?`,
			id,
		);
		if (!stored) {
			return;
		}
		this.#remove(stored);
		const { weight, source_set_id: sources, block_id: block, slot } = stored;
		const entry = { call, json, packedId: packEventId(call.eventId), weight, id };
		this.#insert(entry, sources, { block, slot });
	}

	/** Writes what was gathered. */
	finish(dictionary: Uint8Array): void {
		const insertBlock = this.#connection.prepare('INSERT INTO block (id, packed) VALUES (?, ?)');
		for (const { block, records } of this.#lots) {
			if (records.length > 0) {
				insertBlock.run(block, packBlock(records, currentDictionary, dictionary));
			}
		}
		this.#index();
		this.#topicTallies.write(this.#connection);
		this.#callerTallies.write(this.#connection);
	}

	#index(): void {
		if (!this.#connection.hasFullText) {
			markBehind(this.#connection);
			return;
		}
		// out of order, each call would make the index write a segment of its own
		this.#indexed.sort((one, other) => one.id - other.id);
		const insertText = this.#connection.prepare('INSERT INTO words (rowid, text) VALUES (?, ?)');
		for (const { id, text } of this.#indexed) {
			insertText.run(id, text);
		}
	}

	#find(packedId: Uint8Array | string): StoredCall | undefined {
		return this.#connection.get<StoredCall>(
			`SELECT ${storedColumns} FROM call WHERE event_id = ?`,
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

	/**
	 * @param stored where the record is, if it is there already.
	 * @returns false where the id or the event is there already.
	 */
	#insert(entry: Entry, sources: number, stored?: Position): boolean {
		const { call, json, id } = entry;
		const place = this.#names.place(call.accountId, call.region);
		const callClass = classOf(call);
		const caller = this.#names.caller(call.caller.name, call.caller.arn ?? '');
		const eventName = this.#names.eventName(call.eventName);
		const origin = originNumber(call.origin.kind);
		const topics = this.#topicsOf(call.touches);
		const lot = stored ? undefined : this.#lotFor(json);
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
				stored?.block ?? lot?.block ?? 0,
				stored?.slot ?? lot?.records.length ?? 0,
				entry.weight,
				packTopics(topics),
			);
		if (Number(result.changes) === 0) {
			return false;
		}
		if (lot) {
			lot.records.push(json);
			lot.size += json.length;
		}
		const insertListing = this.#connection.prepare(
			'INSERT INTO listing (topic_id, place_id, class, call_id) VALUES (?, ?, ?, ?)',
		);
		for (const [topic, classThere] of listings(topics, callClass)) {
			insertListing.run(topic, place, classThere, id);
			this.#topicTallies.add(topic, place, classThere, id);
		}
		this.#callerTallies.add(caller, place, callClass, id);
		if (this.#connection.hasFullText) {
			const texts = this.#texts(call);
			const properties = { place, callClass, caller, eventName, origin, topics, ...texts };
			this.#indexed.push({ id, text: indexText(call, json, properties) });
		}
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
		if (connection.hasFullText) {
			connection.run('DELETE FROM words WHERE rowid = ?', id);
		}
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
