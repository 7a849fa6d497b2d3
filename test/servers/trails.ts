import { AwsError } from './awsError.ts';
import type { ServiceHandler } from './awsWorld.ts';

export interface TrailStandIn {
	readonly name: string;
	readonly accountId: string;
	readonly homeRegion: string;
	readonly bucket: string;
	readonly prefix?: string;
	/** ARN. */
	readonly logGroup?: string;
	/** True if not given. */
	readonly multiRegion?: boolean;
	readonly organization?: boolean;
	/** All management events if not given. */
	readonly selectors?: object;
	/** ISO 8601; logs to this day if not given. */
	readonly stopped?: string;
	/** Do GetEventSelectors and GetTrailStatus refuse? */
	readonly denied?: boolean;
}

const everything = { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] };

/**
 * DescribeTrails, GetEventSelectors and GetTrailStatus of CloudTrail: the last two in a trail's home
 * Region only, by its ARN.
 * @param others answers all other actions.
 */
export function trailsHandler(
	trails: readonly TrailStandIn[],
	others?: ServiceHandler,
): ServiceHandler {
	return (request) => {
		const { action, region, accountId, parameters } = request;
		const known = trails.filter(
			(trail) => trail.organization === true || trail.accountId === accountId,
		);
		if (action === 'DescribeTrails') {
			const here = known.filter(
				(trail) => trail.homeRegion === region || trail.multiRegion !== false,
			);
			return { trailList: here.map(describe) };
		}
		if (action !== 'GetEventSelectors' && action !== 'GetTrailStatus') {
			if (!others) {
				throw new AwsError('UnknownOperationException', '');
			}
			return others(request);
		}
		const arn = parameters[action === 'GetTrailStatus' ? 'Name' : 'TrailName'];
		const trail = known.find((each) => arnOf(each) === arn && each.homeRegion === region);
		if (!trail) {
			throw new AwsError('TrailNotFoundException', `Unknown trail: ${String(arn)}`);
		}
		if (trail.denied) {
			throw new AwsError(
				'AccessDeniedException',
				`not authorized to perform: cloudtrail:${action}`,
			);
		}
		return action === 'GetEventSelectors'
			? { TrailARN: arn, ...(trail.selectors ?? everything) }
			: {
					IsLogging: trail.stopped === undefined,
					...(trail.stopped !== undefined && { StopLoggingTime: Date.parse(trail.stopped) / 1000 }),
				};
	};
}

function arnOf({ name, homeRegion, accountId }: TrailStandIn): string {
	return `arn:aws:cloudtrail:${homeRegion}:${accountId}:trail/${name}`;
}

function describe(trail: TrailStandIn): object {
	return {
		Name: trail.name,
		TrailARN: arnOf(trail),
		HomeRegion: trail.homeRegion,
		S3BucketName: trail.bucket,
		...(trail.prefix !== undefined && { S3KeyPrefix: trail.prefix }),
		...(trail.logGroup !== undefined && { CloudWatchLogsLogGroupArn: trail.logGroup }),
		IncludeGlobalServiceEvents: true,
		IsMultiRegionTrail: trail.multiRegion ?? true,
		IsOrganizationTrail: trail.organization ?? false,
		LogFileValidationEnabled: true,
	};
}
