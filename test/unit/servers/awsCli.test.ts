import { execFile, spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsServer, startAwsServer } from '../../servers/awsServer.ts';
import { firstKey, later, numbered } from './clients.ts';

/** A real client that is not ours; Debian's `awscli`, or any other. */
const installed = spawnSync('aws', ['--version']).status === 0;
const title = installed ? 'the AWS CLI' : 'the AWS CLI (`aws` is not installed: skipped)';

describe.skipIf(!installed)(title, () => {
	let server: AwsServer;
	beforeAll(async () => {
		server = await startAwsServer({
			records: numbered(120),
			now: later,
			requestsPerSecond: 1000,
		});
	});
	afterAll(() => server?.close());

	async function aws(...words: readonly string[]): Promise<unknown> {
		const { stdout } = await promisify(execFile)(
			'aws',
			[...words, '--endpoint-url', server.url, '--region', 'us-east-1', '--output', 'json'],
			{
				env: {
					PATH: process.env.PATH,
					HOME: process.env.HOME,
					AWS_ACCESS_KEY_ID: firstKey.accessKeyId,
					AWS_SECRET_ACCESS_KEY: firstKey.secretAccessKey,
					AWS_CONFIG_FILE: devNull,
					AWS_SHARED_CREDENTIALS_FILE: devNull,
					AWS_EC2_METADATA_DISABLED: 'true',
					AWS_MAX_ATTEMPTS: '1',
				},
			},
		);
		return JSON.parse(stdout);
	}

	it('pages through everything', { timeout: 60_000 }, async () => {
		const answer = (await aws('cloudtrail', 'lookup-events')) as {
			Events: { EventId: string; ReadOnly: string }[];
		};
		expect(new Set(answer.Events.map((event) => event.EventId)).size).toBe(120);
		expect(answer.Events[0]?.ReadOnly).toBe('true');
		const pages = server.requests().filter((request) => request.action === 'LookupEvents');
		expect(pages.map((page) => page.events)).toEqual([50, 50, 20]);
	});

	it('filters by one attribute and a time', { timeout: 60_000 }, async () => {
		const answer = await aws(
			'cloudtrail',
			'lookup-events',
			'--lookup-attributes',
			'AttributeKey=EventName,AttributeValue=UpdateImagePipeline',
			'--start-time',
			'2026-10-01T00:00:00Z',
			'--end-time',
			'2026-10-01T00:19:00Z',
		);
		expect((answer as { Events: unknown[] }).Events).toHaveLength(5);
	});

	it('is told what is wrong in words it knows', { timeout: 60_000 }, async () => {
		server.inject({ kind: 'throttle' });
		await expect(aws('cloudtrail', 'lookup-events')).rejects.toThrow(
			/\(ThrottlingException\) when calling the LookupEvents operation.*: Rate exceeded/,
		);
	});

	it('learns who it is', { timeout: 60_000 }, async () => {
		expect(await aws('sts', 'get-caller-identity')).toMatchObject({ Account: '111122223333' });
	});
});
