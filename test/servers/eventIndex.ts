import { type EventEntry, type LookupKey, readEntry } from './eventEntry.ts';

export interface EventQuery {
	readonly accountId: string;
	readonly region: string;
	readonly attribute?: { readonly key: LookupKey; readonly value: string };
	/** ms since 1970, inclusive. */
	readonly from: number;
	/** ms since 1970, inclusive. */
	readonly to: number;
	/** ms since 1970: events delivered later are not seen. */
	readonly now: number;
	readonly limit: number;
	/** Only events older than this one. */
	readonly after?: Position;
}

export interface Position {
	readonly time: number;
	readonly sequence: number;
}

interface Shelf {
	entries: EventEntry[];
	sorted: boolean;
}

/** Records by account, Region and attribute, newest first; cheap at hundreds of thousands. */
export class EventIndex {
	readonly #shelves = new Map<string, Shelf>();
	#sequence = 0;

	/** @param delayOf how long after its time a record is delivered, ms. */
	add(records: Iterable<object>, delayOf: (record: object) => number): void {
		for (const record of records) {
			const entry = readEntry(record, this.#sequence++, delayOf(record));
			if (entry) {
				this.#put(shelfName(entry), entry);
				for (const [key, values] of Object.entries(entry.attributes)) {
					for (const value of new Set(values)) {
						this.#put(shelfName(entry, { key, value }), entry);
					}
				}
			}
		}
	}

	clear(): void {
		this.#shelves.clear();
	}

	/** One more than `limit` where there is more. Newest first. */
	find(query: EventQuery): EventEntry[] {
		const shelf = this.#shelves.get(shelfName(query, query.attribute));
		if (!shelf) {
			return [];
		}
		if (!shelf.sorted) {
			shelf.entries.sort(newestFirst);
			shelf.sorted = true;
		}
		const found: EventEntry[] = [];
		const start = query.after ?? { time: query.to, sequence: Number.POSITIVE_INFINITY };
		for (let at = firstAfter(shelf.entries, start); found.length <= query.limit; at++) {
			const entry = shelf.entries[at];
			if (!entry || entry.time < query.from) {
				break;
			}
			if (entry.visibleAt <= query.now && entry.time <= query.to) {
				found.push(entry);
			}
		}
		return found;
	}

	#put(name: string, entry: EventEntry): void {
		const shelf = this.#shelves.get(name);
		if (shelf) {
			shelf.entries.push(entry);
			shelf.sorted = false;
		} else {
			this.#shelves.set(name, { entries: [entry], sorted: true });
		}
	}
}

function shelfName(
	place: { readonly accountId: string; readonly region: string },
	attribute?: { readonly key: string; readonly value: string },
): string {
	const name = `${place.accountId}/${place.region}`;
	return attribute ? `${name}/${attribute.key}=${attribute.value}` : name;
}

function newestFirst(left: Position, right: Position): number {
	return right.time - left.time || right.sequence - left.sequence;
}

/** Index of the first entry that comes after the position, by bisection. */
function firstAfter(entries: readonly EventEntry[], position: Position): number {
	let low = 0;
	let high = entries.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const entry = entries[middle];
		if (entry && newestFirst(entry, position) <= 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}
