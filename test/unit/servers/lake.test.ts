import {
	CancelQueryCommand,
	type CloudTrailClient,
	DescribeQueryCommand,
	GetEventDataStoreCommand,
	GetQueryResultsCommand,
	ListEventDataStoresCommand,
	StartQueryCommand,
} from '@aws-sdk/client-cloudtrail';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildForeign } from '../../builders/foreign.ts';
import { type AwsServer, startAwsServer } from '../../servers/awsServer.ts';
import { LakeStandIn } from '../../servers/lake.ts';
import { cloudTrail } from './clients.ts';

const id = '0f1e2d3c-4b5a-4678-9abc-def012345678';
const arn = `arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/${id}`;

let server: AwsServer;
let lake: LakeStandIn;
let client: CloudTrailClient;
beforeEach(async () => {
	lake = new LakeStandIn({
		stores: [
			{ arn, name: 'audit', records: buildForeign({ count: 40 }) },
			{ arn: arn.replace('0f1e', 'ffff'), name: 'off', records: [], status: 'PENDING_DELETION' },
		],
		mostQueries: 1,
	});
	server = await startAwsServer({ services: { CloudTrail_20131101: lake.handler } });
	client = cloudTrail(server.url);
});
afterEach(async () => {
	lake.close();
	client.destroy();
	await server.close();
});

const start = (QueryStatement: string) => client.send(new StartQueryCommand({ QueryStatement }));

describe('an event data store', () => {
	it('answers queries in rows of single columns, page by page', async () => {
		const { QueryId } = await start(`SELECT t."eventid" FROM ${id} AS t\n`);
		const { QueryStatus, QueryStatistics } = await client.send(
			new DescribeQueryCommand({ QueryId }),
		);
		expect(QueryStatus).toBe('FINISHED');
		expect(QueryStatistics?.BytesScanned).toBeGreaterThan(10_000);
		const first = await client.send(new GetQueryResultsCommand({ QueryId, MaxQueryResults: 30 }));
		expect(first.QueryResultRows).toHaveLength(30);
		expect(first.QueryResultRows?.[0]).toEqual([{ eventid: expect.any(String) }]);
		const rest = await client.send(
			new GetQueryResultsCommand({ QueryId, MaxQueryResults: 30, NextToken: first.NextToken }),
		);
		expect(rest.QueryResultRows).toHaveLength(10);
		expect(rest.NextToken).toBeUndefined();
	});

	it.each([
		['DROP TABLE x', 'InvalidQueryStatementException'],
		['SELECT 1', 'InvalidQueryStatementException'],
		[`SELECT * FROM ${id.replace('0f', 'aa')} AS t\n`, 'EventDataStoreNotFoundException'],
		[`SELECT * FROM ${id.replace('0f1e', 'ffff')} AS t\n`, 'InactiveEventDataStoreException'],
		[`SELECT '${'x'.repeat(10_000)}' FROM ${id} AS t\n`, 'InvalidParameterException'],
	])('refuses %s', async (sql, name) => {
		await expect(start(sql)).rejects.toMatchObject({ name });
	});

	it('runs one query here, and stops it once', async () => {
		lake.runs.hold();
		const sql = `SELECT t."eventid" FROM ${id} AS t\n`;
		const { QueryId } = await start(sql);
		await expect(start(sql)).rejects.toMatchObject({ name: 'MaxConcurrentQueriesException' });
		await client.send(new CancelQueryCommand({ QueryId }));
		await expect(client.send(new CancelQueryCommand({ QueryId }))).rejects.toMatchObject({
			name: 'InactiveQueryException',
		});
	});

	it('fails what Trino cannot run, and knows its queries and stores', async () => {
		const { QueryId } = await start(`SELECT t."nothing" FROM ${id} AS t\n`);
		const { QueryStatus, ErrorMessage } = await client.send(new DescribeQueryCommand({ QueryId }));
		expect(QueryStatus).toBe('FAILED');
		expect(ErrorMessage).toContain('nothing');
		await expect(
			client.send(new DescribeQueryCommand({ QueryId: crypto.randomUUID() })),
		).rejects.toMatchObject({ name: 'QueryIdNotFoundException' });
		await expect(
			client.send(new GetEventDataStoreCommand({ EventDataStore: 'arn:aws:s3:::x' })),
		).rejects.toMatchObject({ name: 'EventDataStoreARNInvalidException' });
		const { EventDataStores } = await client.send(new ListEventDataStoresCommand({}));
		expect(EventDataStores?.map(({ Name }) => Name)).toEqual(['audit', 'off']);
	});
});
