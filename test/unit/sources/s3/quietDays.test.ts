import { describe, expect, it } from 'vitest';
import { buildRecord } from '../../../builders/record.ts';
import { digestFiles, trailFiles } from '../../../builders/trailFiles.ts';
import { s3Faults } from '../../../servers/s3Faults.ts';
import { bucket, S3Bench } from './s3Bench.ts';

const accountId = '111122223333';
const region = 'eu-central-1';
const window = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-22T12:00:00.000Z' };
/** A call at noon of days of November. */
const on = (days: readonly number[], awsRegion = region, recipientAccountId = accountId) =>
	trailFiles(
		days.map((day) =>
			buildRecord({
				awsRegion,
				recipientAccountId,
				eventTime: `2026-11-${String(day).padStart(2, '0')}T12:00:00Z`,
			}),
		),
	);
const digests = (from: string, to: string) =>
	digestFiles({ accountId, region, from: `2026-11-${from}Z`, to: `2026-11-${to}Z` });
const short = (time: string) => time.slice(8, 16).replace('T00:00', '');

function state({ store }: S3Bench) {
	return {
		known: store.coverage().map((each) => `${each.region} ${short(each.from)}-${short(each.to)}`),
		quiet: store
			.gaps()
			.filter(({ kind, region }) => kind === 'quiet' && region !== '')
			.map((each) => `${each.region} ${short(each.from)}-${short(each.to)}`),
	};
}

describe('days without log files', () => {
	it('are told as such, those that meet as one', async () => {
		await using bench = await S3Bench.start(on([5, 8, 9, 11]));
		const report = await bench.fetch(window);
		expect(report.gaps).toEqual([]);
		expect(state(bench)).toEqual({
			known: [`${region} 05-06`, `${region} 08-10`, `${region} 11-12`],
			quiet: [`${region} 01-05`, `${region} 06-08`, `${region} 10-11`, `${region} 12-22`],
		});
		expect(bench.store.gaps()[0]).toMatchObject({
			kind: 'quiet',
			source: `s3://${bucket}`,
			reason: 'There are no log files: nothing happened, or the trail was off.',
		});
	});

	it('are told anew where log files come late, and in whatever parts they are read', async () => {
		await using bench = await S3Bench.start(on([5, 8]));
		await bench.fetch(window);
		expect(state(bench).quiet).toEqual([`${region} 01-05`, `${region} 06-08`, `${region} 09-22`]);
		await bench.server.put(bucket, on([7, 12]));
		await bench.fetch({ from: '2026-11-07T00:00:00.000Z', to: '2026-11-09T00:00:00.000Z' });
		expect(state(bench).quiet).toEqual([`${region} 01-05`, `${region} 06-07`, `${region} 09-22`]);
		await bench.fetch({ from: '2026-11-09T00:00:00.000Z', to: '2026-11-11T06:00:00.000Z' });
		// of the last day only a part was looked at
		expect(state(bench).quiet).toEqual([`${region} 01-05`, `${region} 06-07`, `${region} 09-22`]);
		await bench.fetch({ from: '2026-11-09T00:00:00.000Z', to: '2026-11-13T00:00:00.000Z' });
		expect(state(bench)).toEqual({
			known: [`${region} 05-06`, `${region} 07-09`, `${region} 12-13`],
			quiet: [`${region} 01-05`, `${region} 06-07`, `${region} 09-12`, `${region} 13-22`],
		});
		await bench.server.put(bucket, on([6]));
		await bench.fetch(window);
		expect(state(bench).quiet).toEqual([`${region} 01-05`, `${region} 09-12`, `${region} 13-22`]);
	});

	it('are not told again where nothing changed', async () => {
		await using bench = await S3Bench.start(on([5, 6, 8]));
		await bench.fetch(window);
		await bench.fetch(window);
		expect(bench.pages.flatMap(({ gaps = [] }) => gaps)).toEqual([]);
		expect(bench.pages.flatMap(({ closedGaps = [] }) => closedGaps)).toEqual([]);
		expect(state(bench).quiet).toEqual([`${region} 01-05`, `${region} 07-08`, `${region} 09-22`]);
	});

	it('are known where digests were written all day, which are never read', async () => {
		await using bench = await S3Bench.start(on([17, 20]));
		await bench.server.put(bucket, digests('17T12:00:00', '19T11:00:00'));
		await bench.fetch(window);
		expect(state(bench)).toEqual({
			known: [`${region} 17-19`, `${region} 20-21`],
			quiet: [`${region} 01-17`, `${region} 19-20`, `${region} 21-22`],
		});
		expect(bench.gets().some((key) => key.includes('Digest'))).toBe(false);
		await bench.server.put(bucket, digests('19T11:00:00', '22T11:40:00'));
		await bench.fetch(window);
		expect(state(bench)).toEqual({ known: [`${region} 17-22T11:45`], quiet: [`${region} 01-17`] });
		bench.server.clearLog();
		// what is known is not asked for again
		await bench.fetch({ from: '2026-11-17T00:00:00.000Z', to: '2026-11-22T11:40:00.000Z' });
		expect(bench.server.requests().filter(({ key }) => key.includes('Digest'))).toEqual([]);
	});

	it('are known in a short time too, but not before the first log file that is still kept', async () => {
		await using bench = await S3Bench.start(on([5]));
		await bench.server.put(bucket, [
			...digests('02T00:00:00', '04T00:00:00'),
			...digests('14T00:00:00', '16T00:00:00'),
		]);
		await bench.fetch({ from: '2026-11-14T00:00:00.000Z', to: '2026-11-16T00:00:00.000Z' });
		expect(state(bench).known).toEqual([`${region} 14-16`]);
		await bench.fetch({ from: '2026-11-01T00:00:00.000Z', to: '2026-11-04T00:00:00.000Z' });
		expect(state(bench)).toEqual({ known: [`${region} 14-16`], quiet: [`${region} 01-04`] });
	});

	it('are told as exactly as they were asked for, and today not before it is over', async () => {
		await using bench = await S3Bench.start(on([20]));
		await bench.fetch({ from: '2026-11-03T06:00:00.000Z', to: '2026-11-04T18:00:00.000Z' });
		expect(state(bench).quiet).toEqual([`${region} 03T06:00-04T18:00`]);
		await bench.fetch({ from: '2026-11-21T06:00:00.000Z', to: '2026-11-22T12:00:00.000Z' });
		expect(state(bench).quiet[1]).toBe(`${region} 21T06:00-22`);
		await bench.server.put(bucket, on([3]));
		await bench.fetch({ from: '2026-11-03T00:00:00.000Z', to: '2026-11-04T00:00:00.000Z' });
		expect(state(bench).quiet[0]).toBe(`${region} 04-04T18:00`);
	});

	it('are told as they are where digests may not be listed', async () => {
		await using bench = await S3Bench.start(on([5, 9]));
		await bench.server.put(bucket, digests('06T00:00:00', '08T00:00:00'));
		bench.server.faults.inject(s3Faults.denied, { key: 'CloudTrail-Digest' });
		await bench.fetch(window);
		expect(state(bench).quiet).toEqual([`${region} 01-05`, `${region} 06-09`, `${region} 10-22`]);
	});

	it('are known where a trail of all Regions logged another Region of the account', async () => {
		const other = on([6], 'us-east-1', '444455556666');
		const files = [...on([5, 9]), ...on([5, 6, 8, 10], 'us-east-1'), ...other];
		await using bench = await S3Bench.start(files);
		bench.settings = { ...bench.settings, multiRegion: true };
		await bench.fetch(window);
		expect(state(bench)).toEqual({
			known: [
				...[`${region} 05-07`, `${region} 08-11`],
				...['us-east-1 05-07', 'us-east-1 08-11'],
				'us-east-1 06-07',
			],
			quiet: [
				...[`${region} 01-05`, 'us-east-1 01-05', 'us-east-1 01-06'],
				...[`${region} 07-08`, 'us-east-1 07-08', 'us-east-1 07-22'],
				...[`${region} 11-22`, 'us-east-1 11-22'],
			],
		});
	});
});

