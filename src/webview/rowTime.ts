import { relativeTime } from '../model/describe.ts';
import { shortDay, shortTime } from './times.ts';
import { t } from './translate.ts';

/** Younger calls are told by how long ago they were made, ms. */
const relativeFor = 30 * 86_400_000;

/** When a call of the list was made: how long ago, or on which day where that would tell too little. */
export function rowTime(time: string, now: number, exact: boolean): string {
	if (exact) {
		return shortTime(time, now);
	}
	return now - Date.parse(time) < relativeFor ? relativeTime(time, now, t) : shortDay(time, now);
}
