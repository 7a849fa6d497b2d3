import { describe, expect, it } from 'vitest';
import type { CloudTrailRecord } from '../../../../src/model/record.ts';
import { buildHistory } from '../../../builders/history.ts';
import { buildRecord } from '../../../builders/record.ts';
import {
	accountId,
	day,
	groupName,
	hour,
	iso,
	LogGroupBench,
	minute,
	now,
} from './logGroupBench.ts';

const window = { from: iso(now - 8 * hour), to: iso(now) };
const records = buildHistory({
	...{ seed: 51, accountId, regions: ['eu-central-1', 'us-east-1'], count: 300, days: 1 },
	to: iso(now - minute),
});
const within = ({ from, to }: { from: string; to: string }) =>
	records.filter(({ eventTime = '' }) => iso(Date.parse(eventTime)) >= from && eventTime < to);
const idsOf = (list: readonly CloudTrailRecord[]) =>
	list.map(({ eventID = '' }) => eventID).toSorted();

/** What the trail logs of other services; it names Image Builder, and is none of its calls. */
const noise = Array.from({ length: 240 }, (_, index) =>
	buildRecord({
		eventSource: index % 3 === 0 ? 'iam.amazonaws.com' : 'ec2.amazonaws.com',
		eventName: 'RunInstances',
		eventTime: iso(now - (index % 240) * 5 * minute - minute),
		awsRegion: index % 3 === 0 ? 'us-west-2' : 'eu-west-1',
		sourceIPAddress: 'imagebuilder.amazonaws.com',
		requestParameters: { eventSource: 'imagebuilder.amazonaws.com' },
	}),
);
/** CloudTrail may still deliver what is younger. */
const settled = iso(now - 15 * minute);

describe('reading a log group', () => {
	it('brings each record of Image Builder in the window once, whole', async () => {
		await using bench = await LogGroupBench.start();
		await bench.group({ records: [...records, ...noise], delay: 7 * minute });
		const report = await bench.fetch(window);
		const expected = within({ from: window.from, to: iso(now - 7 * minute) });
		expect(bench.eventIds).toEqual(idsOf(expected));
		expect(report).toMatchObject({ calls: expected.length, newCalls: expected.length, gaps: [] });
		expect(bench.store.record(expected[0]?.eventID ?? '')).toBe(JSON.stringify(expected[0]));
		expect(bench.logs.running).toBe(0);
	});

	it('claims the places whose records it saw, until what may still be delivered', async () => {
		await using bench = await LogGroupBench.start();
		await bench.group({ records: [...records, ...noise] });
		await bench.fetch(window, { complete: 'all' });
		// records of IAM say us-east-1 or us-west-2 in trails of one Region too: they prove nothing
		expect(bench.claims).toEqual(
			['eu-central-1', 'eu-west-1', 'us-east-1'].map(
				(region) => `${accountId}/${region} ${window.from} ${settled} all`,
			),
		);
	});

	it('claims places without any call of Image Builder too, so that no refresh asks again', async () => {
		await using bench = await LogGroupBench.start();
		await bench.group({ records: noise });
		const report = await bench.fetch({ from: iso(now - 4 * hour), to: iso(now) });
		expect(report.calls).toBe(0);
		expect(bench.claims).toEqual([
			`${accountId}/eu-west-1 ${iso(now - 4 * hour)} ${settled} changes`,
		]);
	});

	it('finds what was delivered late, and nothing outside of the window', async () => {
		await using bench = await LogGroupBench.start();
		const past = { from: iso(now - 20 * hour), to: iso(now - 12 * hour) };
		await bench.group({ records, delay: 115 * minute });
		await bench.fetch(past);
		expect(bench.eventIds).toEqual(idsOf(within(past)));
		expect(bench.claims[0]).toBe(`${accountId}/eu-central-1 ${past.from} ${past.to} changes`);
	});

	it('reads the same whether a query ends with a second or before it', async () => {
		await using bench = await LogGroupBench.start({ wholeSeconds: true });
		await bench.group({ records });
		const report = await bench.fetch(window);
		expect(report.calls).toBe(within(window).length);
		expect(bench.eventIds).toEqual(idsOf(within(window)));
	});

	it.each(['STANDARD', 'INFREQUENT_ACCESS'] as const)('reads the class %s', async (logClass) => {
		await using bench = await LogGroupBench.start();
		await bench.group({ records: [...records, ...noise], logClass });
		await bench.fetch(window);
		expect(bench.eventIds).toEqual(idsOf(within(window)));
		expect(bench.claims.some((claim) => claim.includes('eu-west-1'))).toBe(true);
	});

	it('keeps to the accounts and Regions that were asked for', async () => {
		await using bench = await LogGroupBench.start();
		await bench.group({ records: [...records, ...noise] });
		await bench.fetch({ ...window, accounts: [accountId], regions: ['us-east-1'] });
		const expected = within(window).filter(({ awsRegion }) => awsRegion === 'us-east-1');
		expect(bench.eventIds).toEqual(idsOf(expected));
		expect(bench.claims).toEqual([`${accountId}/us-east-1 ${window.from} ${settled} changes`]);
	});

	it('keeps to the Regions of the connection where nobody names any', async () => {
		await using bench = await LogGroupBench.start();
		bench.regions = ['us-east-1'];
		await bench.group({ records: [...records, ...noise] });
		await bench.fetch(window);
		const expected = within(window).filter(({ awsRegion }) => awsRegion === 'us-east-1');
		expect(bench.eventIds).toEqual(idsOf(expected));
		expect(bench.claims).toEqual([`${accountId}/us-east-1 ${window.from} ${settled} changes`]);
		await bench.fetch({ ...window, regions: ['eu-central-1'] });
		expect(bench.eventIds).toEqual(idsOf(within(window)));
	});

	it('counts messages that are no whole record as unreadable', async () => {
		await using bench = await LogGroupBench.start();
		const [cut] = records;
		const large = { ...buildRecord({ eventTime: iso(now - hour) }), filler: 'x'.repeat(300_000) };
		await bench.group({
			records: [...records, large],
			events: [{ timestamp: now - hour, message: JSON.stringify(cut).slice(0, -40) }],
		});
		await bench.fetch(window);
		expect(bench.log).toEqual([
			`warn: cloudwatch-logs:${groupName}: a record is unreadable: the record is not valid JSON`,
		]);
		expect(bench.eventIds).toEqual(idsOf(within(window)));
	});

	it('reads a group of another account by its ARN', async () => {
		await using bench = await LogGroupBench.start({ linked: { [accountId]: ['444455556666'] } });
		const other = buildHistory({
			seed: 9,
			accountId: '444455556666',
			count: 30,
			days: 0.3,
			to: iso(now - hour),
		});
		await bench.group({ records: other, accountId: '444455556666', region: 'us-east-1' });
		const logGroup = `arn:aws:logs:us-east-1:444455556666:log-group:${groupName}:*`;
		const report = await bench.fetch(window, { logGroup });
		expect(report.calls).toBe(
			other.filter(({ eventTime = '' }) => eventTime >= window.from).length,
		);
		expect(bench.claims[0]).toContain('444455556666/us-east-1 ');
	});
});

