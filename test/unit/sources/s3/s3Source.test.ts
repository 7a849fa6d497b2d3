import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../../../src/model/coverage.ts';
import { buildForeign } from '../../../builders/foreign.ts';
import { buildHistory } from '../../../builders/history.ts';
import { buildRecord } from '../../../builders/record.ts';
import { type TrailFile, trailFiles } from '../../../builders/trailFiles.ts';
import { bucket, S3Bench } from './s3Bench.ts';

const regions = ['eu-central-1', 'us-east-1'];
const records = buildHistory({
	seed: 61,
	regions,
	count: 160,
	to: '2026-11-20T00:00:00Z',
	days: 9,
});
const noise = buildForeign({ region: 'eu-west-1', count: 6, hours: 24 });
const files = trailFiles([...records, ...noise]);
const whole = { from: '2026-10-01T00:00:00.000Z', to: '2026-11-22T12:00:00.000Z' };
const place = { accountId: '111122223333', region: 'eu-central-1', source: `s3://${bucket}` };

/** Event ids of Image Builder's records, sorted. */
const idsOf = (from: readonly TrailFile[]) =>
	from
		.flatMap((file) => file.records)
		.filter(({ eventSource }) => eventSource === 'imagebuilder.amazonaws.com')
		.map(({ eventID }) => String(eventID))
		.sort();
const bytesOf = (some: readonly TrailFile[]) =>
	some.reduce((sum, { body }) => sum + body.length, 0);
/** A record each at these times, in files of their own. */
const at = (...times: readonly string[]) =>
	trailFiles(times.map((eventTime) => buildRecord({ awsRegion: place.region, eventTime })));
const stretches = (coverage: readonly Coverage[]) =>
	coverage.map(({ region, from, to }) => `${region} ${from} ${to}`);

