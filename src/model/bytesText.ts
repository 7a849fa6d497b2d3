const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `3.4 MB`: decimal units with up to three digits, as AWS bills. */
export function bytesText(bytes: number, locale?: string): string {
	let value = Math.max(0, bytes);
	let unit = 0;
	while (value >= 999.5 && unit < units.length - 1) {
		value /= 1000;
		unit++;
	}
	const digits = value < 10 && unit > 0 ? 1 : 0;
	const number = value.toLocaleString(locale, { maximumFractionDigits: digits });
	return `${number} ${units[unit] ?? ''}`;
}
