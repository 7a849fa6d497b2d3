import { afterEach, describe, expect, it } from 'vitest';
import { readParsedRecord } from '../../../src/model/readRecord.ts';
import { AthenaSource } from '../../../src/sources/athena/athenaSource.ts';
import { buildForeign } from '../../builders/foreign.ts';
import { buildHistory } from '../../builders/history.ts';
import { buildRecord } from '../../builders/record.ts';
import { buildTrailTable, oldTrailColumns, trailColumns } from '../../builders/trailTable.ts';
import { type AthenaOptions, AthenaStandIn } from '../../servers/athena.ts';
import { type AwsServer, startAwsServer } from '../../servers/awsServer.ts';
import { archiveDeps, fastClock, readAll, settings } from './athenaBench.ts';

const records = [
	...buildHistory({ seed: 3, count: 120, days: 70, regions: ['us-east-1'], hostile: true }),
	...buildHistory({ seed: 4, count: 60, days: 70, accountId: '444455556666' }),
	...buildForeign({ count: 300, hours: 6 }),
	...buildForeign({ count: 80, hours: 24, accountId: '444455556666', seed: 6 }),
];
const window = { from: '2026-09-01T00:00:00Z', to: '2026-11-20T13:00:00Z' };
const idsOf = (list: readonly { readonly eventID?: string | undefined }[]) =>
	list.map(({ eventID }) => eventID).toSorted();
const ours = records.filter(({ eventSource }) => eventSource === 'imagebuilder.amazonaws.com');

let server: AwsServer;
let athena: AthenaStandIn;
afterEach(async () => {
	athena.close();
	await server.close();
});

async function open(options: AthenaOptions, deps: Parameters<typeof archiveDeps>[1] = {}) {
	athena = new AthenaStandIn(options);
	server = await startAwsServer({ services: { AmazonAthena: athena.handler } });
	return (own: Partial<typeof settings> = {}) =>
		new AthenaSource({ ...settings, ...own }, archiveDeps(server.url, deps), fastClock);
}

const bytesOf = ({ objects }: ReturnType<typeof buildTrailTable>) =>
	objects.reduce((sum, { body }) => sum + body.length, 0);

