import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildRecord } from '../../../builders/record.ts';
import { type TrailFile, trailFiles } from '../../../builders/trailFiles.ts';
import { s3Faults } from '../../../servers/s3Faults.ts';
import { bucket, demoKey, otherKey, S3Bench } from './s3Bench.ts';

const hour = 3_600_000;
const place = { accountId: '111122223333', region: 'us-east-1', source: `s3://${bucket}` };
/** A log file of one call each, an hour apart; the last one at 23:58. */
const files = trailFiles(
	Array.from({ length: 24 }, (_, number) =>
		buildRecord({
			eventTime: new Date(Date.UTC(2026, 10, 10) + number * hour + 58 * 60_000).toISOString(),
		}),
	),
);
const window = { from: '2026-11-10T00:00:00.000Z', to: '2026-11-11T00:00:00.000Z' };
const [first, second, third] = files as readonly [TrailFile, TrailFile, TrailFile];
/** Delivered at 01:00: calls from half an hour before may be in it. */
const gapOfFirst = { from: '2026-11-10T00:30:00.000Z', to: '2026-11-10T01:01:00.000Z' };

/** Of another Region, a minute apart. */
const manyFiles = trailFiles(
	Array.from({ length: 100 }, (_, number) =>
		buildRecord({
			awsRegion: 'eu-west-1',
			eventTime: new Date(Date.UTC(2026, 10, 10, 3) + number * 5 * 60_000).toISOString(),
		}),
	),
);

const idsOf = (from: readonly TrailFile[]) =>
	from.flatMap((file) => file.records.map(({ eventID }) => String(eventID))).sort();
const others = (...without: readonly TrailFile[]) =>
	files.filter((file) => !without.includes(file));

