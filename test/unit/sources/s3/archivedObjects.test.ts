import { expect, it } from 'vitest';
import { S3Source } from '../../../../src/sources/s3/s3Source.ts';
import { answeredSession } from '../answeredSession.ts';

const place = 'AWSLogs/111122223333/CloudTrail/us-east-1/';
const keyOf = (minute: string) =>
	`${place}2026/11/10/111122223333_CloudTrail_us-east-1_20261110T10${minute}Z_a.json.gz`;
const object = (minute: string, rest: string) =>
	`<Contents><Key>${keyOf(minute)}</Key><Size>1000</Size><ETag>"${minute}"</ETag>${rest}</Contents>`;
const listed = [
	object('00', '<StorageClass>STANDARD</StorageClass>'),
	object('05', '<StorageClass>GLACIER</StorageClass>'),
	object(
		'10',
		'<StorageClass>DEEP_ARCHIVE</StorageClass><RestoreStatus><IsRestoreInProgress>false</IsRestoreInProgress><RestoreExpiryDate>2026-12-01T00:00:00Z</RestoreExpiryDate></RestoreStatus>',
	),
	object('15', '<StorageClass>GLACIER_IR</StorageClass>'),
];

/** What a bucket with one account and Region answers to listings. */
function answer(url: URL): string {
	const prefix = url.searchParams.get('prefix') ?? '';
	const next = place.slice(prefix.length).split('/')[0] ?? '';
	const content = url.searchParams.has('delimiter')
		? `<CommonPrefixes><Prefix>${prefix}${next}/</Prefix></CommonPrefixes>`
		: listed.join('');
	return `<ListBucketResult><IsTruncated>false</IsTruncated>${content}</ListBucketResult>`;
}

it('does not count what archived objects hold as fetched, and says how many there are', async () => {
	const session = await answeredSession(({ url = '' }, response) => {
		response.end(answer(new URL(url, 'http://localhost')));
	});
	const source = new S3Source(
		{ type: 's3', bucket: 'trail-bucket' },
		{
			session,
			memory: { unseen: (_, objects) => objects, gaps: () => [], coverage: () => [] },
			workerUrl: new URL('../../../../src/sources/logWorker.ts', import.meta.url),
			log: () => undefined,
			now: () => Date.parse('2026-11-22T12:00:00Z'),
		},
	);
	const window = { from: '2026-11-10T00:00:00.000Z', to: '2026-11-11T00:00:00.000Z' };
	expect(await source.estimate(window, new AbortController().signal)).toMatchObject({
		objects: 4,
		objectsKnown: 0,
		bytes: 3000,
		notes: [expect.stringMatching(/^1 of the objects are archived/)],
	});
});
