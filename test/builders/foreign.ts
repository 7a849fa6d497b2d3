import type { CloudTrailRecord } from '../../src/model/record.ts';
import { exampleAccount, roleIdentity } from './identities.ts';
import { createRandom } from './random.ts';
import { buildRecord } from './record.ts';

const deeds = [
	['ec2.amazonaws.com', 'DescribeInstances'],
	['kms.amazonaws.com', 'Decrypt'],
	['sts.amazonaws.com', 'AssumeRole'],
	['logs.amazonaws.com', 'CreateLogStream'],
] as const;

/** What other services log, an hour apart, the newest at `to`: most of what a trail holds. */
export function buildForeign({
	count = 100,
	to = '2026-11-20T12:00:00Z',
	accountId = exampleAccount,
	region = 'us-east-1',
	seed = 5,
	hours = 1,
}: {
	readonly count?: number;
	readonly to?: string;
	readonly accountId?: string;
	readonly region?: string;
	readonly seed?: number;
	/** Between two records. */
	readonly hours?: number;
} = {}): readonly CloudTrailRecord[] {
	const random = createRandom(seed);
	return Array.from({ length: count }, (_, index) => {
		const [eventSource, eventName] = deeds[index % deeds.length] ?? deeds[0];
		const time = Date.parse(to) - index * hours * 3_600_000;
		return buildRecord({
			eventSource,
			eventName,
			eventTime: `${new Date(time).toISOString().slice(0, 19)}Z`,
			awsRegion: region,
			recipientAccountId: accountId,
			userIdentity: roleIdentity('Batch', accountId),
			sessionCredentialFromConsole: undefined,
			eventID: random.uuid(),
			requestParameters: { about: 'imagebuilder.amazonaws.com', number: index },
		});
	});
}
