import { afterEach, describe, expect, it } from 'vitest';
import { discoverSources } from '../../../src/sources/discoverSources.ts';
import { type AwsServer, startAwsServer } from '../../servers/awsServer.ts';
import { type TrailStandIn, trailsHandler } from '../../servers/trails.ts';
import { archiveDeps } from './athenaBench.ts';

const accountId = '111122223333';
const trail = {
	name: 'audit',
	accountId,
	homeRegion: 'eu-central-1',
	bucket: 'trail-bucket',
} as const satisfies TrailStandIn;
const s3 = {
	...{ type: 's3', bucket: 'trail-bucket', accounts: [accountId], complete: 'all' },
	multiRegion: true,
};
const basic = (...types: readonly string[]) => ({
	EventSelectors: types.map((type) => ({ ReadWriteType: type, IncludeManagementEvents: true })),
});
const advanced = (...fields: readonly object[]) => ({
	AdvancedEventSelectors: [
		{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, ...fields] },
	],
});

let server: AwsServer | undefined;
afterEach(() => server?.close());

/** What is found, but for what other kinds of sources have to say. */
async function discover(trails: readonly TrailStandIn[], regions = ['eu-central-1', 'us-east-1']) {
	server = await startAwsServer({
		services: {
			CloudTrail_20131101: trailsHandler(trails, () => ({ EventDataStores: [] })),
			AmazonAthena: () => ({ DataCatalogsSummary: [] }),
			Logs_20140328: () => ({ logGroups: [] }),
		},
	});
	const { session } = archiveDeps(server.url, { regions });
	return discoverSources(session, new AbortController().signal);
}

describe('looking for trails', () => {
	it('finds bucket and log group of a trail once, whatever Regions tell of it', async () => {
		const logGroup = `arn:aws:logs:eu-central-1:${accountId}:log-group:audit/trail:*`;
		const { sources, problems } = await discover([{ ...trail, prefix: 'logs', logGroup }]);
		expect(problems).toEqual([]);
		expect(sources).toEqual([
			{
				source: { ...s3, prefix: 'logs' },
				name: 'Trail audit',
				detail: 'bucket trail-bucket, all Regions',
			},
			{
				source: {
					type: 'cloudwatch-logs',
					logGroup: 'audit/trail',
					region: 'eu-central-1',
					complete: 'all',
				},
				name: 'Trail audit',
				detail: 'log group audit/trail, all Regions',
			},
		]);
	});

	it('looks into a trail whose home is no Region of the connection', async () => {
		const { sources } = await discover([trail], ['us-east-1', 'us-west-2']);
		expect(sources.map(({ source }) => source)).toEqual([s3]);
		const looks = server?.requests().filter(({ action }) => action === 'GetEventSelectors');
		expect(looks?.map(({ region }) => region)).toEqual(['eu-central-1']);
	});

	it('does not take a trail of one Region for one of all', async () => {
		const { sources } = await discover([{ ...trail, multiRegion: false }]);
		expect(sources).toEqual([
			{
				source: { type: 's3', bucket: 'trail-bucket', accounts: [accountId], complete: 'all' },
				name: 'Trail audit',
				detail: 'bucket trail-bucket, eu-central-1 only',
			},
		]);
	});

	it('takes all accounts of an organization, and says what a stopped one has', async () => {
		const { sources } = await discover([
			{ ...trail, accountId: '444455556666', organization: true, stopped: '2026-03-04T05:06:07Z' },
		]);
		expect(sources).toEqual([
			{
				source: { type: 's3', bucket: 'trail-bucket', complete: 'all', multiRegion: true },
				name: 'Trail audit',
				detail:
					'bucket trail-bucket, all accounts of the organization, all Regions, stopped on 2026-03-04',
			},
		]);
	});

	it.each([
		['all events', basic('All'), 'all'],
		['reads and writes apart', basic('ReadOnly', 'WriteOnly'), 'all'],
		['writes', basic('WriteOnly'), 'changes'],
		['all but KMS', advanced({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }), 'all'],
		['writes, said so', advanced({ Field: 'readOnly', Equals: ['false'] }), 'changes'],
		['reads', basic('ReadOnly'), undefined],
		['no calls', { EventSelectors: [{ IncludeManagementEvents: false }] }, undefined],
		['one name', advanced({ Field: 'eventName', Equals: ['RunInstances'] }), undefined],
		[
			'all but ours',
			advanced({ Field: 'eventSource', NotEquals: ['imagebuilder.amazonaws.com'] }),
			undefined,
		],
	])('tells by the event selectors what a trail logs: %s', async (_, selectors, complete) => {
		const { sources, problems } = await discover([{ ...trail, selectors }]);
		expect(sources.map(({ source }) => source)).toEqual(
			complete === undefined ? [] : [{ ...s3, complete }],
		);
		expect(problems).toHaveLength(complete === undefined ? 1 : 0);
	});

	it('tells of a trail that it may not look into', async () => {
		const { sources, problems } = await discover([
			{ ...trail, denied: true },
			{ ...trail, name: 'b' },
		]);
		expect(sources).toHaveLength(1);
		expect(problems).toEqual([
			expect.stringContaining('Trail audit: Not allowed: cloudtrail:GetEventSelectors was denied'),
		]);
	});
});
