import { callerMatcher } from '../model/callerMatcher.ts';
import { HistoryError } from '../model/errors.ts';
import { globMatcher } from '../model/glob.ts';
import type { CallExceptions, CallFilter } from '../model/query.ts';
import type { Scope } from '../model/scope.ts';
import { classCount, isFailed, isRead, isReference } from './callClass.ts';
import { idRange } from './callId.ts';
import type { Connection } from './connection.ts';
import { originNumber } from './names.ts';
import { type Place, placesIn } from './places.ts';
import { everythingTopic, unnamedTopic } from './schema.ts';
import { any, callOfEventId, every, quoted, textExpression } from './searchQuery.ts';
import { property } from './searchText.ts';
import { topicsOfArn } from './topics.ts';
import { isWordIndexReady } from './wordIndex.ts';

/** Which calls to read: where they are listed, or what to ask the full text index. */
export interface FilterPlan {
	/** Topics whose listings hold the calls. */
	readonly topics: readonly number[];
	readonly places: readonly Place[];
	/** Are there calls of other places too? */
	readonly someHidden: boolean;
	/** Classes of the calls in those listings. */
	readonly classes: readonly number[];
	/** Ids from `min` up to, not including, `max`. */
	readonly min: number;
	readonly max: number;
	/** Given where the listings do not tell: a condition for the full text index. */
	readonly words?: string;
	/** The index cannot be asked: look at the calls one by one. */
	readonly scan?: boolean;
}

const allClasses = Array.from({ length: classCount }, (_, index) => index);

/**
 * How to find the calls of a filter.
 * @returns undefined where there can be none.
 * @throws HistoryError `bad-query`
 */
export function planFilter(
	connection: Connection,
	filter: CallFilter,
	scope: Scope,
): FilterPlan | undefined {
	const range = idRange(filter.from, filter.to);
	const { visible, hidden } = placesIn(connection, scope);
	const places = visible.filter(
		({ accountId, region }) =>
			(filter.accountId ?? accountId) === accountId && (filter.region ?? region) === region,
	);
	const topics = topicsOf(connection, filter);
	if (places.length === 0 || topics.length === 0 || range.min >= range.max) {
		return undefined;
	}
	const plan: FilterPlan = {
		topics,
		places,
		someHidden: hidden > 0 || places.length < visible.length,
		classes: allClasses.filter(
			(callClass) =>
				(filter.readOnly ?? isRead(callClass)) === isRead(callClass) &&
				(filter.failed ?? isFailed(callClass)) === isFailed(callClass) &&
				(filter.arn === undefined ||
					filter.role === undefined ||
					isReference(callClass) === (filter.role === 'reference')),
		),
		...range,
	};
	return withWords(connection, filter, plan);
}

/** The same plan for some of its classes only. */
export function narrow(plan: FilterPlan, keep: (callClass: number) => boolean): FilterPlan {
	return { ...plan, classes: plan.classes.filter(keep) };
}

/** All of a plan's conditions as one expression for the full text index. */
export function wordsOfPlan(plan: FilterPlan): string | undefined {
	const conditions: string[] = [];
	if (plan.someHidden) {
		conditions.push(any(plan.places.map(({ id }) => quoted(property.place(id)))));
	}
	for (const [is, word] of [
		[isRead, property.read],
		[isFailed, property.failed],
	] as const) {
		const values = new Set(plan.classes.map(is));
		if (values.size === 1) {
			conditions.push(quoted(word(values.has(true))));
		}
	}
	const topics = topicWords(plan);
	if (topics.length > 0) {
		conditions.push(any(topics.map(quoted)));
	}
	if (plan.words !== undefined) {
		conditions.push(plan.words);
	}
	return plan.classes.length === 0 || conditions.length === 0 ? undefined : every(conditions);
}