describe('a table of CloudTrail', () => {
	it.each(['projected', 'listed', 'injected', 'parts', 'none'] as const)(
		'gives each call once, with partitions %s',
		async (layout) => {
			const source = await open({ tables: [buildTrailTable(records, { layout })] });
			const wanted = layout === 'injected' ? '111122223333' : undefined;
			const { calls, unreadable, gaps, progress } = await readAll(source(), window);
			const expected = ours.filter(
				({ recipientAccountId: id }) => wanted === undefined || id === wanted,
			);
			expect(gaps).toEqual([]);
			expect(unreadable).toEqual([]);
			expect(calls.map(({ call }) => call.eventId).toSorted()).toEqual(idsOf(expected));
			expect(progress.at(0)?.phase).toBe('planning');
			expect(progress.at(-1)?.bytes).toBeGreaterThan(0);
		},
	);

	it('has the very calls that the log files have, in records that are never longer', async () => {
		const source = await open({ tables: [buildTrailTable(ours)] });
		const { calls } = await readAll(source(), window);
		const byId = new Map(ours.map((record) => [record.eventID, record]));
		expect(calls).toHaveLength(ours.length);
		for (const { call, json } of calls) {
			const record = byId.get(call.eventId) ?? {};
			const original = JSON.stringify(record);
			const read = readParsedRecord(record, original);
			expect(read.ok && read.value.call).toEqual(call);
			expect(json.length).toBeLessThanOrEqual(original.length);
		}
	});

	it('scans only the time and the Regions that are asked for', async () => {
		const table = buildTrailTable([
			...records,
			...buildForeign({ count: 300, hours: 6, region: 'eu-central-1' }),
		]);
		const source = await open({ tables: [table] });
		const all = await readAll(source(), window);
		expect(all.pages.at(-1)?.progress.bytes).toBeGreaterThan(0.9 * bytesOf(table));
		const month = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };
		const some = await readAll(source(), { ...month, regions: ['eu-central-1'] });
		const expected = table.objects.filter(
			({ partition: { region, timestamp = '' } }) =>
				region === 'eu-central-1' && timestamp >= '2026/10/01' && timestamp <= '2026/11/01',
		);
		const most = expected.reduce((sum, { body }) => sum + body.length, 0);
		expect(some.pages.at(-1)?.progress.bytes).toBeGreaterThan(0);
		expect(some.pages.at(-1)?.progress.bytes).toBeLessThanOrEqual(most);
		expect(some.calls).toEqual([]);
	});

	it.each(['projected', 'listed', 'parts'] as const)(
		'has calls whose files were delivered on the next day, with partitions %s',
		async (layout) => {
			const late = buildRecord({ eventTime: '2026-10-31T23:55:00Z' });
			const source = await open({ tables: [buildTrailTable([late], { layout })] });
			const part = { from: '2026-10-01T00:00:00Z', to: '2026-10-31T23:58:00Z' };
			const { calls } = await readAll(source(), part);
			expect(calls.map(({ call }) => call.eventId)).toEqual([late.eventID]);
		},
	);

	it('asks by what columns an old table has', async () => {
		const source = await open({ tables: [buildTrailTable(ours, { columns: oldTrailColumns })] });
		const { calls } = await readAll(source(), window);
		expect(calls.map(({ call }) => call.eventId).toSorted()).toEqual(idsOf(ours));
		const { call } = calls.find(({ call: { caller } }) => caller.role !== undefined) ?? {};
		expect(call?.caller.name).not.toBe('');
		expect(calls.some(({ json }) => json.includes('sessionCredentialFromConsole'))).toBe(false);
	});

	it('reads an identity that is a text, times that are timestamps and parameters that are maps', async () => {
		const columns = trailColumns.map(({ name, type }) => ({
			name,
			type:
				{ useridentity: 'string', eventtime: 'timestamp', requestparameters: 'map<string,string>' }[
					name
				] ?? type,
		}));
		const source = await open({ tables: [buildTrailTable(ours, { columns, layout: 'none' })] });
		const { calls } = await readAll(source(), window);
		const [newest] = ours.toSorted((a, b) => ((a.eventTime ?? '') < (b.eventTime ?? '') ? 1 : -1));
		const { call } = calls.find(({ call: { eventId } }) => eventId === newest?.eventID) ?? {};
		expect(calls).toHaveLength(ours.length);
		expect(call).toMatchObject({
			eventTime: newest?.eventTime,
			caller: { type: newest?.userIdentity?.type },
		});
	});

	it('pages results beyond a thousand rows', async () => {
		const many = buildHistory({ seed: 8, count: 2300, days: 15 });
		const source = await open({ tables: [buildTrailTable(many)] });
		const { calls } = await readAll(source(), { ...window, from: '2026-11-01T00:00:00Z' });
		const sent = server.requests().filter(({ action }) => action === 'GetQueryResults');
		expect(sent).toHaveLength(3);
		expect(new Set(calls.map(({ call }) => call.eventId)).size).toBe(2300);
	});

	it('is safe against any name', async () => {
		const names = { database: 'audit"; DROP', name: `cloud'trail" AS t WHERE 1=1 --` };
		const source = await open({ tables: [buildTrailTable(ours, names)] });
		const settings = { database: names.database, table: names.name };
		const { calls } = await readAll(source(settings), window);
		expect(calls).toHaveLength(ours.length);
		const { query } = await source(settings).estimate(
			{ ...window, accounts: ["1' OR '1'='1"], regions: ["x') OR ('1'='1"] },
			new AbortController().signal,
		);
		expect(query).toContain(`t."recipientaccountid" = '1'' OR ''1''=''1'`);
		expect(query).toContain(`t."region" = 'x'') OR (''1''=''1'`);
		const none = await readAll(source(settings), { ...window, accounts: ["1' OR '1'='1"] });
		expect(none.calls).toEqual([]);
	});
});

