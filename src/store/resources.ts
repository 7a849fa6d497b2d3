import type { ImageBuilderArn } from '../model/arn.ts';
import type { LastChange, ResourceQuery, ResourceSummary } from '../model/query.ts';
import { asReference, changeClass, isFailed } from './callClass.ts';
import { isoTimeOfId } from './callId.ts';
import { idQuery } from './callIds.ts';
import type { Connection } from './connection.ts';
import { isWholeTime, streamRange } from './counts.ts';
import { unpackEventId } from './eventId.ts';
import type { FilterPlan } from './filterPlan.ts';
import type { KnownTopics } from './knownTopics.ts';
import { originOf } from './names.ts';
import type { Place } from './places.ts';
import { lastReservedTopic } from './schema.ts';
import { unpackTopics } from './topicList.ts';

/** What resources are read from. */
export interface ResourceTables {
	readonly connection: Connection;
	readonly topics: KnownTopics;
}

/** Calls of one resource at one place. */
interface Tally {
	readonly topic: number;
	readonly place: number;
	calls: number;
	changes: number;
	failures: number;
	lastId: number;
	lastChangeId: number;
}

interface TallyRow {
	readonly topic_id: number;
	readonly place_id: number;
	readonly class: number;
	readonly calls: number;
	readonly last_id: number;
}

/**
 * Resources that the calls of a plan name, one summary for each account and Region of those calls,
 * in the order of their ARNs.
 */
export function readResources(
	database: ResourceTables,
	plan: FilterPlan,
	query: ResourceQuery,
): ResourceSummary[] {
	const { connection, topics } = database;
	const tallies = isByTally(plan, query)
		? tallyListings(connection, plan)
		: tallyCalls(connection, plan);
	const places = new Map(plan.places.map((place) => [place.id, place]));
	const kinds = query.kinds && new Set(query.kinds);
	const known = topics.all();
	const found: { arn: ImageBuilderArn; order: number; tally: Tally }[] = [];
	for (const tally of tallies) {
		const { arn, order = 0 } = known.get(tally.topic) ?? {};
		if (arn && (kinds?.has(arn.kind) ?? true)) {
			found.push({ arn, order, tally });
		}
	}
	// those of one ARN stay in the order of their places
	found.sort((one, other) => one.order - other.order);
	const changes = lastChanges(
		connection,
		found.map(({ tally }) => tally.lastChangeId),
	);
	return found.flatMap(({ arn, tally }) => {
		const place = places.get(tally.place);
		return place ? [summary(arn, place, tally, changes.get(tally.lastChangeId))] : [];
	});
}

function summary(
	arn: ImageBuilderArn,
	{ accountId, region }: Place,
	tally: Tally,
	lastChange: LastChange | undefined,
): ResourceSummary {
	return {
		arn: arn.arn,
		kind: arn.kind,
		name: arn.name,
		...(arn.version !== undefined && { version: arn.version }),
		accountId,
		region,
		calls: tally.calls,
		changes: tally.changes,
		failures: tally.failures,
		lastCall:
			lastChange && tally.lastId === tally.lastChangeId
				? lastChange.eventTime
				: isoTimeOfId(tally.lastId),
		...(lastChange && { lastChange }),
	};
}

/** Do the counts of the listings say it all? Not where other calls of the same resource are out. */
function isByTally(plan: FilterPlan, query: ResourceQuery): boolean {
	const { calls = {} } = query;
	return plan.words === undefined && calls.arn === undefined && !calls.unnamed;
}

function tallyListings(connection: Connection, plan: FilterPlan): readonly Tally[] {
	const places = new Set(plan.places.map(({ id }) => id));
	const classes = new Set(plan.classes);
	const isWhole = isWholeTime(plan);
	const tallies: Tally[] = [];
	let tally: Tally | undefined;
	// in the order of the primary key, so that the rows of a tally follow each other
	for (const row of connection.all<TallyRow>(
		`SELECT topic_id, place_id, class, calls, last_id FROM tally
		WHERE topic_id > ${lastReservedTopic} ORDER BY topic_id, place_id, class`,
	)) {
		const { topic_id: topic, place_id: place, class: callClass } = row;
		if (!places.has(place) || !classes.has(callClass)) {
			continue;
		}
		const range = { topic, place, callClass, calls: row.calls, lastId: row.last_id };
		const { calls, lastId } = isWhole ? range : streamRange(connection, range, plan.min, plan.max);
		if (calls === 0) {
			continue;
		}
		if (tally?.topic !== topic || tally.place !== place) {
			tally = emptyTally(topic, place);
			tallies.push(tally);
		}
		add(tally, callClass, calls, lastId);
	}
	return tallies;
}

/** Looks at every call of the plan. */
function tallyCalls(connection: Connection, plan: FilterPlan): Iterable<Tally> {
	const tallies = new Map<string, Tally>();
	const ids = idQuery(plan);
	if (!ids) {
		return [];
	}
	const rows = connection
		.prepare(
			`SELECT c.id, c.place_id, c.class, c.topics
			FROM (${ids.sql}) i JOIN call c ON c.id = i.id`,
		)
		.iterate(...ids.values);
	for (const row of rows as Iterable<{
		id: number;
		place_id: number;
		class: number;
		topics: Uint8Array;
	}>) {
		for (const { topic, reference } of unpackTopics(row.topics)) {
			const key = `${topic}/${row.place_id}`;
			const tally = tallies.get(key) ?? emptyTally(topic, row.place_id);
			tallies.set(key, tally);
			add(tally, reference ? asReference(row.class) : row.class, 1, row.id);
		}
	}
	return tallies.values();
}

function emptyTally(topic: number, place: number): Tally {
	return { topic, place, calls: 0, changes: 0, failures: 0, lastId: -1, lastChangeId: -1 };
}

function add(tally: Tally, callClass: number, calls: number, lastId: number): void {
	tally.calls += calls;
	tally.lastId = Math.max(tally.lastId, lastId);
	if (callClass === changeClass) {
		tally.changes += calls;
		tally.lastChangeId = Math.max(tally.lastChangeId, lastId);
	}
	if (isFailed(callClass)) {
		tally.failures += calls;
	}
}

function lastChanges(connection: Connection, ids: readonly number[]): Map<number, LastChange> {
	const rows = connection.all<{
		id: number;
		event_id: Uint8Array | string;
		event_name: string;
		caller: string;
		origin: number;
	}>(
		`SELECT c.id, c.event_id, e.text AS event_name, r.name AS caller, c.origin
		FROM json_each(?) j
			JOIN call c ON c.id = j.value
			JOIN event_name e ON e.id = c.event_name_id
			JOIN caller r ON r.id = c.caller_id`,
		JSON.stringify([...new Set(ids)].filter((id) => id >= 0)),
	);
	return new Map(
		rows.map((row) => [
			row.id,
			{
				eventId: unpackEventId(row.event_id),
				eventName: row.event_name,
				eventTime: isoTimeOfId(row.id),
				caller: row.caller,
				origin: originOf(row.origin),
			},
		]),
	);
}
