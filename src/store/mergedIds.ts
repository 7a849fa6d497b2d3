import type { CallOrder } from '../model/query.ts';
import type { Connection } from './connection.ts';

/** The calls of one topic, place and class. */
export interface Stream {
	readonly topic: number;
	readonly place: number;
	readonly callClass: number;
	readonly calls: number;
	readonly lastId: number;
}

export interface MergeOptions {
	/** Ids from `min` up to, not including, `max`. */
	readonly min: number;
	readonly max: number;
	readonly limit: number;
	readonly order: CallOrder;
}

/** The first ids of all streams together; a call that several of them hold comes once. */
export function mergedIds(
	connection: Connection,
	streams: readonly Stream[],
	options: MergeOptions,
): number[] {
	const { min, limit } = options;
	const lively = streams.filter(({ lastId }) => lastId >= min);
	const chunk = Math.min(limit, Math.max(Math.ceil((limit * 2) / (lively.length + 1)), 16));
	const cursors = lively
		.map((stream) => new Cursor(connection, stream, options, chunk))
		.filter(({ id }) => id !== undefined)
		.sort((one, other) => one.key - other.key);
	const ids: number[] = [];
	while (ids.length < limit) {
		const [first] = cursors;
		if (first?.id === undefined) {
			break;
		}
		if (ids.at(-1) !== first.id) {
			ids.push(first.id);
		}
		first.advance();
		settleFirst(cursors);
	}
	return ids;
}

/** One stream, read a chunk at a time from its end on. */
class Cursor {
	readonly #connection: Connection;
	readonly #stream: Stream;
	readonly #chunk: number;
	readonly #isDescending: boolean;
	#min: number;
	#max: number;
	#ids: number[] = [];
	#position = -1;

	constructor(
		connection: Connection,
		stream: Stream,
		{ min, max, order }: MergeOptions,
		chunk: number,
	) {
		this.#connection = connection;
		this.#stream = stream;
		this.#chunk = chunk;
		this.#isDescending = order === 'newest';
		this.#min = min;
		this.#max = max;
		if (this.#isDescending && stream.lastId < max) {
			// known without asking: of many streams only those with the newest calls are read
			this.#take([stream.lastId]);
		} else {
			this.#read();
		}
	}

	/** The id it stands at; undefined at the end. */
	get id(): number | undefined {
		return this.#ids[this.#position];
	}

	/** The first in order has the least. */
	get key(): number {
		const { id } = this;
		return id === undefined ? Number.POSITIVE_INFINITY : this.#isDescending ? -id : id;
	}

	/** Goes to the next id. */
	advance(): void {
		if (++this.#position >= this.#ids.length) {
			this.#read();
		}
	}

	#read(): void {
		const { topic, place, callClass } = this.#stream;
		const rows = this.#connection.all<{ id: number }>(
			`SELECT call_id AS id FROM listing
			WHERE topic_id = ? AND place_id = ? AND class = ? AND call_id >= ? AND call_id < ?
			ORDER BY call_id ${this.#isDescending ? 'DESC' : 'ASC'} LIMIT ?`,
			topic,
			place,
			callClass,
			this.#min,
			this.#max,
			this.#chunk,
		);
		this.#take(rows.map(({ id }) => id));
	}

	#take(ids: number[]): void {
		this.#ids = ids;
		this.#position = 0;
		const last = ids.at(-1);
		if (last === undefined) {
			this.#max = this.#min;
		} else if (this.#isDescending) {
			this.#max = last;
		} else {
			this.#min = last + 1;
		}
	}
}

/** Puts the first cursor, which was moved, back into the order. */
function settleFirst(cursors: Cursor[]): void {
	const [first] = cursors;
	if (!first) {
		return;
	}
	if (first.id === undefined) {
		cursors.shift();
		return;
	}
	let low = 1;
	let high = cursors.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((cursors[middle]?.key ?? Number.POSITIVE_INFINITY) < first.key) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	cursors.copyWithin(0, 1, low);
	cursors[low - 1] = first;
}
