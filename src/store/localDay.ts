import { firstIdAt } from './callId.ts';

/** A day in local time, and the ids of its calls: at or above `min`, below `max`. */
export interface LocalDay {
	/** `YYYY-MM-DD` */
	readonly key: string;
	readonly min: number;
	readonly max: number;
}

/** The day of a moment, epoch ms. Days of a changing clock have 23 or 25 hours. */
export function dayOf(time: number): LocalDay {
	const date = new Date(time);
	const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
	const start = new Date(year, month, day);
	const end = new Date(year, month, day + 1);
	if (year >= 0 && year < 100) {
		// the constructor takes such a year for one of the 20th century
		start.setFullYear(year);
		end.setFullYear(year);
	}
	const two = (number: number) => String(number).padStart(2, '0');
	return {
		key: `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(day)}`,
		min: firstIdAt(start.getTime()),
		max: firstIdAt(end.getTime()),
	};
}