describe('what a log group does not hold', () => {
	it('claims nothing from before its retention', async () => {
		await using bench = await LogGroupBench.start();
		const gone = buildRecord({ eventTime: iso(now - 25 * hour) });
		await bench.group({ records: [...records, gone], retentionDays: 1 });
		await bench.fetch({ from: iso(now - 26 * hour), to: iso(now) });
		const kept = { from: iso(now - day), to: window.to };
		expect(bench.eventIds).toEqual(idsOf(within(kept)));
		expect(bench.claims[0]).toBe(
			`${accountId}/eu-central-1 ${iso(now - day + 5 * minute)} ${settled} changes`,
		);
		expect(Math.min(...bench.queries.map(({ from }) => from))).toBe(now - day);
	});

	it('claims nothing from before the trail wrote its first record', async () => {
		await using bench = await LogGroupBench.start();
		await bench.group({ records: within({ from: iso(now - 3 * hour), to: window.to }) });
		await bench.fetch(window);
		const [, from = ''] = bench.claims[0]?.split(' ') ?? [];
		expect(Date.parse(from)).toBeGreaterThan(now - 5 * hour);
		expect(Date.parse(from)).toBeLessThan(now - 2 * hour);
	});

	it('claims quiet hours after its first record, as far as that is known from before', async () => {
		await using bench = await LogGroupBench.start();
		await bench.group({ records: within({ from: iso(now - 8 * hour), to: iso(now - 7 * hour) }) });
		await bench.fetch(window);
		const claims = ['eu-central-1', 'us-east-1'].map(
			(region) => `${accountId}/${region} ${window.from} ${settled} changes`,
		);
		expect(bench.claims).toEqual(claims);
		// a refresh an hour later: nothing there, and known all the same
		bench.now = now + hour;
		await bench.fetch({ from: iso(now - hour), to: iso(now + hour) });
		expect(bench.claims).toEqual(
			claims.map((claim) => claim.replace(settled, iso(now + 45 * minute))),
		);
	});

	it('ends at once where nothing of the window can be there', async () => {
		await using bench = await LogGroupBench.start();
		await bench.group({ records, created: now - day });
		const report = await bench.fetch({ from: iso(now - 9 * day), to: iso(now - 8 * day) });
		expect(report).toMatchObject({ calls: 0, gaps: [] });
		expect(bench.queries).toEqual([]);
		expect(bench.claims).toEqual([]);
	});

	it('says that there is no such group', async () => {
		await using bench = await LogGroupBench.start();
		await expect(bench.fetch(window)).rejects.toMatchObject({ code: 'not-found' });
		await expect(bench.fetch(window)).rejects.toThrow(/There is no log group .* in eu-central-1/);
		// of other accounts only the query tells
		const logGroup = `arn:aws:logs:us-east-1:444455556666:log-group:${groupName}`;
		await expect(bench.fetch(window, { logGroup })).rejects.toMatchObject({
			code: 'not-found',
			message: expect.stringContaining('that this profile sees in us-east-1'),
		});
	});
});

