const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const units: Readonly<Record<string, number>> = {
	m: minute,
	min: minute,
	h: hour,
	d: day,
	w: 7 * day,
	mo: 30 * day,
	y: 365 * day,
};

const iso =
	/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A time as people type it: `7d`, `24h`, `30min`, `2w`, `today`, `yesterday`, `2026-11-01`,
 * `2026-11-01T08:30`, `2026-11-01T08:30:00Z`. Local time where no zone is given.
 * @param now epoch ms.
 * @returns where the time begins and ends, epoch ms: a day has 24 hours or so, a moment none.
 */
export function readQueryTime(
	text: string,
	now: number,
): { readonly begin: number; readonly end: number } | undefined {
	const word = text.trim().toLowerCase();
	const back = /^(\d{1,5})([a-z]{1,3})$/.exec(word);
	if (back) {
		const unit = units[back[2] ?? ''];
		// to the minute, so that the pages of a list see one and the same bound
		const time = unit && Math.floor((now - Number(back[1]) * unit) / minute) * minute;
		return time === undefined || Math.abs(time) > 8.64e15 ? undefined : { begin: time, end: time };
	}
	if (word === 'now') {
		return { begin: now, end: now };
	}
	if (word === 'today' || word === 'yesterday') {
		const date = new Date(now);
		const back = word === 'today' ? 0 : 1;
		return wholeDay(date.getFullYear(), date.getMonth(), date.getDate() - back);
	}
	return text.length > 40 ? undefined : readDate(text.trim());
}

function readDate(text: string): { begin: number; end: number } | undefined {
	const match = iso.exec(text);
	if (!match) {
		return undefined;
	}
	const [year = 0, month = 0, date = 0, hours, minutes = 0, seconds = 0] = match
		.slice(1, 7)
		.map((part) => (part === undefined ? undefined : Number(part)));
	// a day that its month has not would roll over
	const valid = new Date(Date.UTC(year, month - 1, date));
	const badTime = (hours ?? 0) > 23 || minutes > 59 || seconds > 59;
	if (valid.getUTCMonth() !== month - 1 || valid.getUTCDate() !== date || badTime) {
		return undefined;
	}
	if (hours === undefined) {
		return wholeDay(year, month - 1, date);
	}
	const zone = match[7];
	const time =
		zone === undefined
			? new Date(year, month - 1, date, hours, minutes, seconds).getTime()
			: Date.UTC(year, month - 1, date, hours, minutes, seconds) - zoneOffset(zone);
	return { begin: time, end: time };
}

function zoneOffset(zone: string): number {
	if (zone.toUpperCase() === 'Z') {
		return 0;
	}
	const sign = zone.startsWith('-') ? -1 : 1;
	return sign * (Number(zone.slice(1, 3)) * hour + Number(zone.slice(-2)) * minute);
}

function wholeDay(year: number, month: number, date: number): { begin: number; end: number } {
	return {
		begin: new Date(year, month, date).getTime(),
		end: new Date(year, month, date + 1).getTime(),
	};
}

/** A time as it is typed: the day where it is a local midnight, else ISO 8601 in UTC. */
export function printQueryTime(time: string): string {
	const date = new Date(time);
	if (Number.isNaN(date.getTime())) {
		return time;
	}
	const midnight = new Date(date.getFullYear(), date.getMonth(), date.getDate());
	if (midnight.getTime() !== date.getTime() || date.getFullYear() < 1000) {
		return date.toISOString().replace('.000Z', 'Z');
	}
	const two = (value: number) => String(value).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
