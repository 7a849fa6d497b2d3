import type { CallSpan, CallTotal } from '../model/query.ts';
import { isoTimeOfId } from './callId.ts';
import { callIds, idQuery } from './callIds.ts';
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
	const [last] = callIds(connection, plan, 1, 'newest');
	const [first] = last === undefined ? [] : callIds(connection, plan, 1, 'oldest');
	return first === undefined || last === undefined
		? undefined
		: { first: isoTimeOfId(first), last: isoTimeOfId(last) };
}
