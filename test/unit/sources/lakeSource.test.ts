import { afterEach, describe, expect, it } from 'vitest';
import { LakeSource } from '../../../src/sources/lake/lakeSource.ts';
import { buildForeign } from '../../builders/foreign.ts';
import { buildHistory } from '../../builders/history.ts';
import { buildRecord } from '../../builders/record.ts';
import { type AwsServer, startAwsServer } from '../../servers/awsServer.ts';
import { LakeStandIn, type LakeStore } from '../../servers/lake.ts';
import { archiveDeps, fastClock, readAll } from './athenaBench.ts';

const id = '0f1e2d3c-4b5a-4678-9abc-def012345678';
const arn = `arn:aws:cloudtrail:eu-central-1:111122223333:eventdatastore/${id}`;
const ours = buildHistory({
	seed: 12,
	count: 1500,
	days: 70,
	regions: ['us-east-1', 'eu-central-1'],
	hostile: true,
});
const records = [...ours, ...buildForeign({ count: 200, hours: 9 })];
const window = { from: '2026-09-01T00:00:00Z', to: '2026-11-20T13:00:00Z' };
const signal = new AbortController().signal;

let server: AwsServer;
let lake: LakeStandIn;
afterEach(async () => {
	lake.close();
	await server.close();
});

async function open(store: Partial<LakeStore> = {}, mostQueries = 10) {
	lake = new LakeStandIn({ stores: [{ arn, name: 'audit', records, ...store }], mostQueries });
	server = await startAwsServer({ services: { CloudTrail_20131101: lake.handler } });
	return (eventDataStore = arn, region?: string) =>
		new LakeSource(
			{ type: 'lake', eventDataStore, ...(region !== undefined && { region }) },
			archiveDeps(server.url),
			fastClock,
		);
}