describe('accounts and Regions without log files', () => {
	const asked = ({ store }: S3Bench) =>
		store
			.gaps()
			.filter((gap) => gap.kind === 'quiet' && gap.region !== region)
			.map((gap) => `${gap.accountId}/${gap.region} ${short(gap.from)}-${short(gap.to)}`)
			.sort();

	it('were asked for, whichever there are, and are told so in one stretch', async () => {
		await using bench = await S3Bench.start(on([5, 20]));
		await bench.fetch(window);
		expect(asked(bench)).toEqual(['/ 01-22', `${accountId}/ 01-22`]);
		bench.now += 86_400_000;
		await bench.fetch({ from: '2026-11-21T00:00:00.000Z', to: '2026-11-23T12:00:00.000Z' });
		expect(asked(bench)).toEqual(['/ 01-23', `${accountId}/ 01-23`]);
		await bench.fetch({ from: '2026-10-20T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' });
		expect(asked(bench).map((each) => each.slice(-5))).toEqual(['20-23', '20-23']);
		expect(bench.missing()).toEqual([]);
	});

	it('are those of the settings where these name any', async () => {
		await using bench = await S3Bench.start(on([5]));
		bench.regions = [region, 'us-east-1'];
		bench.settings = { ...bench.settings, accounts: [accountId, '444455556666'] };
		await bench.fetch(window);
		expect(asked(bench)).toEqual([`${accountId}/us-east-1 01-22`, '444455556666/us-east-1 01-22']);
		expect(
			bench.store
				.gaps()
				.filter((gap) => gap.accountId === '444455556666')
				.map((gap) => gap.region)
				.sort(),
		).toEqual([region, 'us-east-1']);
		// its first log files come
		await bench.server.put(bucket, on([8], 'us-east-1'));
		await bench.fetch(window);
		expect(asked(bench)).toEqual([
			...[`${accountId}/us-east-1 01-08`, `${accountId}/us-east-1 09-22`],
			'444455556666/us-east-1 01-22',
		]);
	});

	it('are not said to have none where nobody could look', async () => {
		await using bench = await S3Bench.start([...on([5]), ...on([5], region, '444455556666')]);
		bench.server.faults.inject(s3Faults.denied, { key: '444455556666/CloudTrail/' });
		await bench.fetch(window);
		expect(asked(bench)).toEqual(['/ 01-22', `${accountId}/ 01-22`]);
		expect(bench.missing()).toMatchObject([{ accountId: '444455556666', region: '' }]);
	});
});
