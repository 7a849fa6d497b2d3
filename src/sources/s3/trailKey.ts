import type { S3Settings } from '../../model/connectionSettings.ts';
import type { Span } from '../span.ts';

/** The log files of one account and Region. */
export interface TrailPlace {
	readonly accountId: string;
	readonly region: string;
	/** Their keys up to the Region, with a slash at the end. */
	readonly prefix: string;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** Where the accounts are: `<prefix>/AWSLogs/[o-.../]`. */
export function rootOf({ prefix, organization }: S3Settings): string {
	return [prefix, 'AWSLogs', organization, '']
		.filter((part) => part !== undefined && !(part === prefix && prefix === ''))
		.join('/');
}

/** The last part of a listed prefix, without its slash. */
export function lastPart(prefix: string): string {
	return prefix.replace(/\/$/, '').split('/').at(-1) ?? '';
}

export function isAccount(part: string): boolean {
	return /^\d{12}$/.test(part);
}

export function isOrganization(part: string): boolean {
	return /^o-[a-z0-9]{10,32}$/.test(part);
}

/** Bucket and key up to the last slash, as objects are remembered; and the rest. */
export function splitKey(key: string): { readonly folder: string; readonly name: string } {
	const end = key.lastIndexOf('/') + 1;
	return { folder: key.slice(0, end), name: key.slice(end) };
}

/**
 * When a log file was delivered: CloudTrail names it
 * `<account>_CloudTrail_<region>_<YYYYMMDDTHHmmZ>_<unique>.json.gz` in a folder of that UTC day. The
 * listing goes by the folders: a name that says another day is not CloudTrail's, and says nothing.
 * @returns the minute, or the day where the name says no more; undefined for what is no log file.
 */
export function deliveredAt(key: string): Span | undefined {
	if (!/\.json(?:\.gz)?$/.test(key)) {
		return undefined;
	}
	const name = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/]*$/.exec(key);
	const span = name ? spanOf(name, minute) : undefined;
	const folder = /\/(\d{4})\/(\d\d)\/(\d\d)\/[^/]*$/.exec(key);
	const dayOf = folder ? spanOf(folder, day) : undefined;
	const agrees = span && (!dayOf || (span.from >= dayOf.from && span.from < dayOf.to));
	return agrees ? span : dayOf;
}

/** @returns undefined where there is no such time, such as a month 13. */
function spanOf(match: RegExpExecArray, length: number): Span | undefined {
	const [year = '', month = '', date = '', hours = '00', minutes = '00'] = match.slice(1);
	const text = `${year}-${month}-${date}T${hours}:${minutes}`;
	const from = Date.parse(`${text}:00.000Z`);
	const exists = !Number.isNaN(from) && new Date(from).toISOString().startsWith(text);
	return exists ? { from, to: from + length } : undefined;
}

/** The key just before the first log file of a place that was delivered at a time or later. */
export function keyBefore({ prefix, accountId, region }: TrailPlace, time: number): string {
	const [date = '', clock = ''] = new Date(time).toISOString().split('T');
	const folder = `${prefix}${date.replaceAll('-', '/')}/`;
	const stamp = `${date.replaceAll('-', '')}T${clock.slice(0, 5).replace(':', '')}Z`;
	return `${folder}${accountId}_CloudTrail_${region}_${stamp}`;
}