function topicWords(plan: FilterPlan): string[] {
	const roles = new Set(plan.classes.map(isReference));
	return plan.topics.flatMap((topic) => {
		if (topic === everythingTopic) {
			return [];
		}
		if (topic === unnamedTopic) {
			return [property.unnamed];
		}
		return [
			...(roles.has(false) ? [property.subject(topic)] : []),
			...(roles.has(true) ? [property.reference(topic)] : []),
		];
	});
}

function topicsOf(connection: Connection, filter: CallFilter): readonly number[] {
	if (filter.arn !== undefined) {
		return filter.unnamed ? [] : topicsOfArn(connection, filter.arn);
	}
	return [filter.unnamed ? unnamedTopic : everythingTopic];
}

/** Adds what only the full text index knows. */
function withWords(
	connection: Connection,
	filter: CallFilter,
	plan: FilterPlan,
): FilterPlan | undefined {
	const conditions: string[] = [];
	const alternatives = (words: readonly string[]) => conditions.push(any(words.map(quoted)));
	let { min, max } = plan;
	if (filter.caller !== undefined) {
		const callers = callersOf(connection, filter.caller);
		if (callers.length === 0) {
			return undefined;
		}
		alternatives(callers.map(property.caller));
	}
	if (filter.session !== undefined) {
		alternatives([property.session(filter.session)]);
	}
	for (const words of shareableWords(connection, filter)) {
		if (words.length === 0) {
			return undefined;
		}
		alternatives(words);
	}
	if (filter.text !== undefined) {
		const call = callOfEventId(connection, filter.text);
		const text =
			call === undefined ? textExpression(connection, filter.text, plan.places) : undefined;
		if (text !== undefined) {
			conditions.push(text);
		}
		if (call !== undefined) {
			min = Math.max(min, call);
			max = Math.min(max, call + 1);
		}
	}
	const unwanted = shareableWords(connection, filter.except ?? {}).flat();
	const wanted = unwanted.length > 0 ? [without(conditions, unwanted)] : conditions;
	return {
		...plan,
		min,
		max,
		...(wanted.length > 0 && {
			words: every(wanted),
			scan: !isWordIndexReady(connection),
		}),
	};
}

/** For each given field the words of the index that calls may have for it. */
function shareableWords(
	connection: Connection,
	{ who, eventNames, origins }: CallExceptions,
): readonly (readonly string[])[] {
	return [
		...(who ? [callersLike(connection, who).map(property.caller)] : []),
		...(eventNames ? [eventNamesOf(connection, eventNames).map(property.eventName)] : []),
		...(origins ? [origins.map((kind) => property.origin(originNumber(kind)))] : []),
	];
}

/** The index can only take something away from something. */
function without(conditions: readonly string[], unwanted: readonly string[]): string {
	const some =
		conditions.length > 0
			? every(conditions)
			: any([property.read(true), property.read(false)].map(quoted));
	return `(${some} NOT ${any(unwanted.map(quoted))})`;
}

function callersOf(connection: Connection, nameOrArn: string): number[] {
	return connection
		.all<{ id: number }>('SELECT id FROM caller WHERE name = ?1 OR arn = ?1', nameOrArn)
		.map(({ id }) => id);
}

/** The index is asked for each of them: 5,000 take it 0.1 s, 50,000 5 s. */
const maxCallers = 10_000;

function callersLike(connection: Connection, who: readonly string[]): number[] {
	const matches = callerMatcher(who);
	const ids = connection
		.all<{ id: number; name: string; arn: string }>('SELECT id, name, arn FROM caller')
		.filter(({ name, arn }) => matches({ name, ...(arn !== '' && { arn }) }))
		.map(({ id }) => id);
	if (ids.length > maxCallers) {
		throw new HistoryError(
			'bad-query',
			`More than ${maxCallers} callers match: name them more exactly.`,
		);
	}
	return ids;
}

function eventNamesOf(connection: Connection, names: readonly string[]): number[] {
	const matches = globMatcher(names);
	return connection
		.all<{ id: number; text: string }>('SELECT id, text FROM event_name')
		.filter(({ text }) => matches(text))
		.map(({ id }) => id);
}