describe('a bucket with faults', () => {
	it('loses and doubles nothing where S3 slows down, fails and cuts off', async () => {
		await using bench = await S3Bench.start(files);
		const { faults } = bench.server;
		faults.inject(s3Faults.slowDown, { times: 2 });
		faults.inject(s3Faults.fault, { times: 1, action: 'ListObjectsV2' });
		faults.inject(s3Faults.slowDown, { times: 3, action: 'GetObject' });
		faults.inject(s3Faults.fault, { times: 2, key: second.key });
		faults.inject(s3Faults.cut, { times: 2, key: third.key });
		const report = await bench.fetch(window);
		expect(report).toMatchObject({ newCalls: files.length, calls: files.length, gaps: [] });
		expect(bench.ids()).toEqual(idsOf(files));
	});

	it('leaves a hole where a key of KMS denies an object, until it does not', async () => {
		await using bench = await S3Bench.start(files);
		bench.server.faults.inject(s3Faults.kmsDenied, { key: first.key });
		const { gaps } = await bench.fetch(window);
		expect(gaps).toEqual([
			{
				...{ ...place, ...gapOfFirst, what: first.key },
				reason: expect.stringMatching(/^Not allowed: s3:GetObject was denied because/),
			},
		]);
		expect(bench.missing()).toEqual(gaps);
		expect(bench.ids()).toEqual(idsOf(others(first)));
		expect(bench.store.coverage().map(({ from, to }) => [from, to])).toEqual([
			[window.from, gapOfFirst.from],
			[gapOfFirst.to, window.to],
		]);
		bench.server.clearLog();
		await bench.fetch(window);
		expect(bench.gets()).toEqual([first.key]);
		expect(bench.store.coverage()).toHaveLength(2);
		bench.server.faults.clear();
		await bench.fetch(window);
		expect(bench.missing()).toEqual([]);
		expect(bench.ids()).toEqual(idsOf(files));
		expect(bench.store.coverage()).toMatchObject([window]);
	});

	it('leaves a hole where an object went while the bucket was read, and does not forget it', async () => {
		await using bench = await S3Bench.start(files);
		bench.server.faults.inject(s3Faults.gone, { key: first.key });
		const { gaps } = await bench.fetch(window);
		expect(gaps).toMatchObject([{ what: first.key, reason: expect.stringContaining('deleted') }]);
		await bench.server.remove(bucket, first.key);
		await bench.fetch(window);
		expect(bench.missing()).toHaveLength(1);
		expect(bench.store.coverage()).toHaveLength(2);
	});

	it('keeps what is good of a truncated log, says so, and does not fetch it again', async () => {
		const records = Array.from({ length: 40 }, () =>
			buildRecord({ eventTime: '2026-11-10T05:41:00Z' }),
		);
		const [log] = trailFiles(records) as readonly [TrailFile];
		const body = log.body.subarray(0, log.body.length * 0.9);
		await using bench = await S3Bench.start([...files, { ...log, body }]);
		const { gaps } = await bench.fetch(window);
		expect(gaps).toMatchObject([
			{ what: log.key, reason: expect.stringContaining('the file ends too early') },
		]);
		const ids = bench.ids();
		expect(ids.length).toBeGreaterThan(files.length);
		expect(ids.length).toBeLessThan(files.length + records.length);
		bench.server.clearLog();
		await bench.fetch(window);
		expect(bench.gets()).toEqual([]);
		expect(bench.missing()).toHaveLength(1);
		await bench.server.put(bucket, [
			{ ...log, body: gzipSync(JSON.stringify({ Records: records })) },
		]);
		await bench.fetch(window);
		expect(bench.missing()).toEqual([]);
		expect(bench.ids()).toEqual([...idsOf(files), ...idsOf([log])].sort());
	});

	it('says of archived objects what to do with them', async () => {
		await using bench = await S3Bench.start(files);
		bench.server.faults.inject(s3Faults.archived, { key: first.key });
		const { gaps } = await bench.fetch(window);
		expect(gaps).toMatchObject([
			{ what: first.key, reason: expect.stringContaining('restore it') },
		]);
	});

	it('goes on with new credentials where the session expires in the middle', async () => {
		await using bench = await S3Bench.start(files);
		bench.server.onRequest(async (count) => {
			if (count === 10) {
				await bench.useKey(otherKey);
				bench.server.setExpired(demoKey, true);
			}
		});
		const report = await bench.fetch(window);
		expect(report).toMatchObject({ newCalls: files.length, gaps: [] });
		expect(bench.ids()).toEqual(idsOf(files));
	});

	it('keeps what it has where the session expires for good, and goes on from there', async () => {
		await using bench = await S3Bench.start(files);
		bench.server.onRequest((count) => bench.server.setExpired(demoKey, count > 30));
		await bench.server.put(bucket, manyFiles);
		await expect(bench.fetch(window)).rejects.toMatchObject({ code: 'expired-session' });
		expect(bench.missing()).toEqual([]);
		expect(bench.store.coverage()).toEqual([]);
		bench.server.onRequest(() => undefined);
		bench.server.setExpired(demoKey, false);
		await bench.fetch(window);
		expect(bench.ids()).toEqual([...idsOf(files), ...idsOf(manyFiles)].sort());
		expect(bench.store.coverage()).toMatchObject([window, window]);
	});

	it('stops when told to, keeps what it has, and fetches only the rest later', async () => {
		await using bench = await S3Bench.start([...files, ...manyFiles]);
		const stop = new AbortController();
		bench.server.onRequest((count) => count > 90 && stop.abort());
		const report = await bench.fetch(window, stop.signal);
		expect(report.cancelled).toBe(true);
		const read = new Set(bench.pages.flatMap(({ seen = [] }) => seen.map(({ name }) => name)));
		bench.server.onRequest(() => undefined);
		bench.server.clearLog();
		await bench.fetch(window);
		expect(bench.ids()).toEqual([...idsOf(files), ...idsOf(manyFiles)].sort());
		expect(bench.gets()).toHaveLength(files.length + manyFiles.length - read.size);
	});

	it('gives up where every object fails, and calls none of them a hole of the trail', async () => {
		await using bench = await S3Bench.start(files);
		bench.server.faults.inject(s3Faults.denied, { action: 'GetObject' });
		const [some] = manyFiles;
		const copies = Array.from({ length: 300 }, (_, number) => ({
			key: some?.key.replace('.json', `${number}.json`) ?? '',
			body: Buffer.from('log'),
		}));
		await bench.server.put(bucket, [...manyFiles, ...copies]);
		await expect(bench.fetch(window)).rejects.toMatchObject({ code: 'access-denied' });
		expect(bench.missing()).toEqual([]);
		expect(bench.gets().length).toBeLessThan(copies.length);
	});

	it('reads the other accounts where one is denied', async () => {
		const theirs = { ...place, accountId: '444455556666', region: '' };
		const other = trailFiles([
			buildRecord({ recipientAccountId: theirs.accountId, eventTime: '2026-11-10T10:00:00Z' }),
		]);
		await using bench = await S3Bench.start([...files, ...other]);
		bench.server.faults.inject(s3Faults.denied, { key: `AWSLogs/${theirs.accountId}/CloudTrail/` });
		const { gaps } = await bench.fetch(window);
		expect(gaps).toMatchObject([{ ...theirs, ...window }]);
		expect(bench.ids()).toEqual(idsOf(files));
		const { notes } = await bench.estimate(window);
		expect(notes).toEqual([expect.stringContaining('Account 444455556666 cannot be listed')]);
		bench.server.faults.clear();
		await bench.fetch(window);
		expect(bench.missing()).toEqual([]);
		expect(bench.ids()).toEqual([...idsOf(files), ...idsOf(other)].sort());
	});

	it('leaves a hole where a Region cannot be listed to its end', async () => {
		await using bench = await S3Bench.start(files);
		bench.server.faults.inject(s3Faults.denied, { key: 'CloudTrail/us-east-1/' });
		await bench.fetch(window);
		expect(bench.missing()).toMatchObject([{ ...place, ...window }]);
		expect(bench.store.coverage()).toEqual([]);
		bench.server.faults.clear();
		await bench.fetch(window);
		expect(bench.missing()).toEqual([]);
		expect(bench.store.coverage()).toMatchObject([window]);
	});
});
