import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Archives } from '../../../src/engine/archives.ts';
import type { LogGroupSettings } from '../../../src/model/connectionSettings.ts';
import { AwsSessions } from '../../../src/sources/awsSession.ts';
import { buildForeign } from '../../builders/foreign.ts';
import { type AwsServer, startAwsServer } from '../../servers/awsServer.ts';
import { CloudWatchLogs, logsTarget } from '../../servers/cloudWatchLogs.ts';
import { openStore } from '../store/testStore.ts';

const minute = 60_000;
const hour = 60 * minute;
const iso = (time: number) => new Date(time).toISOString();
const now = Math.floor(Date.now() / minute) * minute;
const name = 'aws/cloudtrail/managementevents';
const region = 'eu-central-1';
const [first, second] = ['111122223333', '444455556666'];
const keys = { first: 'AKIAIOSFODNN7EXAMPLE', second: 'AKIAI44QH8DHBEXAMPLE' };
const group: LogGroupSettings = { type: 'cloudwatch-logs', logGroup: name };
const run = { signal: new AbortController().signal, onProgress: () => undefined };
const lastHours = (hours: number) => ({ from: iso(now - hours * hour), to: iso(now) });

let folder: string;
let logs: CloudWatchLogs;
let server: AwsServer;
const settings = (profile: string) => ({
	...{ profile, regions: [], endpointUrl: server.url, lookBackDays: 90 },
});

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'ibh-same-'));
	const profiles = Object.entries(keys).map(
		([profile, key]) =>
			`[profile ${profile}]\nregion = ${region}\naws_access_key_id = ${key}\naws_secret_access_key = made-up\n`,
	);
	await writeFile(join(folder, 'config'), profiles.join(''));
	vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
	vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'));
	for (const each of ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_REGION', 'AWS_ENDPOINT_URL']) {
		vi.stubEnv(each, undefined);
	}
	logs = new CloudWatchLogs({ runningAnswers: 0 });
});
afterEach(async () => {
	await server.close();
	await logs.close();
	await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	vi.unstubAllEnvs();
});

async function open({ clockSkew = 0 } = {}) {
	server = await startAwsServer({
		...{ services: { [logsTarget]: logs.serve }, clockSkew },
		now: () => Date.now() + clockSkew,
	});
	for (const accountId of [first, second]) {
		const records = buildForeign({
			...{ accountId, region, count: 120, hours: 0.25 },
			to: iso(now - hour / 2),
		});
		await logs.putGroup({ ...{ name, accountId, region, records }, created: now - 1000 * hour });
	}
	const store = openStore();
	const archives = new Archives({
		store: () => store,
		sessions: new AwsSessions(),
		workerUrl: new URL('file:///nowhere'),
		holder: 'test',
		log: () => undefined,
		onSaved: () => undefined,
	});
	const claims = () =>
		store.coverage().map(({ accountId, from, to }) => ({ accountId, from, to: Date.parse(to) }));
	return { archives, claims };
}

it('claims nothing of an account whose log group has the same name as the one that was read', async () => {
	const { archives, claims } = await open();
	await archives.fetch(settings('first'), group, lastHours(2), run);
	expect(claims().map(({ accountId }) => accountId)).toEqual([first]);
	await archives.fetch(settings('second'), group, lastHours(3), run);
	expect(claims().map(({ accountId, from }) => [accountId, from])).toEqual([
		[first, iso(now - 2 * hour)],
		[second, iso(now - 3 * hour)],
	]);
});

it('keeps the days of both read, though one of them was just read', async () => {
	const { archives, claims } = await open();
	const followed = { ...group, days: 1 };
	await archives.follow(settings('first'), followed, run);
	expect(await archives.follow(settings('first'), followed, run)).toBeUndefined();
	expect(await archives.follow(settings('second'), followed, run)).toBeDefined();
	expect(claims().map(({ accountId }) => accountId)).toEqual([first, second]);
});

it('claims no time that AWS has not reached, with a clock that is ahead of its', async () => {
	const { archives, claims } = await open({ clockSkew: -3 * hour });
	await archives.fetch(settings('first'), group, lastHours(5), run);
	const [claim] = claims();
	expect(claim?.from).toBe(iso(now - 5 * hour));
	expect(claim?.to).toBeLessThanOrEqual(Date.now() - 3 * hour - 14 * minute);
});
