import type { CallSpan, CallTotal } from '../model/query.ts';
import { isoTimeOfId } from './callId.ts';
import { idQuery, streamsOf } from './callIds.ts';
import { type Connection, goesOnSql } from './connection.ts';
import { countStreams, hasOwnListings } from './counts.ts';
import type { FilterPlan } from './filterPlan.ts';

/** How many calls a plan has: all that cost nothing to count, else at most `upTo`. */
export function totalOf(connection: Connection, plan: FilterPlan, upTo: number): CallTotal {
	if (hasOwnListings(plan)) {
		return { calls: countStreams(connection, plan).calls, more: false };
	}
	const query = idQuery(plan);
	const counted = query
		? (connection.get<{ calls: number }>(
				`SELECT count(*) AS calls
				FROM (SELECT id FROM (${query.sql}) WHERE ${goesOnSql} LIMIT ?)`,
				...query.values,
				upTo + 1,
			)?.calls ?? 0)
		: 0;
	return { calls: Math.min(counted, upTo), more: counted > upTo };
}

/** The first and the last call of a plan. */
export function spanOf(connection: Connection, plan: FilterPlan): CallSpan | undefined {
	const ends =
		plan.words === undefined ? listedEnds(connection, plan) : foundEnds(connection, plan);
	return ends && { first: isoTimeOfId(ends.first), last: isoTimeOfId(ends.last) };
}

interface Ends {
	readonly first: number;
	readonly last: number;
}

function listedEnds(connection: Connection, plan: FilterPlan): Ends | undefined {
	let first = Number.POSITIVE_INFINITY;
	let last = -1;
	for (const { topic, place, callClass } of streamsOf(connection, plan)) {
		const end = (order: 'ASC' | 'DESC') =>
			connection.get<{ id: number }>(
				`SELECT call_id AS id FROM listing
				WHERE topic_id = ? AND place_id = ? AND class = ? AND call_id >= ? AND call_id < ?
				ORDER BY call_id ${order} LIMIT 1`,
				topic,
				place,
				callClass,
				plan.min,
				plan.max,
			)?.id;
		first = Math.min(first, end('ASC') ?? first);
		last = Math.max(last, end('DESC') ?? last);
	}
	return last < 0 ? undefined : { first, last };
}

function foundEnds(connection: Connection, plan: FilterPlan): Ends | undefined {
	const query = idQuery(plan);
	const end = (order: 'ASC' | 'DESC') =>
		query &&
		connection.get<{ id: number }>(`${query.sql} ORDER BY id ${order} LIMIT 1`, ...query.values)
			?.id;
	const last = end('DESC');
	const first = last === undefined ? undefined : end('ASC');
	return first === undefined || last === undefined ? undefined : { first, last };
}
