import { logGroupName } from '../../model/connectionSettings.ts';
import { HistoryError } from '../../model/errors.ts';
import type { FoundSource, FoundSources } from '../../model/fetch.ts';
import { plainText } from '../../model/plainText.ts';
import type { AwsSession } from '../awsSession.ts';
import { type LakeClient, openLake } from '../lake/lakeClient.ts';
import { attempt } from './attempt.ts';
import { loggedBy } from './trailSelectors.ts';

/** A trail as CloudTrail describes it. */
interface Trail {
	readonly Name?: string | undefined;
	readonly TrailARN?: string | undefined;
	readonly HomeRegion?: string | undefined;
	readonly S3BucketName?: string | undefined;
	readonly S3KeyPrefix?: string | undefined;
	readonly CloudWatchLogsLogGroupArn?: string | undefined;
	readonly IsMultiRegionTrail?: boolean | undefined;
	readonly IsOrganizationTrail?: boolean | undefined;
}

/** What can be read of a trail. */
interface TrailFacts {
	readonly trail: Trail;
	readonly complete: 'all' | 'changes';
	/** Why no more comes, for people. */
	readonly stopped?: string;
}

/** Buckets and log groups that trails of a Region log calls of Image Builder to. */
export async function findTrails(
	session: AwsSession,
	region: string,
	signal: AbortSignal,
): Promise<FoundSources> {
	const client = openLake(session.client('cloudtrail', region));
	const { DescribeTrailsCommand } = await import('../aws/cloudTrail.ts');
	const { trailList = [] } = await client.send(
		(cloudTrail, abortSignal) => cloudTrail.send(new DescribeTrailsCommand({}), { abortSignal }),
		{ action: 'cloudtrail:DescribeTrails', signal },
	);
	const sources: FoundSource[] = [];
	const problems: string[] = [];
	for (const trail of trailList) {
		const home = trail.HomeRegion ?? region;
		// a trail of all Regions is told of in each; one of them looks into it
		if (home !== region && (session.regions.includes(home) || session.regions[0] !== region)) {
			continue;
		}
		await attempt(nameOf(trail), { problems, signal }, async () => {
			const at = home === region ? client : openLake(session.client('cloudtrail', home));
			const facts = await factsOf(at, trail, signal);
			sources.push(...(typeof facts === 'string' ? [] : sourcesOf(facts)));
			problems.push(...(typeof facts === 'string' ? [facts] : []));
		});
	}
	return { sources, problems };
}

/** @returns a problem where the trail's logs say nothing of Image Builder's changes. */
async function factsOf(
	client: LakeClient,
	trail: Trail,
	signal: AbortSignal,
): Promise<TrailFacts | string> {
	const { TrailARN: arn } = trail;
	const { GetEventSelectorsCommand } = await import('../aws/cloudTrail.ts');
	const selectors = await client.send(
		(cloudTrail, abortSignal) =>
			cloudTrail.send(new GetEventSelectorsCommand({ TrailName: arn }), { abortSignal }),
		{ action: 'cloudtrail:GetEventSelectors', signal },
	);
	const complete = loggedBy(selectors);
	if (complete === undefined) {
		return `${nameOf(trail)} does not log all changes: its event selectors leave some out.`;
	}
	const stopped = await stoppedOf(client, trail, signal);
	return { trail, complete, ...(stopped !== undefined && { stopped }) };
}

async function stoppedOf(
	client: LakeClient,
	{ TrailARN: arn }: Trail,
	signal: AbortSignal,
): Promise<string | undefined> {
	try {
		const { GetTrailStatusCommand } = await import('../aws/cloudTrail.ts');
		const status = await client.send(
			(cloudTrail, abortSignal) =>
				cloudTrail.send(new GetTrailStatusCommand({ Name: arn }), { abortSignal }),
			{ action: 'cloudtrail:GetTrailStatus', signal },
		);
		if (status.IsLogging === false) {
			const since = status.StopLoggingTime?.toISOString().slice(0, 10);
			return since === undefined ? 'stopped' : `stopped on ${since}`;
		}
		const failure = plainText(status.LatestDeliveryError ?? '', 80);
		return failure === '' ? undefined : `delivery fails: ${failure}`;
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof HistoryError && error.code === 'access-denied') {
			return undefined;
		}
		throw error;
	}
}

function sourcesOf({ trail, complete, stopped }: TrailFacts): readonly FoundSource[] {
	const { S3BucketName: bucket, S3KeyPrefix: prefix, TrailARN: arn = '' } = trail;
	const group = trail.CloudWatchLogsLogGroupArn;
	const [, groupRegion] = /^arn:[^:]*:logs:([^:]+):/.exec(group ?? '') ?? [];
	const account = /^arn:[^:]*:cloudtrail:[^:]*:(\d{12}):/.exec(arn)?.[1];
	const whose = trail.IsOrganizationTrail ? 'all accounts of the organization' : undefined;
	const what = [
		whose,
		trail.IsMultiRegionTrail ? 'all Regions' : `${trail.HomeRegion ?? 'one Region'} only`,
		complete === 'changes' ? 'changes only' : undefined,
		stopped,
	];
	const detail = (where: string) =>
		plainText([where, ...what].filter((part) => part !== undefined).join(', '), 400);
	const name = nameOf(trail);
	const found: FoundSource[] = [];
	if (bucket) {
		// in a bucket of many accounts, what the others' trails log is not known
		const accounts = whose === undefined && account ? { accounts: [account] } : {};
		found.push({
			source: {
				...{ type: 's3', bucket, complete, ...accounts },
				...(prefix && { prefix }),
				...(trail.IsMultiRegionTrail && { multiRegion: true }),
			},
			name,
			detail: detail(`bucket ${bucket}`),
		});
	}
	if (group && groupRegion !== undefined) {
		const logGroup = logGroupName(group);
		found.push({
			source: { type: 'cloudwatch-logs', logGroup, region: groupRegion, complete },
			name,
			detail: detail(`log group ${logGroup}`),
		});
	}
	return found;
}

function nameOf({ Name: name, TrailARN: arn }: Trail): string {
	return `Trail ${plainText(name ?? arn ?? '', 200)}`;
}
