import { callMatchesSql } from './callScan.ts';
import type { Connection } from './connection.ts';
import { type FilterPlan, wordsOfPlan } from './filterPlan.ts';

/** The calls of one topic, place and class. */
export interface Stream {
	readonly topic: number;
	readonly place: number;
	readonly callClass: number;
	readonly calls: number;
	readonly lastId: number;
}

interface TallyRow {
	readonly topic_id: number;
	readonly place_id: number;
	readonly class: number;
	readonly calls: number;
	readonly last_id: number;
}

/** Ids of the plan's calls, newest first, at most `limit`. */
export function callIds(connection: Connection, plan: FilterPlan, limit: number): number[] {
	return plan.words === undefined
		? listedIds(connection, plan, limit)
		: indexedIds(connection, plan, limit);
}

/** The listings that hold the plan's calls: those that exist. */
export function streamsOf(connection: Connection, plan: FilterPlan): Stream[] {
	const places = new Set(plan.places.map(({ id }) => id));
	return connection
		.all<TallyRow>(
			`SELECT topic_id, place_id, class, calls, last_id FROM tally
			WHERE topic_id IN (SELECT value FROM json_each(?))`,
			JSON.stringify(plan.topics),
		)
		.filter((row) => places.has(row.place_id) && plan.classes.includes(row.class))
		.map((row) => ({
			topic: row.topic_id,
			place: row.place_id,
			callClass: row.class,
			calls: row.calls,
			lastId: row.last_id,
		}));
}

const indexSql = 'SELECT rowid AS id FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ?';
const scanSql = `SELECT id FROM call
	WHERE ${callMatchesSql} AND id >= ? AND id < ?`;

/**
 * A subquery with the plan's ids as `id`, each once, in no order, and the values of its parameters.
 * @returns undefined where there is no call.
 */
export function idQuery(
	plan: FilterPlan,
): { sql: string; values: readonly (string | number)[] } | undefined {
	if (plan.classes.length === 0) {
		return undefined;
	}
	const range = [plan.min, plan.max];
	if (plan.words !== undefined) {
		return { sql: plan.scan ? scanSql : indexSql, values: [wordsOfPlan(plan) ?? '', ...range] };
	}
	const places = plan.places.map(({ id }) => id);
	return {
		// a call can be listed under several of the topics
		sql: `SELECT ${plan.topics.length > 1 ? 'DISTINCT' : ''} call_id AS id FROM listing
			WHERE topic_id IN (SELECT value FROM json_each(?))
				AND place_id IN (SELECT value FROM json_each(?))
				AND class IN (SELECT value FROM json_each(?))
				AND call_id >= ? AND call_id < ?`,
		values: [
			JSON.stringify(plan.topics),
			JSON.stringify(places),
			JSON.stringify(plan.classes),
			...range,
		],
	};
}

function indexedIds(connection: Connection, plan: FilterPlan, limit: number): number[] {
	const query = idQuery(plan);
	return query
		? connection
				.all<{ id: number }>(`${query.sql} ORDER BY id DESC LIMIT ?`, ...query.values, limit)
				.map(({ id }) => id)
		: [];
}

/** One stream, read a chunk at a time from its newest call on. */
class Cursor {
	readonly #stream: Stream;
	readonly #chunk: number;
	#ids: number[] = [];
	#position = 0;
	#max: number;

	constructor(stream: Stream, max: number, chunk: number) {
		this.#stream = stream;
		this.#max = max;
		this.#chunk = chunk;
		if (stream.lastId < max) {
			// known without asking: of many streams only those with the newest calls are read
			this.#ids = [stream.lastId];
			this.#max = stream.lastId;
			this.#position = -1;
		}
	}

	/** The id it stands at, -1 at the end. */
	get id(): number {
		return this.#ids[this.#position] ?? -1;
	}

	/** Goes to the next id. */
	advance(connection: Connection, min: number): void {
		if (++this.#position < this.#ids.length) {
			return;
		}
		const { topic, place, callClass } = this.#stream;
		this.#ids = connection
			.all<{ id: number }>(
				`SELECT call_id AS id FROM listing
				WHERE topic_id = ? AND place_id = ? AND class = ? AND call_id >= ? AND call_id < ?
				ORDER BY call_id DESC LIMIT ?`,
				topic,
				place,
				callClass,
				min,
				this.#max,
				this.#chunk,
			)
			.map(({ id }) => id);
		this.#position = 0;
		this.#max = this.#ids.at(-1) ?? -1;
	}
}

/** Merges the streams; a call that several of them hold comes once. */
function listedIds(connection: Connection, plan: FilterPlan, limit: number): number[] {
	const streams = streamsOf(connection, plan).filter(({ lastId }) => lastId >= plan.min);
	const chunk = Math.max(Math.ceil((limit * 2) / (streams.length + 1)), 16);
	let cursors = streams.map((stream) => new Cursor(stream, plan.max, Math.min(chunk, limit)));
	for (const cursor of cursors) {
		cursor.advance(connection, plan.min);
	}
	cursors = cursors.filter(({ id }) => id >= 0).sort((one, other) => other.id - one.id);
	const ids: number[] = [];
	while (ids.length < limit) {
		const [first] = cursors;
		if (!first) {
			break;
		}
		if (ids.at(-1) !== first.id) {
			ids.push(first.id);
		}
		first.advance(connection, plan.min);
		settleFirst(cursors);
	}
	return ids;
}

/** Puts the first cursor, which was moved, back into the order. */
function settleFirst(cursors: Cursor[]): void {
	const [first] = cursors;
	if (!first) {
		return;
	}
	if (first.id < 0) {
		cursors.shift();
		return;
	}
	let low = 1;
	let high = cursors.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((cursors[middle]?.id ?? -1) > first.id) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	cursors.copyWithin(0, 1, low);
	cursors[low - 1] = first;
}
