import type { CallOrder } from '../model/query.ts';
import { callMatchesSql } from './callScan.ts';
import type { Connection } from './connection.ts';
import { type FilterPlan, wordsOfPlan } from './filterPlan.ts';
import { mergedIds, type Stream } from './mergedIds.ts';

interface TallyRow {
	readonly topic_id: number;
	readonly place_id: number;
	readonly class: number;
	readonly calls: number;
	readonly last_id: number;
}

/** Ids of the plan's calls in the order of their time, at most `limit`. */
export function callIds(
	connection: Connection,
	plan: FilterPlan,
	limit: number,
	order: CallOrder = 'newest',
): number[] {
	if (plan.words !== undefined) {
		return indexedIds(connection, plan, limit, order);
	}
	return mergedIds(connection, streamsOf(connection, plan), { ...plan, limit, order });
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

function indexedIds(
	connection: Connection,
	plan: FilterPlan,
	limit: number,
	order: CallOrder,
): number[] {
	const query = idQuery(plan);
	const by = order === 'newest' ? 'DESC' : 'ASC';
	return query
		? connection
				.all<{ id: number }>(`${query.sql} ORDER BY id ${by} LIMIT ?`, ...query.values, limit)
				.map(({ id }) => id)
		: [];
}
