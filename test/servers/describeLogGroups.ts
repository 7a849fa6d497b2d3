import type { ServiceRequest } from './awsWorld.ts';
import type { StoredGroup } from './cloudWatchLogs.ts';
import { invalid, optionalInteger, optionalText, optionalTexts } from './logsParameters.ts';

/**
 * `DescribeLogGroups`, after
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
 * @param linked accounts that a monitoring account sees
 */
export function describeLogGroups(
	groups: readonly StoredGroup[],
	linked: Readonly<Record<string, readonly string[]>>,
	{ parameters, accountId, region }: ServiceRequest,
): object {
	const prefix = optionalText(parameters, 'logGroupNamePrefix', { longest: 512 });
	const pattern = optionalText(parameters, 'logGroupNamePattern', { longest: 512 });
	const limit = optionalInteger(parameters, 'limit', { least: 1, most: 50 }) ?? 50;
	const accounts = optionalTexts(parameters, 'accountIdentifiers');
	const token = optionalText(parameters, 'nextToken', { longest: 4096 });
	const others = parameters.includeLinkedAccounts === true;
	if (prefix !== undefined && pattern !== undefined) {
		throw invalid('logGroupNamePrefix and logGroupNamePattern are mutually exclusive.');
	}
	if (parameters.logGroupIdentifiers !== undefined) {
		throw invalid('The stand-in does not know logGroupIdentifiers.');
	}
	if (accounts && (!others || accounts.length > 20)) {
		throw invalid('accountIdentifiers needs includeLinkedAccounts.');
	}
	const own = linked[accountId];
	if (others && !own) {
		throw invalid('includeLinkedAccounts is for monitoring accounts only.');
	}
	const visible = others ? [accountId, ...(own ?? [])] : [accountId];
	const found = groups
		.filter(
			(group) =>
				group.region === region &&
				visible.includes(group.accountId) &&
				(accounts?.includes(group.accountId) ?? true) &&
				group.name.startsWith(prefix ?? '') &&
				group.name.includes(pattern ?? ''),
		)
		.toSorted((a, b) => (a.name < b.name ? -1 : 1));
	const first = token === undefined ? 0 : Number(token);
	const page = found.slice(first, first + limit);
	return {
		logGroups: page.map((group) => ({
			logGroupName: group.name,
			creationTime: group.created,
			arn: `${group.arn}:*`,
			...(pattern === undefined && {
				...(group.retentionDays !== undefined && { retentionInDays: group.retentionDays }),
				metricFilterCount: 0,
				storedBytes: group.storedBytes,
				logGroupClass: group.logClass ?? 'STANDARD',
				logGroupArn: group.arn,
				...(group.masked && { dataProtectionStatus: 'ACTIVATED' }),
			}),
		})),
		...(first + limit < found.length && { nextToken: String(first + limit) }),
	};
}
