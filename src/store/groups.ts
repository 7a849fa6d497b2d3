import type { CallGroup, GroupKey } from '../model/query.ts';
import { changeClass, isFailed } from './callClass.ts';
import { isoTimeOfId, timeOfId } from './callId.ts';
import { idQuery, streamsOf } from './callIds.ts';
import type { Connection } from './connection.ts';
import { countedParts, hasOwnListings, isWholeTime, streamRange } from './counts.ts';
import type { FilterPlan } from './filterPlan.ts';
import { dayOf } from './localDay.ts';
import { everythingTopic } from './schema.ts';

interface Counts {
	calls: number;
	changes: number;
	failures: number;
	lastId: number;
}

/** Calls of a plan by caller, day or place; the last active first. */
export function groupCalls(connection: Connection, by: GroupKey, plan: FilterPlan): CallGroup[] {
	const groups = new Map<string, Counts>();
	switch (by) {
		case 'day':
			countDays(connection, plan, groups);
			break;
		case 'caller':
			countCallers(connection, plan, groups);
			break;
		case 'place':
			countPlaces(connection, plan, groups);
			break;
	}
	return [...groups]
		.sort(([, one], [, other]) => other.lastId - one.lastId)
		.map(([key, { lastId, ...counts }]) => ({ key, ...counts, lastCall: isoTimeOfId(lastId) }));
}

function add(
	groups: Map<string, Counts>,
	key: string,
	part: 'calls' | 'changes' | 'failures',
	calls: number,
	lastId: number,
): void {
	let counts = groups.get(key);
	if (!counts) {
		counts = { calls: 0, changes: 0, failures: 0, lastId: -1 };
		groups.set(key, counts);
	}
	counts[part] += calls;
	counts.lastId = Math.max(counts.lastId, lastId);
}

/** Adds calls of one class to all parts that count it. */
function addClass(
	groups: Map<string, Counts>,
	key: string,
	callClass: number,
	calls: number,
	lastId: number,
): void {
	add(groups, key, 'calls', calls, lastId);
	if (callClass === changeClass) {
		add(groups, key, 'changes', calls, lastId);
	}
	if (isFailed(callClass)) {
		add(groups, key, 'failures', calls, lastId);
	}
}

function countDays(connection: Connection, plan: FilterPlan, groups: Map<string, Counts>): void {
	if (!hasOwnListings(plan)) {
		eachPart(plan, (part, query) => {
			let day = dayOf(0);
			for (const { id } of connection.all<{ id: number }>(query.sql, ...query.values)) {
				if (id < day.min || id >= day.max) {
					day = dayOf(timeOfId(id));
				}
				add(groups, day.key, part, 1, id);
			}
		});
		return;
	}
	for (const stream of streamsOf(connection, plan)) {
		// from day to day that has calls: a wrong date far off costs nothing
		let last = lastBefore(connection, stream, plan.min, plan.max);
		while (last >= 0) {
			const day = dayOf(timeOfId(last));
			const min = Math.max(day.min, plan.min);
			const { calls } = streamRange(connection, stream, min, last + 1);
			addClass(groups, day.key, stream.callClass, calls, last);
			last = lastBefore(connection, stream, plan.min, min);
		}
	}
}

function lastBefore(
	connection: Connection,
	{ topic, place, callClass }: { topic: number; place: number; callClass: number },
	min: number,
	max: number,
): number {
	return (
		connection.get<{ id: number }>(
			`SELECT call_id AS id FROM listing
			WHERE topic_id = ? AND place_id = ? AND class = ? AND call_id >= ? AND call_id < ?
			ORDER BY call_id DESC LIMIT 1`,
			topic,
			place,
			callClass,
			min,
			max,
		)?.id ?? -1
	);
}

interface GroupRow {
	readonly key: string;
	readonly class: number;
	readonly calls: number;
	readonly last_id: number;
}

function countCallers(connection: Connection, plan: FilterPlan, groups: Map<string, Counts>): void {
	const [topic] = plan.topics;
	if (!hasOwnListings(plan) || topic !== everythingTopic) {
		countJoined(connection, plan, groups, 'caller k ON k.id = c.caller_id', 'k.name');
		return;
	}
	const places = JSON.stringify(plan.places.map(({ id }) => id));
	const classes = JSON.stringify(plan.classes);
	const where = `place_id IN (SELECT value FROM json_each(?))
		AND class IN (SELECT value FROM json_each(?))`;
	const rows = isWholeTime(plan)
		? connection.all<GroupRow>(
				`SELECT k.name AS key, class, sum(calls) AS calls, max(last_id) AS last_id
				FROM caller_tally t JOIN caller k ON k.id = t.caller_id
				WHERE ${where} GROUP BY k.name, class`,
				places,
				classes,
			)
		: connection.all<GroupRow>(
				`SELECT k.name AS key, t.class, t.calls, t.last_id
				FROM (
					SELECT caller_id, class, count(*) AS calls, max(id) AS last_id FROM call
					WHERE ${where} AND id >= ? AND id < ? GROUP BY caller_id, class
				) t JOIN caller k ON k.id = t.caller_id`,
				places,
				classes,
				plan.min,
				plan.max,
			);
	for (const row of rows) {
		addClass(groups, row.key, row.class, row.calls, row.last_id);
	}
}

function countPlaces(connection: Connection, plan: FilterPlan, groups: Map<string, Counts>): void {
	if (!hasOwnListings(plan)) {
		const key = "k.account_id || '/' || k.region";
		countJoined(connection, plan, groups, 'place k ON k.id = c.place_id', key);
		return;
	}
	const names = new Map(
		plan.places.map(({ id, accountId, region }) => [id, `${accountId}/${region}`]),
	);
	for (const stream of streamsOf(connection, plan)) {
		const { calls, lastId } = isWholeTime(plan)
			? stream
			: streamRange(connection, stream, plan.min, plan.max);
		if (calls > 0) {
			addClass(groups, names.get(stream.place) ?? '', stream.callClass, calls, lastId);
		}
	}
}

/** Looks every call up to find its group. */
function countJoined(
	connection: Connection,
	plan: FilterPlan,
	groups: Map<string, Counts>,
	join: string,
	key: string,
): void {
	eachPart(plan, (part, query) => {
		const rows = connection.all<GroupRow>(
			`SELECT ${key} AS key, count(*) AS calls, max(c.id) AS last_id
			FROM (${query.sql}) i JOIN call c ON c.id = i.id JOIN ${join} GROUP BY k.id`,
			...query.values,
		);
		for (const row of rows) {
			add(groups, row.key, part, row.calls, row.last_id);
		}
	});
}

function eachPart(
	plan: FilterPlan,
	action: (
		part: 'calls' | 'changes' | 'failures',
		query: { sql: string; values: readonly (string | number)[] },
	) => void,
): void {
	for (const [part, narrowed] of countedParts) {
		const query = idQuery(narrowed(plan));
		if (query) {
			action(part, query);
		}
	}
}
