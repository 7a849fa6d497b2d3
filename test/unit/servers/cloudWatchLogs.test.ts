import {
	CloudWatchLogsClient,
	DescribeLogGroupsCommand,
	GetQueryResultsCommand,
	StartQueryCommand,
	type StartQueryCommandInput,
	StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import { startAwsServer } from '../../servers/awsServer.ts';
import {
	CloudWatchLogs,
	type CloudWatchLogsOptions,
	type LogGroupStandIn,
	logsTarget,
} from '../../servers/cloudWatchLogs.ts';
import { firstKey, numbered, secondKey } from './clients.ts';

const start = Date.parse('2026-10-01T00:00:00Z');
const group: LogGroupStandIn = {
	name: 'trail',
	accountId: '111122223333',
	region: 'us-east-1',
	created: start,
	records: numbered(20),
};

async function serve(options: CloudWatchLogsOptions = {}, groups = [group]) {
	const logs = new CloudWatchLogs(options);
	const server = await startAwsServer({
		services: { [logsTarget]: logs.serve },
		now: () => start + 86_400_000,
	});
	for (const each of groups) {
		await logs.putGroup(each);
	}
	const client = (credentials = firstKey) =>
		new CloudWatchLogsClient({
			...{ endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 },
		});
	const query = async (queryString: string, input: Partial<StartQueryCommandInput> = {}) => {
		const { queryId } = await client().send(
			new StartQueryCommand({
				...{ logGroupIdentifiers: ['trail'], queryString },
				...{ startTime: start / 1000, endTime: start / 1000 + 3600 },
				...input,
			}),
		);
		for (;;) {
			const answer = await client().send(new GetQueryResultsCommand({ queryId }));
			if (answer.status !== 'Running' && answer.status !== 'Scheduled') {
				return answer;
			}
		}
	};
	return {
		...{ logs, server, client, query },
		[Symbol.asyncDispose]: async () => {
			await server.close();
			await logs.close();
		},
	};
}

describe('the stand-in for Logs Insights', () => {
	it('runs queries over the events of a group', async () => {
		await using aws = await serve();
		const { results = [], statistics } = await aws.query(
			'fields @timestamp, eventName | filter eventName = "UpdateImagePipeline" | sort @timestamp asc | limit 3',
		);
		expect(results.map((row) => row.map(({ value }) => value).slice(0, 2))).toEqual([
			['2026-10-01 00:00:00.000', 'UpdateImagePipeline'],
			['2026-10-01 00:04:00.000', 'UpdateImagePipeline'],
			['2026-10-01 00:08:00.000', 'UpdateImagePipeline'],
		]);
		expect(results[0]?.map(({ field }) => field)).toEqual(['@timestamp', 'eventName', '@ptr']);
		expect(statistics).toMatchObject({ recordsMatched: 5, recordsScanned: 20, resultCount: 3 });
		expect(statistics?.bytesScanned).toBeGreaterThan(1000);
	});

	it('finds no fields in the class Infrequent Access, but parses them', async () => {
		await using aws = await serve({}, [{ ...group, logClass: 'INFREQUENT_ACCESS' }]);
		const discovered = await aws.query('filter eventName in ["GetImagePipeline"]');
		expect(discovered.results).toEqual([]);
		const parsed = await aws.query(
			'parse @message /"eventName":"(?<name>[A-Za-z]+)"/ | stats count(*) as calls by name',
		);
		const counts = parsed.results?.map((row) => row.map(({ value }) => value).join(' '));
		expect(counts?.toSorted()).toEqual(['GetImagePipeline 15', 'UpdateImagePipeline 5']);
	});

	it('takes both ends of the time in, by the second', async () => {
		await using aws = await serve();
		const bounds = { startTime: start / 1000 + 60, endTime: start / 1000 + 180 };
		const { results } = await aws.query('fields @timestamp', bounds);
		expect(results?.length).toBe(3);
	});

	it('gives rows by pages, and some of them while the query runs', async () => {
		await using aws = await serve({ runningAnswers: 2 });
		const { queryId } = await aws.client().send(
			new StartQueryCommand({
				...{ logGroupName: 'trail', queryString: 'fields @message' },
				...{ startTime: start / 1000, endTime: start / 1000 + 3600 },
			}),
		);
		const ask = (nextToken?: string) =>
			aws.client().send(new GetQueryResultsCommand({ queryId, nextToken, maxItems: 15 }));
		const answers = [await ask(), await ask(), await ask()];
		expect(answers.map(({ status }) => status)).toEqual(['Scheduled', 'Running', 'Complete']);
		expect(answers.map(({ results }) => results?.length)).toEqual([0, 3, 15]);
		const rest = await ask(answers[2]?.nextToken);
		expect(rest.results?.length).toBe(5);
		expect(rest.nextToken).toBeUndefined();
	});

	it.each([
		'',
		'fields @message | where x = 1',
		'filter eventName = UpdateImagePipeline',
		'filter eventName ~ /x/',
		'filter @message like /unfinished',
		'parse @message /(.*)/',
		'stats sum(bytes) by name',
		'fields @message | limit 0',
		'fields @message | limit 10 | filter x = "1"',
		'fields @message | sort @timestamp sideways',
		"fields a'b",
	])('refuses the query %j', async (text) => {
		await using aws = await serve();
		const name = text === '' ? 'InvalidParameterException' : 'MalformedQueryException';
		await expect(aws.query(text)).rejects.toMatchObject({ name });
	});

	it.each([
		[{ logGroupIdentifiers: undefined }, 'InvalidParameterException'],
		[{ logGroupName: 'trail' }, 'InvalidParameterException'],
		[{ logGroupIdentifiers: ['trail:*'] }, 'InvalidParameterException'],
		[{ logGroupIdentifiers: ['other'] }, 'ResourceNotFoundException'],
		[
			{ logGroupIdentifiers: ['arn:aws:logs:us-east-1:444455556666:log-group:trail'] },
			'ResourceNotFoundException',
		],
		[
			{ logGroupIdentifiers: ['arn:aws:logs:eu-west-1:111122223333:log-group:trail'] },
			'InvalidParameterException',
		],
		[{ startTime: -1 }, 'InvalidParameterException'],
		[{ startTime: start / 1000, endTime: start / 1000 - 1 }, 'InvalidParameterException'],
		[{ startTime: 1.5 }, 'SerializationException'],
		[{ limit: 100_001 }, 'InvalidParameterException'],
		[{ queryString: 'x'.repeat(10_001) }, 'InvalidParameterException'],
	])('refuses %j', async (input, name) => {
		await using aws = await serve();
		const asked = aws.query('fields @message', input as Partial<StartQueryCommandInput>);
		await expect(asked).rejects.toMatchObject({ name });
	});

	it('has so many queries at a time, and stops those that run', async () => {
		await using aws = await serve({ mostQueries: 2 });
		const begin = () =>
			aws.client().send(
				new StartQueryCommand({
					...{ logGroupName: 'trail', queryString: 'fields @message' },
					...{ startTime: start / 1000, endTime: start / 1000 + 3600 },
				}),
			);
		const { queryId } = await begin();
		await begin();
		await expect(begin()).rejects.toMatchObject({ name: 'LimitExceededException' });
		const stop = (credentials = firstKey) =>
			aws.client(credentials).send(new StopQueryCommand({ queryId }));
		await expect(stop(secondKey)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
		expect((await stop()).success).toBe(true);
		await expect(stop()).rejects.toMatchObject({ name: 'InvalidParameterException' });
		const { status } = await aws.client().send(new GetQueryResultsCommand({ queryId }));
		expect(status).toBe('Cancelled');
		await begin();
	});

	it('hides what is older than its retention, and does not take what is too large', async () => {
		const large = { eventTime: new Date(start).toISOString(), text: 'x'.repeat(262_144) };
		await using aws = await serve({}, [{ ...group, records: [...numbered(20), large] }]);
		const { statistics } = await aws.query('fields @timestamp');
		expect(statistics?.recordsScanned).toBe(20);
		await aws.logs.putGroup({ ...group, retentionDays: 0.9999 });
		const kept = await aws.query('fields @timestamp');
		expect(kept.results?.length).toBeLessThan(20);
		expect(kept.results?.length).toBeGreaterThan(10);
	});

	it('describes groups in the order of their names', async () => {
		const names = ['trail-2', 'a', 'trail', 'trail-1'];
		await using aws = await serve(
			{},
			names.map((name) => ({ ...group, name })),
		);
		const first = await aws
			.client()
			.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'trail', limit: 2 }));
		expect(first.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(['trail', 'trail-1']);
		expect(first.logGroups?.[0]).toMatchObject({ creationTime: start, logGroupClass: 'STANDARD' });
		const { nextToken } = first;
		const second = await aws
			.client()
			.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'trail', limit: 2, nextToken }));
		expect(second.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(['trail-2']);
		const pattern = await aws
			.client()
			.send(new DescribeLogGroupsCommand({ logGroupNamePattern: 'rail-' }));
		expect(pattern.logGroups).toHaveLength(2);
		expect(pattern.logGroups?.[0]?.storedBytes).toBeUndefined();
	});
});
