import type { CallCounts } from '../model/query.ts';
import { changeClass, isFailed } from './callClass.ts';
import { idLimit } from './callId.ts';
import { idQuery, streamsOf } from './callIds.ts';
import type { Connection } from './connection.ts';
import { type FilterPlan, narrow } from './filterPlan.ts';
import type { Stream } from './mergedIds.ts';

/** The parts of a plan that views count apart. */
export const countedParts = [
	['calls', (plan: FilterPlan) => plan],
	['changes', (plan: FilterPlan) => narrow(plan, (callClass) => callClass === changeClass)],
	['failures', (plan: FilterPlan) => narrow(plan, isFailed)],
] as const;

export const noCalls: CallCounts = { calls: 0, changes: 0, failures: 0 };

export function isWholeTime(plan: FilterPlan): boolean {
	return plan.min === 0 && plan.max === idLimit;
}

/** Are all calls of the plan in listings that share none? */
export function hasOwnListings(plan: FilterPlan): boolean {
	return plan.words === undefined && plan.topics.length === 1;
}

export function countCalls(connection: Connection, plan: FilterPlan): CallCounts {
	return hasOwnListings(plan)
		? countStreams(connection, plan)
		: {
				calls: countIds(connection, countedParts[0][1](plan)),
				changes: countIds(connection, countedParts[1][1](plan)),
				failures: countIds(connection, countedParts[2][1](plan)),
			};
}

/** Counts the streams of a plan that has its own listings. */
export function countStreams(connection: Connection, plan: FilterPlan): CallCounts {
	const counts = { ...noCalls };
	for (const stream of streamsOf(connection, plan)) {
		const { calls } = isWholeTime(plan)
			? stream
			: streamRange(connection, stream, plan.min, plan.max);
		counts.calls += calls;
		counts.changes += stream.callClass === changeClass ? calls : 0;
		counts.failures += isFailed(stream.callClass) ? calls : 0;
	}
	return counts;
}

/** How many calls a stream has between two ids, and the last of them, -1 for none. */
export function streamRange(
	connection: Connection,
	{ topic, place, callClass }: Stream,
	min: number,
	max: number,
): { calls: number; lastId: number } {
	const row = connection.get<{ calls: number; last_id: number | null }>(
		`SELECT count(*) AS calls, max(call_id) AS last_id FROM listing
		WHERE topic_id = ? AND place_id = ? AND class = ? AND call_id >= ? AND call_id < ?`,
		topic,
		place,
		callClass,
		min,
		max,
	);
	return { calls: row?.calls ?? 0, lastId: row?.last_id ?? -1 };
}

function countIds(connection: Connection, plan: FilterPlan): number {
	const query = idQuery(plan);
	return query
		? (connection.get<{ calls: number }>(
				`SELECT count(*) AS calls FROM (${query.sql})`,
				...query.values,
			)?.calls ?? 0)
		: 0;
}
