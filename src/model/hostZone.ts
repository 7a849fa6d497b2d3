/**
 * The time zone of this machine, in which its times are typed and shown: as IANA calls it
 * (`Europe/Berlin`), or its distance from UTC (`-03:00`) where it has no such name.
 */
export function hostZone(): string {
	const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
	// what the variable TZ may say: nothing, or rules in place of a name
	if (timeZone && timeZone !== 'Etc/Unknown') {
		return timeZone;
	}
	const minutes = -new Date().getTimezoneOffset();
	const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
	const size = Math.abs(minutes);
	return `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}
