import { HistoryError } from '../model/errors.ts';

/*
 * A call's id is its second and a number within that second, so that ids sort by time: the full
 * text index and every listing then answer "newest first" without sorting. CloudTrail's times have
 * whole seconds.
 */
const perSecond = 4096;
const lastSecond = 2 ** 40 - 1;
/** Greater than every id. */
export const idLimit = (lastSecond + 1) * perSecond;

/**
 * The id that a call wants; where it is taken, the next free one. The same event wants the same id
 * in every database, so that the order within a second does not depend on who came first.
 */
export function wantedId(eventTime: string, eventId: string): number {
	const milliseconds = Date.parse(eventTime);
	const second = Number.isNaN(milliseconds) ? 0 : Math.floor(milliseconds / 1000);
	return clampSecond(second) * perSecond + (textHash(eventId) % perSecond);
}

export function inSameSecond(one: number, other: number): boolean {
	return Math.floor(one / perSecond) === Math.floor(other / perSecond);
}

/** When the call was made, epoch ms. */
export function timeOfId(id: number): number {
	return Math.floor(id / perSecond) * 1000;
}

/** The same as CloudTrail spells it. */
export function isoTimeOfId(id: number): string {
	return `${new Date(timeOfId(id)).toISOString().slice(0, -5)}Z`;
}

/** The first id at or after a time, epoch ms. */
export function firstIdAt(milliseconds: number): number {
	return clampSecond(Math.ceil(milliseconds / 1000)) * perSecond;
}

/**
 * The ids of a stretch of time: at or above `min`, below `max`.
 * @throws HistoryError `bad-query`
 */
export function idRange(from?: string, to?: string): { min: number; max: number } {
	return {
		min: from === undefined ? 0 : firstIdAt(Math.floor(parseTime(from) / 1000) * 1000),
		max: to === undefined ? idLimit : firstIdAt(parseTime(to)),
	};
}

function parseTime(text: string): number {
	const time = Date.parse(text);
	if (Number.isNaN(time)) {
		throw new HistoryError('bad-query', `Not a time: ${text.slice(0, 40)}`);
	}
	return time;
}

function clampSecond(second: number): number {
	return Math.min(Math.max(second, 0), lastSecond);
}

/** A number below 2 ** 53 that spreads well (cyrb53, public domain). */
export function textHash(text: string): number {
	let high = 0xdeadbeef;
	let low = 0x41c6ce57;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		high = Math.imul(high ^ code, 2654435761);
		low = Math.imul(low ^ code, 1597334677);
	}
	high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
	low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
	return 4294967296 * (2097151 & low) + (high >>> 0);
}
