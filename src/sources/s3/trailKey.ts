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
 * `<account>_CloudTrail_<region>_<YYYYMMDDTHHmmZ>_<unique>.json.gz` in a folder of that UTC day.
 * @returns the minute, or the day where the name says no more; undefined for what is no log file.
 */
export function deliveredAt(key: string): Span | undefined {
	if (!/\.json(?:\.gz)?$/.test(key)) {
		return undefined;
	}
	const name = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/]*$/.exec(key);
	const span = name ? spanOf(name, minute) : undefined;
	const folder = /\/(\d{4})\/(\d\d)\/(\d\d)\/[^/]*$/.exec(key);
	return span ?? (folder ? spanOf(folder, day) : undefined);
}

function spanOf(match: RegExpExecArray, length: number): Span | undefined {
	const [year = 0, month = 0, date = 0, hours = 0, minutes = 0] = match.slice(1).map(Number);
	const from = Date.UTC(year, month - 1, date, hours, minutes);
	return Number.isNaN(from) ? undefined : { from, to: from + length };
}

/** The key just before the first log file of a place that was delivered at a time or later. */
export function keyBefore({ prefix, accountId, region }: TrailPlace, time: number): string {
	const [date = '', clock = ''] = new Date(time).toISOString().split('T');
	const folder = `${prefix}${date.replaceAll('-', '/')}/`;
	const stamp = `${date.replaceAll('-', '')}T${clock.slice(0, 5).replace(':', '')}Z`;
	return `${folder}${accountId}_CloudTrail_${region}_${stamp}`;
}
