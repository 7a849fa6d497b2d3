import { describe, expect, it } from 'vitest';
import { type AwsSession, AwsSessions } from '../../../../src/sources/awsSession.ts';
import { findLogGroups } from '../../../../src/sources/discover/logGroups.ts';
import { discoverSources } from '../../../../src/sources/discoverSources.ts';
import type { AwsServerOptions } from '../../../servers/awsWorld.ts';
import { trailsHandler } from '../../../servers/trails.ts';
import { accountId, day, groupName, LogGroupBench, now } from './logGroupBench.ts';

async function withSession<T>(
	bench: LogGroupBench,
	work: (session: AwsSession) => Promise<T>,
): Promise<T> {
	const session = await new AwsSessions().open(
		{ profile: '', regions: ['eu-central-1'], endpointUrl: bench.server.url },
		{ log: () => undefined, onServerTime: () => undefined },
	);
	try {
		return await work(session);
	} finally {
		session.close();
	}
}

const find = (bench: LogGroupBench) =>
	withSession(bench, (session) =>
		findLogGroups(session, 'eu-central-1', new AbortController().signal),
	);

/** A trail that writes to a log group, and nothing of Lake and Athena. */
const trailOf = (logGroup: string): AwsServerOptions => ({
	services: {
		CloudTrail_20131101: trailsHandler(
			[
				{
					...{ name: 'audit', accountId, homeRegion: 'eu-central-1', bucket: 'trail-bucket' },
					logGroup: `arn:aws:logs:eu-central-1:${accountId}:log-group:${logGroup}:*`,
				},
			],
			() => ({ EventDataStores: [] }),
		),
		AmazonAthena: () => ({ DataCatalogsSummary: [] }),
	},
});

describe('finding log groups', () => {
	it('takes those whose name speaks of CloudTrail, and no functions that work on it', async () => {
		await using bench = await LogGroupBench.start();
		const names = [
			groupName,
			'aws/cloudtrail/dataevents',
			'aws-controltower/CloudTrailLogs',
			'aws-cloudtrail-logs-111122223333-1a2b3c4d',
			'/aws/lambda/cloudtrail-reader',
			'trail',
		];
		for (const name of names) {
			await bench.group({ name });
		}
		await bench.group({ name: 'cloudtrail-elsewhere', region: 'us-east-1' });
		const { sources, problems } = await find(bench);
		expect(problems).toEqual([]);
		expect(sources.map(({ source }) => 'logGroup' in source && source.logGroup)).toEqual([
			'aws-cloudtrail-logs-111122223333-1a2b3c4d',
			groupName,
			'aws-controltower/CloudTrailLogs',
		]);
		expect(sources[1]).toEqual({
			source: { type: 'cloudwatch-logs', logGroup: groupName, region: 'eu-central-1' },
			name: groupName,
			detail: "CloudTrail's management events in CloudWatch Logs, eu-central-1",
		});
	});

	it('pages, and says where it stopped', async () => {
		await using bench = await LogGroupBench.start();
		const put = (number: number) =>
			bench.group({ name: `cloudtrail-${String(number).padStart(4, '0')}`, created: now - day });
		for (let number = 0; number < 60; number++) {
			await put(number);
		}
		expect((await find(bench)).sources).toHaveLength(60);
		for (let number = 60; number < 520; number++) {
			await put(number);
		}
		const { sources, problems } = await find(bench);
		expect(sources).toHaveLength(500);
		expect(problems).toEqual([
			'Log groups in eu-central-1: only 500 with "cloudtrail" in their name were looked at.',
		]);
	});

	it('leaves what a trail tells of to the trail', async () => {
		await using bench = await LogGroupBench.start({}, trailOf(groupName));
		await bench.group({});
		await bench.group({ name: 'cloudtrail-copy' });
		const { sources } = await withSession(bench, (session) =>
			discoverSources(session, new AbortController().signal),
		);
		const groups = sources.filter(({ source }) => source.type === 'cloudwatch-logs');
		expect(groups.map(({ name }) => name)).toEqual(['Trail audit', 'cloudtrail-copy']);
	});

	it('fails as a whole where it may not ask', async () => {
		await using bench = await LogGroupBench.start();
		const fault = { kind: 'error', status: 400, code: 'AccessDeniedException' } as const;
		bench.server.inject(fault, { action: 'DescribeLogGroups' });
		await expect(find(bench)).rejects.toMatchObject({
			code: 'access-denied',
			message: expect.stringContaining('logs:DescribeLogGroups'),
		});
	});
});