describe('what is known after reading', () => {
	const span = { source: 'athena:audit.cloudtrail_logs', complete: 'changes' };

	it('is claimed of places that the table holds, since it holds them, until logs end', async () => {
		const source = await open({
			tables: [
				buildTrailTable([
					...buildForeign({ to: '2026-11-10T10:00:00Z', count: 40, hours: 24 }),
					...buildForeign({
						to: '2026-11-05T10:00:00Z',
						count: 3,
						hours: 24,
						region: 'eu-central-1',
					}),
				]),
			],
		});
		const { coverage } = await readAll(source(), window);
		const of = (region: string) => coverage.filter((each) => each.region === region);
		expect(of('us-east-1').map(({ from, to }) => [from, to])).toEqual([
			['2026-11-01T00:00:00.000Z', '2026-11-11T00:00:00.000Z'],
			['2026-10-02T00:00:00.000Z', '2026-11-01T00:00:00.000Z'],
		]);
		expect(of('eu-central-1')).toEqual([
			{
				...span,
				accountId: '111122223333',
				region: 'eu-central-1',
				from: '2026-11-03T00:00:00.000Z',
				to: '2026-11-11T00:00:00.000Z',
			},
		]);
	});

	it('ends a quarter of an hour ago, and takes the word of the settings', async () => {
		const source = await open({
			tables: [buildTrailTable(buildForeign({ to: '2026-11-20T12:59:00Z' }))],
		});
		const { coverage } = await readAll(source({ complete: 'all' }), {
			...window,
			from: '2026-11-18T00:00:00Z',
		});
		expect(coverage).toEqual([
			{
				...span,
				accountId: '111122223333',
				region: 'us-east-1',
				from: '2026-11-18T00:00:00.000Z',
				to: '2026-11-20T12:45:00.000Z',
				complete: 'all',
			},
		]);
	});

	it('is nothing where the table has no record at all, and what was known where it is quiet now', async () => {
		const quiet = { accountId: '444455556666', region: 'us-east-1' };
		const source = await open(
			{ tables: [buildTrailTable(buildForeign({ count: 24 }))] },
			{
				coverage: [
					{
						...quiet,
						source: span.source,
						complete: 'changes',
						from: '2026-11-01T00:00:00Z',
						to: '2026-11-19T00:00:00Z',
					},
				],
			},
		);
		const before = { from: '2026-07-01T00:00:00Z', to: '2026-08-01T00:00:00Z' };
		expect((await readAll(source(), before)).coverage).toEqual([]);
		const { coverage } = await readAll(source(), { ...window, from: '2026-11-19T00:00:00Z' });
		expect(coverage).toContainEqual({
			...span,
			...quiet,
			from: '2026-11-19T00:00:00.000Z',
			to: '2026-11-20T12:45:00.000Z',
		});
	});

	it('is nothing of a month without any record between two that have some', async () => {
		const source = await open({
			tables: [
				buildTrailTable([
					...buildForeign({ to: '2026-11-20T12:00:00Z', count: 40 }),
					...buildForeign({ to: '2026-09-20T12:00:00Z', count: 40, seed: 9 }),
				]),
			],
		});
		const { coverage } = await readAll(source(), window);
		expect(coverage.map(({ from, to }) => [from.slice(0, 10), to.slice(0, 10)])).toEqual([
			['2026-11-18', '2026-11-20'],
			['2026-11-01', '2026-11-20'],
			['2026-09-18', '2026-10-01'],
		]);
	});

	it('takes no name that is none for an account or a Region', async () => {
		const source = await open({
			tables: [
				buildTrailTable(buildForeign({ accountId: '*', region: 'all the world' }), {
					layout: 'projected',
				}),
			],
		});
		expect((await readAll(source(), window)).coverage).toEqual([]);
	});

	it('takes no record of a global service for a proof of its Region', async () => {
		const global = buildForeign().map((record) => ({
			...record,
			eventSource: 'iam.amazonaws.com',
			eventName: 'GetRole',
		}));
		const source = await open({ tables: [buildTrailTable(global, { layout: 'none' })] });
		expect((await readAll(source(), window)).coverage).toEqual([]);
	});
});

