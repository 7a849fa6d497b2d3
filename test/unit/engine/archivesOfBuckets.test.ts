import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Archives } from '../../../src/engine/archives.ts';
import { AwsSessions } from '../../../src/sources/awsSession.ts';
import { AwsBench } from '../badInput/awsBench.ts';
import { openStore } from '../store/testStore.ts';

const source = { type: 's3', bucket: 'trail-bucket', days: 20 } as const;
const run = { signal: new AbortController().signal, onProgress: () => undefined };
const place = 'AWSLogs/111122223333/CloudTrail/us-east-1/';
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** A bucket that lists three objects of 200 MB each. @returns what opens it, and what was asked for. */
async function open(storageClass: string) {
	const asked: string[] = [];
	const folder = `${place}${yesterday.replaceAll('-', '/')}/`;
	const listed = [1, 2, 3].map(
		(number) =>
			`<Contents><Key>${folder}${number}.json.gz</Key><Size>200000000</Size><StorageClass>${storageClass}</StorageClass></Contents>`,
	);
	const server = createServer(({ url = '' }, response) => {
		const { pathname, searchParams } = new URL(url, 'http://localhost');
		const prefix = searchParams.get('prefix');
		asked.push(...(prefix === null ? [pathname] : []));
		const next = place.slice(prefix?.length ?? 0).split('/')[0] ?? '';
		const content = searchParams.has('delimiter')
			? `<CommonPrefixes><Prefix>${prefix}${next}/</Prefix></CommonPrefixes>`
			: listed.join('');
		response.end(`<ListBucketResult><IsTruncated>false</IsTruncated>${content}</ListBucketResult>`);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const bench = await AwsBench.start();
	onTestFinished(async () => {
		server.closeAllConnections();
		server.close();
		await bench[Symbol.asyncDispose]();
	});
	const { port } = server.address() as AddressInfo;
	const store = openStore();
	const archives = new Archives({
		store: () => store,
		sessions: new AwsSessions(),
		workerUrl: new URL('../../../src/sources/logWorker.ts', import.meta.url),
		holder: 'test',
		log: () => undefined,
		onSaved: () => undefined,
	});
	const settings = { ...bench.settings, regions: [], endpointUrl: `http://127.0.0.1:${port}` };
	return { archives, asked, settings };
}

it('does not fetch much of a bucket without asking', async () => {
	const { archives, asked, settings } = await open('STANDARD');
	await expect(archives.follow(settings, source, run)).rejects.toMatchObject({
		code: 'too-much',
		message: expect.stringContaining('600 MB'),
	});
	expect(asked).toEqual([]);
});

it('refuses no bucket for what is archived, and tells what is missing', async () => {
	const { archives, asked, settings } = await open('DEEP_ARCHIVE');
	const report = await archives.follow(settings, source, run);
	const archived = { reason: expect.stringContaining('restore it') };
	expect(report?.gaps).toMatchObject([archived, archived, archived]);
	expect(asked).toEqual([]);
});
