/**
 * A time of a projected range that is relative to now: `NOW`, `NOW-3YEARS`, `NOW+1DAY`.
 * Source: "Supported types for partition projection" of the Athena user guide.
 * @returns ms since 1970; undefined where it is no such time
 */
export function nowOf(text: string, now: number): number | undefined {
	const match =
		/^\s*NOW\s*(?:([+-])\s*(\d{1,6})\s*(YEAR|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND)S?)?\s*$/.exec(text);
	if (!match) {
		return undefined;
	}
	const [, sign, amount = '0', unit = 'SECOND'] = match;
	const count = Number(amount) * (sign === '-' ? -1 : 1);
	const date = new Date(now);
	switch (unit) {
		case 'YEAR':
			date.setUTCFullYear(date.getUTCFullYear() + count);
			break;
		case 'MONTH':
			date.setUTCMonth(date.getUTCMonth() + count);
			break;
		default:
			date.setTime(now + count * (lengths[unit] ?? 0));
	}
	const time = date.getTime();
	// no such time: what is known of the table's begin is nothing
	return Number.isNaN(time) ? undefined : time;
}

const lengths: Readonly<Record<string, number>> = {
	WEEK: 7 * 86_400_000,
	DAY: 86_400_000,
	HOUR: 3_600_000,
	MINUTE: 60_000,
	SECOND: 1000,
};
