import { imageBuilderSource, readRecord } from '../model/readRecord.ts';
import type { RecordedCall } from '../model/recordedCall.ts';
import type { LookupAnswer, LookupEvent } from './lookup.ts';

/** A page of Event history, read. */
export interface EventPage {
	readonly calls: readonly RecordedCall[];
	/** Reasons, one for each record that could not be read. */
	readonly unreadable: readonly string[];
	/** How many events are of Image Builder, readable or not. */
	readonly ours: number;
}

/** Reads the events of Image Builder out of a page that may hold other services' too. */
export function readEventPage({ events }: LookupAnswer): EventPage {
	const calls: RecordedCall[] = [];
	const unreadable: string[] = [];
	for (const event of events) {
		const read = readEvent(event);
		if (typeof read === 'string') {
			unreadable.push(read);
		} else if (read) {
			calls.push(read);
		}
	}
	return { calls, unreadable, ours: calls.length + unreadable.length };
}

/** @returns the call, the reason why there is none, or undefined where it is another service's. */
function readEvent({ source, record, id }: LookupEvent): RecordedCall | string | undefined {
	if (source !== undefined && source !== imageBuilderSource) {
		return undefined;
	}
	const name = /^[\w-]{1,64}$/.test(id ?? '') ? `event ${id}` : 'an event without id';
	if (record === undefined) {
		return `${name}: CloudTrail sent no record`;
	}
	const read = readRecord(record);
	if (read.ok) {
		return read.value;
	}
	return read.kind === 'foreign' ? undefined : `${name}: ${read.reason}`;
}
