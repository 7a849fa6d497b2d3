import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import type { FoundSource, FoundSources } from '../../model/fetch.ts';
import { plainText } from '../../model/plainText.ts';
import type { AwsSession } from '../awsSession.ts';
import { systemClock } from '../clock.ts';
import { LogsClient } from '../logs/logsClient.ts';

/** Where CloudTrail puts management events by itself, without a trail. */
const managementEvents = 'aws/cloudtrail/managementevents';
/** Parts of names that trails' groups have: AWS's proposal, Control Tower's. The search knows case. */
const patterns = ['cloudtrail', 'CloudTrail'];
/** Pages of 50 groups that are looked at. */
const mostPages = 10;

/**
 * Log groups that hold CloudTrail's records by their name; only reading them, which costs money,
 * could tell for sure. Those of trails are told by the trails.
 */
export async function findLogGroups(
	session: AwsSession,
	region: string,
	signal: AbortSignal,
): Promise<FoundSources> {
	const client = new LogsClient(session.client('cloudwatch_logs', region), systemClock);
	const sources: FoundSource[] = [];
	const problems: string[] = [];
	for (const logGroupNamePattern of patterns) {
		let nextToken: string | undefined;
		for (let page = 0; page === 0 || nextToken !== undefined; page++) {
			if (page >= mostPages) {
				problems.push(
					`Log groups in ${region}: only ${mostPages * 50} with "${logGroupNamePattern}" in their name were looked at.`,
				);
				break;
			}
			const input = { logGroupNamePattern, ...(nextToken !== undefined && { nextToken }) };
			const answer = await client.groups(input, signal);
			sources.push(...answer.groups.flatMap((group) => foundOf(group, region)));
			nextToken = answer.nextToken;
		}
	}
	return { sources, problems };
}

function foundOf({ logGroupName: logGroup = '' }: LogGroup, region: string): FoundSource[] {
	const own = logGroup === managementEvents;
	// logs of functions and builds that work on CloudTrail, and CloudTrail's own of other events
	if (!own && /^(?:\/aws\/|aws\/|$)/.test(logGroup)) {
		return [];
	}
	return [
		{
			source: { type: 'cloudwatch-logs', logGroup, region },
			name: plainText(logGroup, 200),
			detail: own
				? `CloudTrail's management events in CloudWatch Logs, ${region}`
				: `log group in ${region}, by its name one of CloudTrail`,
		},
	];
}
