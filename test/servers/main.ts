import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { demoHistory, olderDemoHistory } from '../builders/demoHistory.ts';
import { startAwsServer } from './awsServer.ts';
import { openBucketArchive } from './bucketArchive.ts';
import { CloudWatchLogs, logsTarget } from './cloudWatchLogs.ts';
import { organizationsTarget, serveOrganizations } from './organizations.ts';
import { queryArchives } from './queryArchives.ts';
import { QueueServer } from './queueServer.ts';

/**
 * The stand-in as a process of its own: prints `{"url":"http://127.0.0.1:..."}` as one line and
 * serves until SIGTERM or SIGINT. Steer it over `/__control` (control.ts).
 */
const { values } = parseArgs({
	options: {
		/** A JSON file: an array of records or `{"Records":[...]}`. */
		records: { type: 'string' },
		/** Made-up history of four Regions up to now. */
		demo: { type: 'boolean', default: false },
		port: { type: 'string', default: '0' },
		/** How long each answer takes, ms. */
		latency: { type: 'string', default: '0' },
		/** Seconds. */
		'delivery-delay': { type: 'string', default: '0' },
	},
});

const records: object[] = [];
if (values.records !== undefined) {
	const parsed: unknown = JSON.parse(await readFile(values.records, 'utf8'));
	const list =
		typeof parsed === 'object' && parsed !== null && 'Records' in parsed ? parsed.Records : parsed;
	if (!Array.isArray(list)) {
		throw new TypeError(`${values.records} holds no list of records`);
	}
	records.push(...list);
}
if (values.demo) {
	records.push(...demoHistory());
}

const logs = new CloudWatchLogs();
const queries = queryArchives();
const bucket = await openBucketArchive();
if (values.demo) {
	await bucket.put(olderDemoHistory());
}

const server = await startAwsServer({
	records,
	port: Number(values.port),
	latency: Number(values.latency),
	deliveryDelay: Number(values['delivery-delay']) * 1000,
	archives: [(held) => logs.putTrail(held), bucket.put, ...(queries.archives ?? [])],
	s3: bucket.serve,
	services: {
		...queries.services,
		AmazonSQS: new QueueServer().service,
		[logsTarget]: logs.serve,
		[organizationsTarget]: serveOrganizations({
			accounts: { '111122223333': 'Golden Images', '444455556666': 'Sandbox' },
			administrators: ['111122223333', '444455556666'],
		}),
	},
});
process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => void Promise.all([server.close(), bucket.close()]));
}
