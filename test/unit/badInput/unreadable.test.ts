import { expect, it, onTestFinished } from 'vitest';
import { cutGaps } from '../../../src/model/cutGaps.ts';
import { LakeSource } from '../../../src/sources/lake/lakeSource.ts';
import { isFilled, lostPart } from '../../../src/sources/query/queryGaps.ts';
import { buildForeign } from '../../builders/foreign.ts';
import { buildRecord } from '../../builders/record.ts';
import { startAwsServer } from '../../servers/awsServer.ts';
import { LakeStandIn } from '../../servers/lake.ts';
import { archiveDeps, fastClock, readAll } from '../sources/athenaBench.ts';
import { groupName, hour, iso, LogGroupBench, minute, now } from '../sources/logs/logGroupBench.ts';

const [own, other] = ['111122223333', '444455556666'];

it('leaves a hole in a store where a record has no text, until it has', async () => {
	const eventDataStore =
		'arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/0f1e2d3c-4b5a-4678-9abc-def012345678';
	const lost = buildRecord({ eventTime: '2026-11-12T10:00:00Z' });
	const records = buildForeign({ count: 100, hours: 4 });
	const lake = new LakeStandIn({
		stores: [
			{ arn: eventDataStore, name: 'audit', records: [...records, { ...lost, lost: true }] },
		],
	});
	const server = await startAwsServer({ services: { CloudTrail_20131101: lake.handler } });
	onTestFinished(async () => {
		lake.close();
		await server.close();
	});
	const window = { from: '2026-11-06T00:00:00.000Z', to: '2026-11-16T00:00:00.000Z' };
	const read = (deps: Parameters<typeof archiveDeps>[1] = {}) =>
		readAll(
			new LakeSource({ type: 'lake', eventDataStore }, archiveDeps(server.url, deps), fastClock),
			window,
		);
	const { gaps, coverage } = await read();
	const hole = { from: '2026-11-12T00:00:00.000Z', to: '2026-11-13T00:00:00.000Z' };
	expect(gaps).toMatchObject([
		{
			...{ accountId: own, region: 'us-east-1', ...hole },
			reason: 'CloudTrail Lake: records cannot be read: the record is not valid JSON',
		},
	]);
	expect(cutGaps(coverage, gaps).map(({ from, to }) => [from, to])).toEqual([
		[window.from, hole.from],
		[hole.to, window.to],
	]);
	// the same hole is left, and not closed
	expect(await read({ gaps })).toMatchObject({ gaps, closed: [] });
	lake.setStores([{ arn: eventDataStore, name: 'audit', records: [...records, lost] }]);
	const healed = await read({ gaps });
	expect(healed.gaps).toEqual([]);
	expect(healed.closed).toEqual(gaps.map(({ what }) => what));
});

it('leaves one hole in a log group where messages are no whole records', async () => {
	await using bench = await LogGroupBench.start({ runningAnswers: 0 });
	const messages = [2, 3].map((minutes) => ({
		timestamp: now - 5 * hour - minutes * minute,
		message: '{"eventSource":"imagebuilder.amazonaws.com","secret":"alice',
	}));
	await bench.group({
		records: buildForeign({
			count: 90,
			hours: 0.25,
			to: iso(now - minute),
			region: 'eu-central-1',
		}),
		events: messages,
	});
	const window = { from: iso(now - 8 * hour), to: iso(now) };
	const { gaps } = await bench.fetch(window);
	expect(gaps).toMatchObject([
		{
			from: iso(now - 7 * hour - 3 * minute),
			to: iso(now - 5 * hour - 2 * minute + 1000 + 5 * minute),
			reason: 'Records cannot be read: the record is not valid JSON.',
		},
	]);
	expect(bench.store.coverage().map(({ from, to }) => [from, to])).toEqual([
		[window.from, gaps[0]?.from],
		[gaps[0]?.to, iso(now - 15 * minute)],
	]);
	expect(JSON.stringify([gaps, bench.log])).not.toContain('alice');
	await bench.fetch({ from: gaps[0]?.from ?? '', to: gaps[0]?.to ?? '' });
	expect(bench.store.gaps()).toMatchObject([{ source: `cloudwatch-logs:${groupName}` }]);
});

it('fills a hole of a query by whatever reads all of its places, and by nothing less', () => {
	const part = { from: Date.UTC(2026, 9), to: Date.UTC(2026, 10) };
	const window = { from: iso(part.from), to: iso(part.to) };
	const gapOf = (places: { accounts?: string[]; regions?: string[] }) =>
		lostPart(part, 'no', { source: 'athena:d.t', window: { ...window, ...places } });
	const accounts = [own, other];
	const regions = ['us-east-1', 'eu-central-1'];
	const filled = (
		gap: ReturnType<typeof gapOf>,
		places: { accounts?: string[]; regions?: string[] },
	) => isFilled(gap, [part], { ...window, ...places });
	expect(filled(gapOf({}), {})).toBe(true);
	expect(filled(gapOf({}), { regions })).toBe(false);
	expect(filled(gapOf({ regions }), {})).toBe(true);
	expect(filled(gapOf({ regions }), { regions: [...regions, 'us-west-2'] })).toBe(true);
	expect(filled(gapOf({ regions }), { regions: ['us-east-1'] })).toBe(false);
	expect(filled(gapOf({ accounts: [own], regions }), { regions })).toBe(true);
	expect(filled(gapOf({ accounts, regions }), { accounts: [own], regions })).toBe(false);
	expect(isFilled(gapOf({}), [{ from: part.from, to: part.to - 1 }], window)).toBe(false);
});