describe('a trail in a bucket', () => {
	it('is read whole, and no object a second time', async () => {
		await using bench = await S3Bench.start(files);
		const report = await bench.fetch(whole);
		expect(report).toMatchObject({
			calls: records.length,
			newCalls: records.length,
			objects: files.length,
			bytes: bytesOf(files),
			gaps: [],
		});
		expect(bench.ids()).toEqual(idsOf(files));
		expect(report.requests).toBe(bench.server.requests().length);
		bench.server.clearLog();
		const again = await bench.fetch(whole);
		expect(bench.gets()).toEqual([]);
		expect(again).toMatchObject({ calls: 0, newCalls: 0, bytes: 0, gaps: [] });
		expect(again.requests).toBe(bench.server.requests().length);
	});

	it('says before what reading takes, and what is known', async () => {
		await using bench = await S3Bench.start(files);
		const estimate = await bench.estimate(whole);
		expect(estimate).toEqual({
			objects: files.length,
			objectsKnown: 0,
			bytes: bytesOf(files),
			usd: expect.closeTo(files.length * 0.0000004 + 5 * 0.000005, 3),
			places: [...regions.slice(0, 1), 'eu-west-1', ...regions.slice(1)].map((region) => ({
				accountId: place.accountId,
				region,
			})),
			notes: [],
		});
		expect(bench.gets()).toEqual([]);
		await bench.fetch({ ...whole, regions: ['eu-west-1'] });
		const rest = files.filter(({ key }) => !key.includes('/eu-west-1/'));
		expect(await bench.estimate(whole)).toMatchObject({
			objects: rest.length,
			objectsKnown: files.length - rest.length,
			bytes: bytesOf(rest),
		});
	});

	it('tells how far it is, more often than pages come', async () => {
		await using bench = await S3Bench.start(files);
		await bench.fetch(whole);
		expect(bench.progress[0]).toMatchObject({ phase: 'planning', done: 0 });
		expect(bench.progress.at(-1)).toEqual({
			phase: 'reading',
			done: files.length,
			total: files.length,
			bytes: bytesOf(files),
			calls: records.length,
		});
	});

	it('is listed by time: a short window touches neither older nor younger objects', async () => {
		const own = at('2026-11-10T09:00:00Z', '2026-11-10T11:58:00Z', '2026-11-10T16:00:00Z');
		await using bench = await S3Bench.start(own);
		await bench.fetch({ from: '2026-11-10T11:00:00.000Z', to: '2026-11-10T12:00:00.000Z' });
		expect(bench.gets()).toEqual([own[1]?.key]);
		const [listing] = bench.server.requests().filter(({ startAfter }) => startAfter !== undefined);
		expect(listing?.startAfter).toBe(
			'AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/10/111122223333_CloudTrail_eu-central-1_20261110T1100Z',
		);
		expect(stretches(bench.store.coverage())).toEqual([
			'eu-central-1 2026-11-10T11:00:00.000Z 2026-11-10T12:00:00.000Z',
		]);
	});

	it('claims the days that have log files, and nothing that may still be on its way', async () => {
		await using bench = await S3Bench.start(
			at('2026-11-18T09:00:00Z', '2026-11-19T09:00:00Z', '2026-11-22T11:50:00Z'),
		);
		bench.settings = { ...bench.settings, complete: 'all' };
		await bench.fetch({ ...whole, from: '2026-11-18T03:00:00.000Z' });
		expect(bench.store.coverage()).toEqual([
			{
				...{ ...place, complete: 'all' },
				...{ from: '2026-11-18T03:00:00.000Z', to: '2026-11-20T00:00:00.000Z' },
			},
			{
				...{ ...place, complete: 'all' },
				...{ from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T11:45:00.000Z' },
			},
		]);
	});

	it('has its own prefix, organizations, and other things beside the logs', async () => {
		const logs = { prefix: 'audit/trails', organization: 'o-abcdefghij' };
		const member = buildHistory({ seed: 62, accountId: '444455556666', count: 10, days: 2 });
		const own = [...trailFiles(member, logs), ...trailFiles(records.slice(0, 20), logs)];
		const [some] = own;
		const beside = own.flatMap(({ key, body }) => [
			{ key: key.replace('/CloudTrail/', '/CloudTrail-Digest/'), body },
			{ key: key.replace('/CloudTrail/', '/Config/'), body },
			{ key: key.replace('audit/trails', 'other'), body },
		]);
		await using bench = await S3Bench.start(own);
		await bench.server.put(bucket, beside);
		await bench.server.put(bucket, [
			{ key: some?.key.replace(/[^/]*$/, '') ?? '', body: Buffer.alloc(0) },
			{ key: some?.key.replace(/[^/]*$/, 'notes.txt') ?? '', body: Buffer.from('notes') },
		]);
		bench.settings = { ...bench.settings, prefix: 'audit/trails' };
		await bench.fetch(whole);
		expect(bench.ids()).toEqual(idsOf(own));
		expect(bench.gets().toSorted()).toEqual(own.map(({ key }) => key).sort());
	});

	it('leaves out accounts and Regions that nobody asked for', async () => {
		const other = trailFiles(buildHistory({ seed: 63, accountId: '444455556666', count: 5 }));
		await using bench = await S3Bench.start([...files, ...other]);
		bench.settings = { ...bench.settings, accounts: [place.accountId] };
		bench.regions = [place.region];
		const of = (region: string) => files.filter(({ key }) => key.includes(`/${region}/`)).length;
		expect(await bench.estimate(whole)).toMatchObject({ objects: of(place.region) });
		expect(await bench.estimate({ ...whole, regions: ['us-east-1'] })).toMatchObject({
			objects: of('us-east-1'),
		});
		bench.settings = { ...bench.settings, regions: ['us-east-1'] };
		expect(await bench.estimate({ ...whole, regions })).toMatchObject({ objects: of('us-east-1') });
	});

	it('is found in another Region, with the redirect alone', async () => {
		await using bench = await S3Bench.start(files);
		bench.server.setRegion(bucket, 'ap-southeast-2');
		await bench.fetch(whole);
		expect(bench.ids()).toEqual(idsOf(files));
		const redirected = bench.server.requests().filter(({ outcome }) => outcome === '301');
		expect(redirected).toHaveLength(1);
	});

	it('may ask its readers to pay', async () => {
		await using bench = await S3Bench.start(files);
		bench.server.setRequesterPays(bucket);
		await expect(bench.fetch(whole)).rejects.toMatchObject({ code: 'access-denied' });
		bench.settings = { ...bench.settings, requesterPays: true };
		await bench.fetch(whole);
		expect(bench.ids()).toEqual(idsOf(files));
	});

	it('is told from one that is none', async () => {
		await using bench = await S3Bench.start(files);
		bench.settings = { type: 's3', bucket: 'no-such-bucket' };
		await expect(bench.fetch(whole)).rejects.toMatchObject({
			code: 'not-found',
			message: expect.stringContaining('There is no bucket "no-such-bucket"'),
		});
		bench.settings = { type: 's3', bucket, prefix: 'elsewhere' };
		await expect(bench.estimate(whole)).rejects.toMatchObject({
			code: 'not-found',
			message: expect.stringContaining('Set "prefix"'),
		});
	});
});