describe('an event data store', () => {
	it('gives each call once, with its whole record', async () => {
		const source = await open();
		const { calls, gaps, unreadable, coverage } = await readAll(source(), window);
		expect(gaps).toEqual([]);
		expect(unreadable).toEqual([]);
		expect(calls.map(({ json }) => json).toSorted()).toEqual(
			ours.map((record) => JSON.stringify(record)).toSorted(),
		);
		expect(new Set(coverage.map(({ region }) => region))).toEqual(
			new Set(['us-east-1', 'eu-central-1']),
		);
		expect(coverage[0]).toMatchObject({ source: `lake:${id}`, complete: 'changes' });
		expect(server.requests().every(({ region }) => region === 'eu-central-1')).toBe(true);
	});

	it('is asked for the wanted time, accounts and Regions only', async () => {
		const source = await open();
		const part = {
			from: '2026-10-05T06:07:08Z',
			to: '2026-10-06T00:00:00Z',
			accounts: ['111122223333'],
			regions: ['us-east-1'],
		};
		const { calls, pages } = await readAll(source(id, 'eu-central-1'), part);
		const expected = ours.filter(
			({ eventTime = '', awsRegion }) =>
				awsRegion === 'us-east-1' && eventTime >= part.from && eventTime < part.to,
		);
		expect(calls).toHaveLength(expected.length);
		expect(expected.length).toBeGreaterThan(0);
		const all = records.reduce((sum, record) => sum + JSON.stringify(record).length, 0);
		expect(pages.at(-1)?.progress.bytes).toBeLessThan(all / 20);
	});

	it('names days to a store with partitions by day', async () => {
		const source = await open({ byDay: true });
		const { calls } = await readAll(source(), window);
		expect(calls).toHaveLength(ours.length);
		expect(lake.runs.all[0]?.sql).toContain('t."calendarday" >= 20261101');
		expect(lake.runs.all[0]?.sql).toContain('t."calendarday" <= 20261121');
	});

	it('tells of records that it has no text of', async () => {
		const lost = { ...buildRecord({ eventTime: '2026-11-19T00:00:00Z' }), lost: true };
		const source = await open({ records: [...records, lost] });
		const { unreadable } = await readAll(source(), { ...window, from: '2026-11-18T00:00:00Z' });
		expect(unreadable).toEqual(['the record is not valid JSON']);
	});

	it('leaves a gap where a query failed, and reads what is too much in halves', async () => {
		const source = await open();
		lake.runs.fail({ reason: 'something of that month' }, { match: />= '2026-10-01/ });
		lake.runs.fail({ reason: 'Query timed out' }, { match: />= '2026-09-01/ });
		const { gaps, calls } = await readAll(source(), window);
		expect(gaps.map(({ from, to, reason }) => [from, to, reason])).toEqual([
			[
				'2026-10-01T00:00:00.000Z',
				'2026-11-01T00:00:00.000Z',
				'CloudTrail Lake: something of that month',
			],
		]);
		expect(calls).toHaveLength(
			ours.filter(({ eventTime = '' }) => !eventTime.startsWith('2026-10')).length,
		);
	});

	it('is waited for while all places for queries are taken, and asked again for a lost query', async () => {
		const source = await open({}, 1);
		server.inject({ kind: 'throttle' }, { action: 'GetEventDataStore' });
		const since = '2026-10-01T00:00:00Z';
		const expected = ours.filter(({ eventTime = '' }) => eventTime >= since);
		const idsOf = ({ calls }: Awaited<ReturnType<typeof readAll>>) =>
			calls.map(({ call }) => call.eventId).toSorted();
		const ids = expected.map(({ eventID }) => eventID).toSorted();
		expect(idsOf(await readAll(source(), { ...window, from: since }))).toEqual(ids);
		const outcomes = server.requests().map(({ outcome }) => outcome);
		expect(outcomes).toContain('MaxConcurrentQueriesException');
		await server.close();
		const other = await open();
		server.inject(
			{ kind: 'error', status: 400, code: 'QueryIdNotFoundException' },
			{ action: 'DescribeQuery' },
		);
		expect(idsOf(await readAll(other(), { ...window, from: since }))).toEqual(ids);
	});

	it('has its queries cancelled when people cancel', async () => {
		const source = await open();
		lake.runs.hold();
		const stop = new AbortController();
		const reading = readAll(source(), window, { signal: stop.signal });
		await expect
			.poll(() => lake.runs.all.filter(({ state }) => state === 'running'))
			.toHaveLength(2);
		stop.abort();
		await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
		expect(lake.runs.running).toBe(0);
	});

	it('tells before what it keeps and what it costs', async () => {
		const source = await open({
			retention: 30,
			status: 'STOPPED_INGESTION',
			selectors: [
				{
					FieldSelectors: [
						{ Field: 'eventCategory', Equals: ['Management'] },
						{ Field: 'readOnly', Equals: ['false'] },
					],
				},
			],
		});
		const { notes, query } = await source().estimate(window, signal);
		const text = notes.join(' ');
		expect(text).toContain('USD');
		expect(text).toContain('for 30 days');
		expect(text).toContain('keeps only changes');
		expect(text).toContain('no new events');
		expect(query).toContain(`FROM ${id} AS t`);
		expect(query).toContain('-- and the same for 1 more part of the time, back to 2026-10-21');
		expect(lake.runs.all).toEqual([]);
		const { coverage } = await readAll(source(), window);
		expect(coverage.every(({ from }) => from >= '2026-10-21')).toBe(true);
	});

	it('is not asked where its name is none, and missed where it is not', async () => {
		const source = await open({ status: 'PENDING_DELETION' });
		await expect(source("x' OR '1'='1").estimate(window, signal)).rejects.toMatchObject({
			code: 'bad-query',
		});
		await expect(source(arn, 'us-east-1').estimate(window, signal)).rejects.toMatchObject({
			code: 'not-found',
		});
		await expect(source().estimate(window, signal)).rejects.toThrow(/about to be deleted/);
	});
});