describe('more rows than a query gives', () => {
	const crowd = (count: number, time: (index: number) => number) =>
		Array.from({ length: count }, (_, index) =>
			buildRecord({ eventName: 'GetImage', eventTime: iso(time(index)) }),
		);

	it('asks for the rest again, and only for that', async () => {
		await using bench = await LogGroupBench.start();
		// bursts: five calls share each millisecond, and the cut falls into one of them
		const many = crowd(12_003, (index) => now - 2 * hour + Math.floor(index / 5));
		await bench.group({ records: many });
		const { ids, gaps, claimed } = await bench.pages({ from: iso(now - 5 * hour), to: iso(now) });
		expect(ids.toSorted()).toEqual(idsOf(many));
		expect(gaps).toEqual([]);
		expect(claimed.some(({ to }) => to === settled)).toBe(true);
		expect(bench.queries.filter(({ text }) => text.startsWith('fields')).length).toBe(7);
	});

	it('leaves a gap of one second that has too many', async () => {
		await using bench = await LogGroupBench.start();
		const crowded = now - 2 * hour;
		const many = crowd(10_050, (index) => crowded + (index % 900));
		const before = crowd(3, (index) => crowded - 1 - index * 1000);
		const after = crowd(3, (index) => crowded + 1000 + index * 1000);
		await bench.group({ records: [...many, ...before, ...after] });
		const { ids, gaps, claimed } = await bench.pages({ from: iso(now - 5 * hour), to: iso(now) });
		const [gap, ...others] = gaps;
		expect(others).toEqual([]);
		expect(gap).toMatchObject({
			what: `${iso(crowded)}/${iso(crowded + 1000)}`,
			reason: 'More than 10000 calls within one second.',
			from: iso(crowded - 2 * hour),
			to: iso(crowded + 1000 + 5 * minute),
		});
		// what came of that second is kept, and all around it
		expect(ids.length).toBeGreaterThanOrEqual(10_000);
		expect(new Set(ids).size).toBe(ids.length);
		expect(idsOf([...before, ...after]).filter((id) => !ids.includes(id))).toEqual([]);
		expect(claimed.length).toBeGreaterThan(0);
		expect(
			claimed.filter(({ from, to }) => from < (gap?.to ?? '') && to > (gap?.from ?? '')),
		).toEqual([]);
	});
});

describe('estimating', () => {
	it('guesses bytes and price, shows the query, and says what is not there', async () => {
		await using bench = await LogGroupBench.start();
		await bench.group({ records, retentionDays: 1, masked: true });
		const estimate = await bench.with((source) =>
			source.estimate({ ...window, from: iso(now - 2 * day) }, new AbortController().signal),
		);
		const stored = records.reduce((sum, record) => sum + JSON.stringify(record).length, 0);
		expect(estimate.bytes).toBeGreaterThan(stored * 0.9);
		expect(estimate.bytes).toBeLessThan(stored * 1.1);
		expect(estimate.usd).toBeCloseTo(((estimate.bytes ?? 0) / 1e9) * 0.005, 12);
		expect(estimate.query).toContain('filter @message like /"eventSource"');
		expect(estimate.notes.join('\n')).toMatch(
			/rough guess[\s\S]*for 1 days: nothing before 2026-11-21[\s\S]*masks[\s\S]*256 KB/,
		);
		expect(bench.queries).toEqual([]);
	});

	it('does without the facts where they are denied', async () => {
		await using bench = await LogGroupBench.start();
		await bench.group({ records });
		const fault = { kind: 'error', status: 400, code: 'AccessDeniedException' } as const;
		bench.server.inject(fault, { action: 'DescribeLogGroups', times: 2 });
		const estimate = await bench.with((source) =>
			source.estimate(window, new AbortController().signal),
		);
		expect(estimate.bytes).toBeUndefined();
		expect(estimate.notes[0]).toContain('not known');
		await bench.fetch(window);
		expect(bench.eventIds).toEqual(idsOf(within(window)));
	});
});
