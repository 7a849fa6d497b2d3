import {
	AthenaClient,
	GetQueryExecutionCommand,
	GetQueryResultsCommand,
	GetTableMetadataCommand,
	ListTableMetadataCommand,
	StartQueryExecutionCommand,
	StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { afterEach, describe, expect, it } from 'vitest';
import { buildForeign } from '../../builders/foreign.ts';
import { buildTrailTable } from '../../builders/trailTable.ts';
import { type AthenaOptions, AthenaStandIn } from '../../servers/athena.ts';
import { type AwsServer, startAwsServer } from '../../servers/awsServer.ts';
import { firstKey } from './clients.ts';

const table = buildTrailTable([
	...buildForeign({ count: 30, hours: 24, to: '2026-10-31T12:00:00Z' }),
	...buildForeign({ count: 30, hours: 24, to: '2026-10-31T12:00:00Z', region: 'eu-central-1' }),
]);
const from = 'SELECT count(t."eventid") FROM "audit"."cloudtrail_logs" AS t\n';

let server: AwsServer;
let athena: AthenaStandIn;
let client: AthenaClient;
afterEach(async () => {
	athena.close();
	client.destroy();
	await server.close();
});

async function open(options: AthenaOptions = { tables: [table] }) {
	athena = new AthenaStandIn(options);
	server = await startAwsServer({ services: { AmazonAthena: athena.handler } });
	client = new AthenaClient({
		...{ endpoint: server.url, region: 'us-east-1', credentials: firstKey, maxAttempts: 1 },
	});
}

const start = (QueryString: string, more: object = {}) =>
	client.send(new StartQueryExecutionCommand({ QueryString, ...more }));

async function run(sql: string) {
	const { QueryExecutionId } = await start(sql);
	const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
	return {
		QueryExecutionId,
		state: QueryExecution?.Status?.State,
		reason: QueryExecution?.Status?.StateChangeReason,
		bytes: QueryExecution?.Statistics?.DataScannedInBytes ?? 0,
	};
}

describe('queries', () => {
	it('run over the log files, and are charged for the folders that they do not leave out', async () => {
		await open();
		const sizes = table.objects.map(({ body }) => body.length);
		const all = sizes.reduce((sum, each) => sum + each, 0);
		const { QueryExecutionId, bytes } = await run(from);
		expect(bytes).toBe(all);
		const { ResultSet } = await client.send(new GetQueryResultsCommand({ QueryExecutionId }));
		expect(ResultSet?.Rows?.map(({ Data }) => Data?.[0]?.VarCharValue)[1]).toBe('60');
		const region = await run(`${from}WHERE t."region" = 'eu-central-1' AND t."eventtime" > '2026'`);
		expect(region.bytes).toBeLessThan(0.6 * all);
		const none = await run(`${from}WHERE t."awsregion" = 'eu-central-1'`);
		expect(none.bytes).toBe(all);
		const or = await run(`${from}WHERE (t."region" = 'x' OR t."eventid" = 'y')`);
		expect(or.bytes).toBe(all);
	});

	it.each([
		['SELECT * FROM "audit"."nothing" AS t\n', /^TABLE_NOT_FOUND/],
		[`${from}WHERE t."nothing" = 'x'`, /^COLUMN_NOT_FOUND/],
		[`${from}WHERE regexp_matches(t."eventname", 'x')`, /^FUNCTION_NOT_FOUND/],
		[`${from}WHERE t."eventid"::VARCHAR = 'x'`, /^SYNTAX_ERROR/],
		[`${from}WHERE t."eventid" = 5`, /^TYPE_MISMATCH/],
		[`${from}WHERE t."eventtime" >= TIMESTAMP '2026-01-01 00:00:00'`, /^TYPE_MISMATCH/],
		[`${from}; DROP TABLE x`, /^SYNTAX_ERROR/],
		[`${from}WHERE`, /^SYNTAX_ERROR/],
	])('that Trino would not run fail: %s', async (sql, reason) => {
		await open();
		expect(await run(sql)).toMatchObject({
			state: 'FAILED',
			reason: expect.stringMatching(reason),
		});
	});

	it('need injected partitions to be named', async () => {
		await open({ tables: [buildTrailTable([], { layout: 'injected' })] });
		expect((await run(from)).reason).toContain('account_id');
		const named = `t."region" = 'x' AND t."account_id" IN ('1')`;
		expect((await run(`${from}WHERE ${named}`)).state).toBe('SUCCEEDED');
	});

	it('are the same for the same token, and stop', async () => {
		await open();
		athena.runs.hold();
		const ClientRequestToken = crypto.randomUUID();
		const { QueryExecutionId } = await start(from, { ClientRequestToken });
		expect((await start(from, { ClientRequestToken })).QueryExecutionId).toBe(QueryExecutionId);
		await expect(
			client.send(new GetQueryResultsCommand({ QueryExecutionId })),
		).rejects.toMatchObject({ name: 'InvalidRequestException' });
		await client.send(new StopQueryExecutionCommand({ QueryExecutionId }));
		const { QueryExecution } = await client.send(
			new GetQueryExecutionCommand({ QueryExecutionId }),
		);
		expect(QueryExecution?.Status?.State).toBe('CANCELLED');
	});
});

describe('requests', () => {
	it.each([{ MaxResults: 1001 }, { NextToken: 'made-up' }, { QueryExecutionId: 'made-up' }])(
		'with wrong parameters are refused: %j',
		async (wrong) => {
			await open();
			const { QueryExecutionId } = await run(from);
			await expect(
				client.send(new GetQueryResultsCommand({ QueryExecutionId, ...wrong })),
			).rejects.toMatchObject({ name: 'InvalidRequestException' });
		},
	);

	it('page the results, heading first', async () => {
		await open();
		const { QueryExecutionId } = await run(
			'SELECT t."eventid" FROM "audit"."cloudtrail_logs" AS t\n',
		);
		const sizes: number[] = [];
		let NextToken: string | undefined;
		do {
			const page = await client.send(
				new GetQueryResultsCommand({
					...{ QueryExecutionId, MaxResults: 25 },
					...(NextToken !== undefined && { NextToken }),
				}),
			);
			sizes.push(page.ResultSet?.Rows?.length ?? 0);
			NextToken = page.NextToken;
		} while (NextToken !== undefined);
		expect(sizes).toEqual([25, 25, 11]);
	});

	it('for what is not there are told so', async () => {
		await open({ tables: [table], workgroups: [{ name: 'primary' }] });
		await expect(start(from)).rejects.toThrow(/No output location provided/);
		await expect(start(from, { WorkGroup: 'x' })).rejects.toThrow(/WorkGroup is not found/);
		const place = { CatalogName: 'AwsDataCatalog', DatabaseName: 'audit' };
		await expect(
			client.send(new GetTableMetadataCommand({ ...place, TableName: 'x' })),
		).rejects.toMatchObject({ name: 'MetadataException' });
		const { TableMetadataList } = await client.send(new ListTableMetadataCommand(place));
		expect(TableMetadataList?.[0]?.PartitionKeys?.map(({ Name }) => Name)).toEqual([
			'region',
			'timestamp',
		]);
	});
});