describe('queries that fail', () => {
	const inOctober = { match: />= '2026-10-0/ };

	it('leave a gap, which no coverage spans, and which is closed once it is read', async () => {
		const table = buildTrailTable(records);
		const source = await open({ tables: [table] });
		athena.runs.fail({ reason: "HIVE_BAD_DATA: Error parsing field 'secret'" }, inOctober);
		const { gaps, coverage, calls, pages } = await readAll(source(), window);
		const { done, total } = pages.at(-1)?.progress ?? {};
		expect(done).toBe(total);
		expect(gaps).toEqual([
			{
				accountId: '',
				region: '',
				source: 'athena:audit.cloudtrail_logs',
				from: '2026-10-01T00:00:00.000Z',
				to: '2026-11-01T00:00:00.000Z',
				what: '2026-10-01T00:00:00.000Z/2026-11-01T00:00:00.000Z',
				reason: 'Athena: HIVE_BAD_DATA: a log file holds something that the table cannot read',
			},
		]);
		const inside = (time: string) => time >= '2026-10-01' && time < '2026-11-01';
		expect(coverage.some(({ from }) => inside(from))).toBe(false);
		expect(calls).toHaveLength(ours.filter(({ eventTime = '' }) => !inside(eventTime)).length);
		await server.close();
		const again = await open({ tables: [table] }, { gaps });
		const { closed } = await readAll(again(), { ...window, to: '2026-11-03T00:00:00Z' });
		expect(closed).toEqual(gaps.map(({ what }) => what));
	});

	it('of too much time run again over less, and lose and double nothing', async () => {
		const source = await open({ tables: [buildTrailTable(records)] });
		athena.runs.fail(
			{ reason: 'Query exhausted resources at this scale factor' },
			{ ...inOctober, times: 2 },
		);
		const { calls, gaps } = await readAll(source(), window);
		expect(gaps).toEqual([]);
		expect(calls.map(({ call }) => call.eventId).toSorted()).toEqual(idsOf(ours));
		expect(athena.runs.all.length).toBeGreaterThan(3);
	});

	it('by a fault of Athena run again as they are', async () => {
		const source = await open({ tables: [buildTrailTable(records)] });
		athena.runs.fail({ reason: 'GENERIC_INTERNAL_ERROR', category: 1, retryable: true });
		const { calls, gaps } = await readAll(source(), window);
		expect(gaps).toEqual([]);
		expect(calls).toHaveLength(ours.length);
		expect(athena.runs.all).toHaveLength(4);
	});

	it('for a reason that holds for all of them are an error', async () => {
		const source = await open({ tables: [buildTrailTable(records)] });
		athena.runs.fail({ reason: 'COLUMN_NOT_FOUND: line 1:8' }, { times: 9 });
		await expect(readAll(source(), window)).rejects.toThrow(
			'Athena could not run the query: COLUMN_NOT_FOUND: line 1:8',
		);
	});

	it('survive throttles, faults, cut and broken answers, and places that are taken', async () => {
		const source = await open({ tables: [buildTrailTable(records)], mostQueries: 1 });
		for (const action of ['GetTableMetadata', 'StartQueryExecution', 'GetQueryExecution']) {
			server.inject({ kind: 'throttle' }, { action });
			server.inject({ kind: 'error' }, { action });
		}
		server.inject({ kind: 'cut' }, { action: 'GetQueryResults' });
		server.inject({ kind: 'malformed' }, { action: 'GetQueryResults' });
		const { calls, gaps, pages } = await readAll(source(), window);
		expect(gaps).toEqual([]);
		expect(calls.map(({ call }) => call.eventId).toSorted()).toEqual(idsOf(ours));
		const sent = pages.reduce((sum, { requests }) => sum + requests, 0);
		expect(sent).toBe(server.requests().length);
		const outcomes = server.requests().map(({ outcome }) => outcome);
		expect(outcomes).toContain('TooManyRequestsException');
		expect(athena.runs.all).toHaveLength(3);
	});
});

it('renews a session that ends in the middle', async () => {
	const source = await open(
		{ tables: [buildTrailTable(records)] },
		{ renewTo: 'AKIAI44QH8DHBEXAMPLE' },
	);
	const pages = source().read(window, { signal: new AbortController().signal });
	const first = await pages.next();
	server.setExpired('AKIAIOSFODNN7EXAMPLE', true);
	const found = [first.value?.calls ?? []].flat();
	for await (const { calls } of pages) {
		found.push(...calls);
	}
	expect(found.map(({ call }) => call.eventId).toSorted()).toEqual(idsOf(ours));
});

describe('stopping', () => {
	it('stops the queries that run', async () => {
		const source = await open({ tables: [buildTrailTable(records)] });
		athena.runs.hold();
		const stop = new AbortController();
		const reading = readAll(source(), window, { signal: stop.signal });
		await expect
			.poll(() => athena.runs.all.filter(({ state }) => state === 'running'))
			.toHaveLength(2);
		stop.abort();
		await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
		expect(athena.runs.all.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
	});

	it('stops them too where nobody takes the pages any more', async () => {
		const source = await open({ tables: [buildTrailTable(records)] });
		const pages = source().read(window, { signal: new AbortController().signal });
		await pages.next();
		athena.runs.hold();
		await pages.return(undefined);
		expect(athena.runs.running).toBe(0);
	});
});

describe('what people are told before', () => {
	const signal = new AbortController().signal;

	it('is the SQL, the price, and what is not bounded', async () => {
		const source = await open({
			tables: [
				{
					...buildTrailTable(records, { layout: 'none' }),
					parameters: { sizeKey: '2000000000000' },
				},
			],
		});
		const estimate = await source().estimate({ ...window, regions: ['us-east-1'] }, signal);
		expect(estimate).toMatchObject({ bytes: 2e12, usd: 10, unbounded: true });
		expect(estimate.notes.join(' ')).toContain('no partition of the time');
		expect(estimate.notes.join(' ')).toContain('no partition of the Region');
		expect(estimate.query).toContain(`t."eventtime" >= '2026-09-01T00:00:00Z'`);
		expect(athena.runs.all).toEqual([]);
	});

	it('is the very SQL that runs', async () => {
		const source = await open({ tables: [buildTrailTable(records)] });
		const { query = '' } = await source().estimate(window, signal);
		await readAll(source(), window);
		const [newest] = athena.runs.all;
		expect(query.split('\n-- ')[0]).toBe(newest?.sql);
		expect(query).toContain('the same for 2 more parts of the time, back to 2026-09-01');
	});

	it('tells of a workgroup without a place for results, and what to set', async () => {
		const source = await open({
			tables: [buildTrailTable(records)],
			workgroups: [{ name: 'primary', bytesScannedCutoff: 10_000_000 }],
		});
		const { notes } = await source().estimate(window, signal);
		expect(notes.join(' ')).toContain('stops each query at 10 MB');
		expect(notes.join(' ')).toContain('set "outputLocation"');
		await expect(readAll(source(), window)).rejects.toThrow(/Set "outputLocation" of the source/);
		const { calls } = await readAll(source({ outputLocation: 's3://results/' }), window);
		expect(calls).toHaveLength(ours.length);
	});

	it('names the table that is not there, and the columns that it lacks', async () => {
		const source = await open({
			tables: [
				buildTrailTable([], { columns: trailColumns.filter(({ name }) => name !== 'eventid') }),
			],
		});
		await expect(source({ table: 'other' }).estimate(window, signal)).rejects.toMatchObject({
			code: 'not-found',
			message: expect.stringContaining('audit.other'),
		});
		await expect(source().estimate(window, signal)).rejects.toThrow(/it has no column eventid/);
	});

	it('does not need to know the workgroup', async () => {
		const source = await open({ tables: [buildTrailTable(records)] });
		server.inject(
			{ kind: 'error', status: 400, code: 'AccessDeniedException' },
			{ action: 'GetWorkGroup' },
		);
		expect((await source().estimate(window, signal)).query).toBeDefined();
	});
});
