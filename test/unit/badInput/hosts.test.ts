import https from 'node:https';
import { expect, it } from 'vitest';
import { type ArchiveSettings, isArchive } from '../../../src/model/connectionSettings.ts';
import { readConnections } from '../../../src/model/readConnections.ts';
import type { AwsSession } from '../../../src/sources/awsSession.ts';
import { openArchive } from '../../../src/sources/openArchive.ts';
import { checkedRegion } from '../../../src/sources/regionName.ts';
import { openObjects } from '../../../src/sources/sqs/objects.ts';
import { openQueue } from '../../../src/sources/sqs/queue.ts';
import { archiveDeps } from '../sources/athenaBench.ts';

const names = [
	'evil.example.com',
	'a@evil.example.com',
	'evil.example.com#',
	'evil.example.com:443',
	'evil.example.com?',
	'evil.example.com\\',
	'//evil.example.com',
	'x\r\nHost: evil.example.com',
];
const regions = [...names, 'us-east-1.evil.example.com', 'us-east-1/', 'US-EAST-1 '];
const signal = new AbortController().signal;
const window = { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' };

/** A session as a profile has it, without an endpoint of its own, whose requests go nowhere. */
function openWatched(hosts: string[]): AwsSession {
	class Agent extends https.Agent {
		override createConnection(options: { host?: string | null }): never {
			hosts.push(String(options.host));
			throw Object.assign(new Error('nowhere'), { name: 'AbortError' });
		}
	}
	const httpsAgent = new Agent();
	const { session } = archiveDeps('');
	const client = (_: string, region: string) => ({
		region: checkedRegion(region),
		credentials: {
			version: 1,
			signIn: {},
			get: async () => ({ accessKeyId: 'A', secretAccessKey: 'b' }),
		},
		http: { httpAgent: httpsAgent, httpsAgent },
	});
	return { ...session, client } as unknown as AwsSession;
}

/** What is left of it, if anything. */
function settingsOf(source: object): readonly ArchiveSettings[] {
	const [connection] = readConnections([{ name: 'a', sources: [source] }], {
		...{ profile: '', regions: [] },
	}).connections;
	return connection?.sources.filter(isArchive) ?? [];
}

async function ask(work: () => Promise<unknown>): Promise<void> {
	await expect((async () => work())()).rejects.toMatchObject({ name: 'HistoryError' });
}

it('signs no request for a host that settings or messages name', async () => {
	const hosts: string[] = [];
	const session = openWatched(hosts);
	const deps = { ...archiveDeps(''), session };
	const sources = [
		...names.flatMap((name) => [
			{ type: 's3', bucket: name },
			{ type: 'cloudwatch-logs', logGroup: name },
			{ type: 'cloudwatch-logs', logGroup: `arn:aws:logs:${name}:111122223333:log-group:x` },
			{ type: 'athena', database: name, table: name, catalog: name, workgroup: name },
			{ type: 'lake', eventDataStore: `arn:aws:cloudtrail:${name}:1:eventdatastore/x` },
		]),
		...regions.flatMap((region) => [
			{ type: 's3', bucket: 'trail', region },
			{ type: 'cloudwatch-logs', logGroup: 'x', region },
			{ type: 'athena', database: 'd', table: 't', region },
		]),
	].flatMap(settingsOf);
	expect(sources.length).toBeGreaterThan(60);
	for (const source of sources) {
		await ask(async () => (await openArchive(source, deps)).estimate(window, signal));
	}
	for (const name of names) {
		for (const queueUrl of [`https://${name}/1/q`, `https://sqs.${name}.x/1/q`, name]) {
			await ask(async () => openQueue(session, { type: 'sqs', queueUrl }).receive(signal));
		}
		const fetch = openObjects(session, 'us-east-1');
		await ask(() => fetch({ bucket: name, key: name, region: name }, signal));
	}
	expect([...new Set(hosts)].sort()).toEqual(
		['athena', 'logs', 's3', 'sqs'].map((service) => `${service}.us-east-1.amazonaws.com`),
	);
});
