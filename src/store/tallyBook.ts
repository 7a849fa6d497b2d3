import { classCount } from './callClass.ts';
import type { Connection } from './connection.ts';

interface Entry {
	calls: number;
	/** Greatest id that was added, -1 for none. */
	added: number;
	/** Greatest id that was taken away, -1 for none. */
	removed: number;
}

interface TallyTable {
	readonly table: 'tally' | 'caller_tally';
	readonly key: 'topic_id' | 'caller_id';
	/** Finds the greatest id of (key, place, class) again. */
	readonly lastId: string;
}

export const topicTallies: TallyTable = {
	table: 'tally',
	key: 'topic_id',
	lastId:
		'SELECT max(call_id) AS id FROM listing WHERE topic_id = ? AND place_id = ? AND class = ?',
};

export const callerTallies: TallyTable = {
	table: 'caller_tally',
	key: 'caller_id',
	// slow, but only asked where a caller's last call was corrected into another caller's
	lastId: 'SELECT max(id) AS id FROM call WHERE caller_id = ? AND place_id = ? AND class = ?',
};

/** Counts what one transaction adds and takes away, and writes it down at its end. */
export class TallyBook {
	readonly #table: TallyTable;
	readonly #entries = new Map<number, Map<number, Entry>>();

	constructor(table: TallyTable) {
		this.#table = table;
	}

	add(key: number, place: number, callClass: number, id: number): void {
		const entry = this.#entry(key, place, callClass);
		entry.calls++;
		entry.added = Math.max(entry.added, id);
	}

	remove(key: number, place: number, callClass: number, id: number): void {
		const entry = this.#entry(key, place, callClass);
		entry.calls--;
		entry.removed = Math.max(entry.removed, id);
	}

	/** To be called inside the transaction, after its other changes. */
	write(connection: Connection): void {
		const { table, key } = this.#table;
		const upsert = connection.prepare(
			`INSERT INTO ${table} (${key}, place_id, class, calls, last_id) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET
				calls = calls + excluded.calls, last_id = max(last_id, excluded.last_id)`,
		);
		for (const [id, entries] of this.#entries) {
			for (const [placeAndClass, entry] of entries) {
				const place = Math.floor(placeAndClass / classCount);
				const callClass = placeAndClass % classCount;
				upsert.run(id, place, callClass, entry.calls, entry.added);
				if (entry.removed > entry.added) {
					this.#correct(connection, id, place, callClass);
				}
			}
		}
		this.#entries.clear();
	}

	#correct(connection: Connection, id: number, place: number, callClass: number): void {
		const { table, key, lastId } = this.#table;
		const where = `WHERE ${key} = ? AND place_id = ? AND class = ?`;
		const last = connection.get<{ id: number | null }>(lastId, id, place, callClass)?.id;
		if (last === null || last === undefined) {
			connection.run(`DELETE FROM ${table} ${where}`, id, place, callClass);
		} else {
			connection.run(`UPDATE ${table} SET last_id = ? ${where}`, last, id, place, callClass);
		}
	}

	#entry(key: number, place: number, callClass: number): Entry {
		let entries = this.#entries.get(key);
		if (!entries) {
			entries = new Map();
			this.#entries.set(key, entries);
		}
		const placeAndClass = place * classCount + callClass;
		let entry = entries.get(placeAndClass);
		if (!entry) {
			entry = { calls: 0, added: -1, removed: -1 };
			entries.set(placeAndClass, entry);
		}
		return entry;
	}
}
