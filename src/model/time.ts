const shape = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,9})?\s?(Z|UTC|[+-]\d\d:?\d\d)?$/;

/**
 * A time as AWS or a tool of it writes it, in UTC as `YYYY-MM-DDTHH:mm:ssZ`; milliseconds are kept
 * where there are any. A time without a zone is UTC.
 * @returns undefined where the text is no time.
 */
export function normaliseTime(text: string | undefined): string | undefined {
	const match = text === undefined || text.length > 40 ? null : shape.exec(text);
	if (!match) {
		return undefined;
	}
	const [, day, time, fraction = '', zone = 'Z'] = match;
	const milliseconds = fraction.slice(0, 4);
	const date = new Date(`${day}T${time}${milliseconds}${zone === 'UTC' ? 'Z' : zone}`);
	if (Number.isNaN(date.getTime())) {
		return undefined;
	}
	const iso = date.toISOString();
	// A day that the month does not have would roll over into the next month.
	if (iso.length !== 24 || (zone === 'Z' && iso.slice(0, 10) !== day)) {
		return undefined;
	}
	return iso.endsWith('.000Z') ? `${iso.slice(0, 19)}Z` : iso;
}
