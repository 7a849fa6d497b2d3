import { imageBuilderSource } from '../../model/readRecord.ts';
import { regionalServices } from '../regionalServices.ts';
import { isRegionName } from '../regionName.ts';

/** Rows of one query at most. More can be had of newer endpoints only; slices do without. */
export const mostRows = 10_000;

export interface QueryPlaces {
	readonly accounts?: readonly string[];
	readonly regions?: readonly string[];
}

/**
 * Logs Insights QL for the whole records of Image Builder, newest first.
 *
 * The message itself is searched, not the field `eventSource`: fields are discovered neither in
 * groups of the class Infrequent Access, nor beyond the first 200 of a record, nor in a message that
 * is not whole JSON, which should be counted as unreadable and not be missed.
 * `CWL_AnalyzeLogData-discoverable-fields` of the CloudWatch Logs User Guide.
 */
export function recordsQuery({ accounts, regions }: QueryPlaces = {}): string {
	return [
		'fields @timestamp, @message',
		`filter @message like /${property('eventSource', [imageBuilderSource])}/`,
		...oneOf('recipientAccountId', accounts?.filter(isAccountId)),
		...oneOf('awsRegion', regions?.filter(isRegionName)),
		'sort @timestamp desc',
		`limit ${mostRows}`,
	].join('\n| ');
}

/**
 * Logs Insights QL for the accounts and Regions whose records a group holds, whatever their service.
 * @param discovered whether the group's class discovers the fields of JSON by itself.
 */
export function placesQuery(discovered: boolean): string {
	return [
		...(discovered
			? [`filter eventSource in [${regionalServices.map((each) => `"${each}"`).join(', ')}]`]
			: [
					`filter @message like /${property('eventSource', regionalServices)}/`,
					'parse @message /"awsRegion"\\s*:\\s*"(?<awsRegion>[a-z0-9-]+)"/',
					'parse @message /"recipientAccountId"\\s*:\\s*"(?<recipientAccountId>[0-9]{12})"/',
				]),
		'stats count(*) as records by recipientAccountId, awsRegion',
		`limit ${mostRows}`,
	].join('\n| ');
}

export function isAccountId(text: string): boolean {
	return /^\d{12}$/.test(text);
}

/** What is not the name of an account or Region cannot be asked for, and holds nothing. */
function oneOf(name: string, values: readonly string[] | undefined): string[] {
	return values === undefined ? [] : [`filter @message like /${property(name, values)}/`];
}

function property(name: string, values: readonly string[]): string {
	const either = values.map((value) => value.replaceAll('.', '\\.')).join('|');
	return `"${name}"\\s*:\\s*"(${either})"`;
}
