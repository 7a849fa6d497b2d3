import { expect, it } from 'vitest';
import type { S3Bucket } from '../../../src/sources/s3/s3Bucket.ts';
import { deliveredAt } from '../../../src/sources/s3/trailKey.ts';
import { listObjects } from '../../../src/sources/s3/trailObjects.ts';
import { buildRecord } from '../../builders/record.ts';
import { trailFiles } from '../../builders/trailFiles.ts';
import { s3Faults } from '../../servers/s3Faults.ts';
import { S3Bench } from '../sources/s3/s3Bench.ts';

const [own, theirs] = ['111122223333', '444455556666'];
const window = { from: '2026-11-10T00:00:00.000Z', to: '2026-11-11T00:00:00.000Z' };
const files = [own, theirs].flatMap((recipientAccountId) =>
	trailFiles([buildRecord({ recipientAccountId, eventTime: '2026-11-10T10:00:00Z' })]),
);
const key = (name: string) => `AWSLogs/${own}/CloudTrail/us-east-1/${name}`;
const minuteOf = (text: string) => ({ from: Date.parse(text), to: Date.parse(text) + 60_000 });
const dayOf = (text: string) => ({ from: Date.parse(text), to: Date.parse(text) + 86_400_000 });

it('fills the hole of an account that could not be listed, whichever Regions the connection has', async () => {
	await using bench = await S3Bench.start(files);
	bench.regions = ['us-east-1', 'eu-central-1'];
	bench.server.faults.inject(s3Faults.denied, { key: `AWSLogs/${theirs}/CloudTrail/` });
	await bench.fetch(window);
	expect(bench.missing().map(({ accountId, region }) => `${accountId}/${region}`)).toEqual([
		`${theirs}/eu-central-1`,
		`${theirs}/us-east-1`,
	]);
	expect(bench.store.coverage().map(({ accountId }) => accountId)).toEqual([own]);
	bench.server.faults.clear();
	// the row of one Region asks for that one: it tells nothing of the other
	await bench.fetch({ ...window, accounts: [theirs], regions: ['us-east-1'] });
	expect(bench.missing()).toMatchObject([{ accountId: theirs, region: 'eu-central-1' }]);
	expect(bench.store.coverage()).toMatchObject([
		{ accountId: own, ...window },
		{ accountId: theirs, region: 'us-east-1', ...window },
	]);
	await bench.fetch(window);
	expect(bench.missing()).toEqual([]);
});

it('knows no time of a log file but that of its folder, by which S3 lists it', () => {
	const at = '2026/11/10';
	expect(deliveredAt(key(`${at}/${own}_CloudTrail_us-east-1_20261110T1005Z_a.json.gz`))).toEqual(
		minuteOf('2026-11-10T10:05:00Z'),
	);
	// a name of a far day would end the listing, and claim all before it
	for (const stamp of ['20990101T0000Z', '20269999T9999Z', '20261109T2359Z', '20261110T2560Z']) {
		const name = `${at}/${own}_CloudTrail_us-east-1_${stamp}_a.json.gz`;
		expect(deliveredAt(key(name))).toEqual(dayOf('2026-11-10T00:00:00Z'));
	}
	for (const folder of ['2026/13/01', '2026/02/30', '2026/99/99']) {
		expect(deliveredAt(key(`${folder}/other.json.gz`))).toBeUndefined();
	}
});

it('lists on after a page that a strange key ends', async () => {
	const listed = (keys: readonly string[]) =>
		keys.map((each) => ({ key: key(each), etag: each, size: 1, archived: false }));
	const strange = [
		`2026/11/10/zz_20990101T0000Z_a.json.gz`,
		'2026/11/99/zz_20261199T0000Z_a.json.gz',
	];
	const pages = [...strange, '2026/11/10/last.json.gz'].map((each, index, all) => ({
		objects: listed([each]),
		folders: [],
		...(index < all.length - 1 && { token: String(index) }),
	}));
	const asked: (string | undefined)[] = [];
	const bucket = {
		list: async ({ token }: { token?: string }) => {
			asked.push(token);
			return pages[token === undefined ? 0 : Number(token) + 1];
		},
	} as unknown as S3Bucket;
	const place = { accountId: own, region: 'us-east-1', prefix: key('') };
	const span = { from: Date.parse(window.from), to: Date.parse(window.to) };
	const parts = listObjects(
		bucket,
		'trail-bucket',
		{ unseen: (_, objects) => objects },
		{ place, span, signal: new AbortController().signal },
	);
	const upTo: number[] = [];
	for await (const part of parts) {
		upTo.push(part.upTo);
	}
	expect(asked).toEqual([undefined, '0', '1']);
	// no time is known to be listed before the end of the listing
	expect(upTo).toEqual([span.from, span.from, Number.POSITIVE_INFINITY]);
});
