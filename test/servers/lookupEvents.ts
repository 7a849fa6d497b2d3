import { createHmac, randomBytes } from 'node:crypto';
import { AwsError } from './awsError.ts';
import { type LookupEvent, type LookupKey, lookupKeys, toLookupEvent } from './eventEntry.ts';
import type { EventIndex, Position } from './eventIndex.ts';

export interface LookupAnswer {
	readonly Events: readonly LookupEvent[];
	readonly NextToken?: string;
}

interface Place {
	readonly accountId: string;
	readonly region: string;
}

const historyDays = 90;
const day = 86_400_000;
/** A client that computes "90 days ago" and then pages for minutes is not wrong. */
const grace = day / 24;
const tokenSecret = randomBytes(32);

/**
 * CloudTrail's LookupEvents over an index.
 * @param parameters the request's body, checked here as strictly as AWS documents.
 * @param now ms since 1970.
 * @throws AwsError with the exceptions of the API reference.
 */
export function lookupEvents(
	index: EventIndex,
	place: Place,
	parameters: Readonly<Record<string, unknown>>,
	now: number,
): LookupAnswer {
	const attribute = readAttribute(parameters.LookupAttributes);
	const limit = readMaxResults(parameters.MaxResults);
	const { from, to } = readTimeRange(parameters, now);
	const category = parameters.EventCategory;
	if (category !== undefined && category !== 'insight') {
		throw new AwsError('InvalidEventCategoryException', 'EventCategory can only be insight.');
	}
	const after = readToken(parameters, place);
	if (category === 'insight') {
		return { Events: [] };
	}
	const found = index.find({
		...place,
		...(attribute && { attribute }),
		from,
		to,
		now,
		limit,
		...(after && { after }),
	});
	const page = found.slice(0, limit);
	const last = page.at(-1);
	return {
		Events: page.map(toLookupEvent),
		...(last && found.length > limit && { NextToken: makeToken(parameters, place, last) }),
	};
}

function readAttribute(given: unknown): { key: LookupKey; value: string } | undefined {
	if (given === undefined || given === null) {
		return undefined;
	}
	const refuse = (message: string) => new AwsError('InvalidLookupAttributesException', message);
	if (!Array.isArray(given)) {
		throw new AwsError('SerializationException', 'Start of list expected.');
	}
	const attributes: readonly unknown[] = given;
	if (attributes.length > 1) {
		throw refuse('You can only specify one lookup attribute.');
	}
	const [attribute] = attributes;
	if (attribute === undefined) {
		return undefined;
	}
	const { AttributeKey: name, AttributeValue: value } = attribute as Record<string, unknown>;
	const key = lookupKeys.find((known) => known === name);
	if (!key) {
		throw refuse('The attribute key is not valid.');
	}
	if (typeof value !== 'string' || value === '' || value.length > 2000) {
		throw refuse('The attribute value is not valid.');
	}
	if (key === 'ReadOnly' && value !== 'true' && value !== 'false') {
		throw refuse('ReadOnly is true or false.');
	}
	return { key, value };
}

function readMaxResults(given: unknown): number {
	if (given === undefined || given === null) {
		return 50;
	}
	if (typeof given !== 'number' || !Number.isInteger(given) || given < 1 || given > 50) {
		throw new AwsError('InvalidMaxResultsException', 'MaxResults is 1 to 50.');
	}
	return given;
}

function readTimeRange(
	{ StartTime: start, EndTime: end }: Readonly<Record<string, unknown>>,
	now: number,
): { from: number; to: number } {
	for (const time of [start, end]) {
		if (time !== undefined && time !== null && typeof time !== 'number') {
			throw new AwsError('SerializationException', 'Times are numbers: seconds since 1970.');
		}
	}
	const oldest = now - historyDays * day;
	const from = typeof start === 'number' ? start * 1000 : oldest;
	const to = typeof end === 'number' ? end * 1000 : now;
	if (from > to) {
		throw new AwsError('InvalidTimeRangeException', 'StartTime is after EndTime.');
	}
	if (from < oldest - grace) {
		throw new AwsError('InvalidTimeRangeException', 'StartTime is more than 90 days ago.');
	}
	return { from: Math.max(from, oldest), to };
}

/** A token is good for the very same parameters, account and Region only. */
function seal(parameters: Readonly<Record<string, unknown>>, place: Place, at: Position): string {
	const { NextToken: _, ...frozen } = parameters;
	const sorted = Object.entries(frozen).sort(([left], [right]) => (left < right ? -1 : 1));
	return createHmac('sha256', tokenSecret)
		.update(JSON.stringify([place.accountId, place.region, sorted, at.time, at.sequence]))
		.digest('base64url');
}

function makeToken(
	parameters: Readonly<Record<string, unknown>>,
	place: Place,
	{ time, sequence }: Position,
): string {
	return `${time}.${sequence}.${seal(parameters, place, { time, sequence })}`;
}

function readToken(
	parameters: Readonly<Record<string, unknown>>,
	place: Place,
): Position | undefined {
	const token = parameters.NextToken;
	if (token === undefined || token === null) {
		return undefined;
	}
	const [time = '', sequence = '', sealed] = String(token).split('.');
	const at = { time: Number(time), sequence: Number(sequence) };
	if (sealed !== seal(parameters, place, at)) {
		throw new AwsError(
			'InvalidNextTokenException',
			'The token is not valid, or was used with other parameters than the request it came from.',
		);
	}
	return at;
}
