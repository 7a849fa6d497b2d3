import { afterEach, describe, expect, it } from 'vitest';
import { discoverSources } from '../../../src/sources/discoverSources.ts';
import { buildTrailTable, oldTrailColumns } from '../../builders/trailTable.ts';
import { type AthenaOptions, AthenaStandIn } from '../../servers/athena.ts';
import { type AwsServer, startAwsServer } from '../../servers/awsServer.ts';
import { LakeStandIn, type LakeStore } from '../../servers/lake.ts';
import { trailsHandler } from '../../servers/trails.ts';
import { archiveDeps } from './athenaBench.ts';

const arnOf = (number: number) =>
	`arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/00000000-0000-4000-8000-00000000000${number}`;
const other = { name: 'orders', columns: [{ name: 'id', type: 'string' }] };
const selector = (...fields: readonly object[]) => ({ FieldSelectors: fields });
const management = { Field: 'eventCategory', Equals: ['Management'] };

let server: AwsServer;
afterEach(() => server.close());

async function find(
	options: AthenaOptions,
	stores: readonly LakeStore[] = [],
	catalogs?: readonly string[],
) {
	const athena = new AthenaStandIn(options);
	server = await startAwsServer({
		services: {
			AmazonAthena: (request) =>
				catalogs && request.action === 'ListDataCatalogs'
					? {
							DataCatalogsSummary: catalogs.map((CatalogName) => ({ CatalogName, Type: 'GLUE' })),
						}
					: athena.handler(request),
			CloudTrail_20131101: trailsHandler([], new LakeStandIn({ stores }).handler),
			Logs_20140328: () => ({ logGroups: [] }),
		},
	});
	const { session } = archiveDeps(server.url);
	return () => discoverSources(session, new AbortController().signal);
}

describe('looking for tables', () => {
	it('finds those with the columns of records, on any page of any database', async () => {
		const discover = await find({
			tables: [
				...Array.from({ length: 60 }, (_, number) => ({
					...buildTrailTable([]),
					...other,
					name: `t${number}`,
				})),
				buildTrailTable([]),
				buildTrailTable([], {
					database: 'old',
					name: 'ct',
					columns: oldTrailColumns,
					layout: 'none',
				}),
			],
		});
		const { sources, problems } = await discover();
		expect(problems).toEqual([]);
		expect(sources).toEqual([
			{
				source: {
					type: 'athena',
					database: 'audit',
					table: 'cloudtrail_logs',
					region: 'us-east-1',
				},
				name: 'audit.cloudtrail_logs',
				detail: 'table in us-east-1, partitioned by region, timestamp',
			},
			{
				source: { type: 'athena', database: 'old', table: 'ct', region: 'us-east-1' },
				name: 'old.ct',
				detail: 'table in us-east-1, each query scans all of its time',
			},
		]);
	});

	it('chooses a workgroup with a place for results, or says that one is missing', async () => {
		const tables = [buildTrailTable([])];
		const primary = { name: 'primary' };
		const discover = await find({
			tables,
			workgroups: [{ name: 'team', outputLocation: 's3://results/' }, primary],
		});
		expect((await discover()).sources[0]?.source).toMatchObject({ workgroup: 'team' });
		await server.close();
		const without = await find({ tables, workgroups: [primary] });
		expect((await without()).sources[0]?.detail).toContain('needs "outputLocation"');
	});

	it('looks through the other catalogs where one cannot be asked', async () => {
		const tables = [buildTrailTable([])];
		const discover = await find({ tables }, [], ['gone', 'AwsDataCatalog']);
		const { sources, problems } = await discover();
		expect(sources.map(({ name }) => name)).toEqual(['audit.cloudtrail_logs']);
		expect(problems).toEqual([expect.stringMatching(/^Athena in us-east-1, catalog gone: /)]);
	});

	it('fails as a whole where the session ends in the middle', async () => {
		const discover = await find({}, [{ arn: arnOf(1), name: 'audit', records: [] }]);
		server.inject(
			{ kind: 'error', status: 400, code: 'ExpiredTokenException' },
			{ action: 'GetEventDataStore' },
		);
		await expect(discover()).rejects.toMatchObject({ code: 'expired-session' });
	});

	it('tells what it was denied, and still finds the rest', async () => {
		const discover = await find({ tables: [buildTrailTable([])] }, [
			{ arn: arnOf(1), name: 'audit', records: [] },
		]);
		server.inject(
			{ kind: 'error', status: 400, code: 'AccessDeniedException' },
			{ action: 'ListDatabases' },
		);
		const { sources, problems } = await discover();
		expect(sources.map(({ name }) => name)).toEqual(['audit']);
		expect(problems).toEqual([
			expect.stringMatching(
				/^Athena in us-east-1, catalog AwsDataCatalog: Not allowed: athena:ListDatabases was denied/,
			),
		]);
	});
});

describe('looking for event data stores', () => {
	it('finds those that can be asked and keep the calls of Image Builder', async () => {
		const discover = await find({}, [
			{
				arn: arnOf(1),
				name: 'all',
				records: [],
				selectors: [
					selector(management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }),
				],
			},
			{
				arn: arnOf(2),
				name: 'writes',
				records: [],
				retention: 90,
				selectors: [selector(management, { Field: 'readOnly', Equals: ['false'] })],
			},
			{
				arn: arnOf(3),
				name: 'data',
				records: [],
				selectors: [selector({ Field: 'eventCategory', Equals: ['Data'] })],
			},
			{
				arn: arnOf(4),
				name: 'part',
				records: [],
				selectors: [selector(management, { Field: 'eventSource', Equals: ['ec2.amazonaws.com'] })],
			},
			{ arn: arnOf(5), name: 'gone', records: [], status: 'PENDING_DELETION' },
		]);
		const { sources, problems } = await discover();
		expect(problems).toEqual([]);
		expect(sources).toEqual([
			{
				source: { type: 'lake', eventDataStore: arnOf(1), region: 'us-east-1', complete: 'all' },
				name: 'all',
				detail: 'event data store in us-east-1, keeps 2557 days',
			},
			{
				source: {
					type: 'lake',
					eventDataStore: arnOf(2),
					region: 'us-east-1',
					complete: 'changes',
				},
				name: 'writes',
				detail: 'event data store in us-east-1, changes only, keeps 90 days',
			},
		]);
	});

	it('finds none where Lake is not offered', async () => {
		const discover = await find({});
		server.inject(
			{ kind: 'error', status: 400, code: 'UnsupportedOperationException' },
			{ action: 'ListEventDataStores' },
		);
		expect(await discover()).toEqual({ sources: [], problems: [] });
	});
});
