import { afterEach, expect, it } from 'vitest';
import { Archives } from '../../../src/engine/archives.ts';
import type { AwsSessions } from '../../../src/sources/awsSession.ts';
import { buildForeign } from '../../builders/foreign.ts';
import { buildTrailTable } from '../../builders/trailTable.ts';
import { AthenaStandIn } from '../../servers/athena.ts';
import { type AwsServer, startAwsServer } from '../../servers/awsServer.ts';
import { archiveDeps } from '../sources/athenaBench.ts';
import { openStore } from '../store/testStore.ts';

const source = { type: 'athena', database: 'audit', table: 'cloudtrail_logs', days: 20 } as const;
const settings = { profile: 'demo', regions: [], endpointUrl: '', lookBackDays: 90 };
const run = { signal: new AbortController().signal, onProgress: () => undefined };

let server: AwsServer;
let athena: AthenaStandIn;
afterEach(async () => {
	athena.close();
	await server.close();
});

async function open(layout: 'projected' | 'none'): Promise<Archives> {
	const records = buildForeign({ to: '2024-01-01T00:00:00Z' });
	athena = new AthenaStandIn({ tables: [buildTrailTable(records, { layout })] });
	server = await startAwsServer({ services: { AmazonAthena: athena.handler } });
	const store = openStore();
	const { session, workerUrl } = archiveDeps(server.url);
	return new Archives({
		store: () => store,
		sessions: { open: async () => session } as unknown as AwsSessions,
		workerUrl,
		holder: 'test',
		log: () => undefined,
		onSaved: () => undefined,
	});
}

it('asks a table that holds nothing of the time once, not at each refresh', async () => {
	const archives = await open('projected');
	const report = await archives.follow(settings, source, run);
	expect(report?.gaps).toEqual([]);
	const queries = athena.runs.all.length;
	expect(queries).toBeGreaterThan(0);
	expect(await archives.follow(settings, source, run)).toBeUndefined();
	expect(athena.runs.all).toHaveLength(queries);
});

it('does not follow a table of which each refresh would scan all', async () => {
	const archives = await open('none');
	await expect(archives.follow(settings, source, run)).rejects.toMatchObject({ code: 'too-much' });
	expect(athena.runs.all).toEqual([]);
});
