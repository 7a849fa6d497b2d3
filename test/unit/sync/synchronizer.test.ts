import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HistoryError } from '../../../src/model/errors.ts';
import type { CloudTrailRecord } from '../../../src/model/record.ts';
import { createSynchronizer } from '../../../src/sync/synchronizer.ts';
import { buildHistory, type HistoryOptions } from '../../builders/history.ts';
import { type AwsServer, startAwsServer } from '../../servers/awsServer.ts';
import { MemoryStore } from './memoryStore.ts';
import { syncOnce, useProfiles } from './syncHarness.ts';

const regions = ['eu-west-1', 'us-east-1', 'us-west-2'];
const day = 86_400_000;
const rate = 50;

function history(count: number, options: HistoryOptions = {}) {
	const to = new Date(Date.now() - 60_000).toISOString();
	return buildHistory({ count, regions, to, days: 85, ...options });
}

function eventIds(records: readonly CloudTrailRecord[]): string[] {
	return records.map(({ eventID }) => eventID ?? '').sort();
}

function lookups(server: AwsServer) {
	return server.requests().filter(({ action }) => action === 'LookupEvents');
}

async function failure(work: Promise<unknown>): Promise<HistoryError> {
	const error = await work.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof HistoryError)) {
		throw new Error('No HistoryError.', { cause: error });
	}
	return error;
}

describe('createSynchronizer', () => {
	let profiles: Awaited<ReturnType<typeof useProfiles>>;
	beforeAll(async () => {
		profiles = await useProfiles();
	});
	afterAll(() => profiles[Symbol.asyncDispose]());

	it('reads every record of three Regions exactly once, at most as fast as allowed', async () => {
		const records = history(4000);
		await using server = await startAwsServer({ records, requestsPerSecond: rate });
		const store = new MemoryStore();
		const { report, progress, identities } = await syncOnce({
			url: server.url,
			store,
			settings: { regions },
		});
		expect([...store.calls.keys()].sort()).toEqual(eventIds(records));
		expect(report).toMatchObject({ newCalls: 4000, throttles: 0, errors: [] });
		expect(report.requests).toBe(lookups(server).length);
		expect(server.maxRequestsPerSecond()).toBeLessThanOrEqual(rate);
		expect(progress.map(({ phase }) => phase)).toEqual(['done', 'done', 'done']);
		expect(identities).toEqual([undefined, '111122223333']);
	});

	it('asks for one page a Region when nothing is new', async () => {
		await using server = await startAwsServer({
			records: history(900),
			requestsPerSecond: rate,
		});
		const store = new MemoryStore();
		await syncOnce({ url: server.url, store, settings: { regions } });
		server.clearLog();
		const { report } = await syncOnce({ url: server.url, store, settings: { regions } });
		expect(lookups(server)).toHaveLength(3);
		expect(report).toMatchObject({ newCalls: 0, requests: 3 });
	});

	it('takes the Region of the profile where none is set', async () => {
		await using server = await startAwsServer({ records: history(90), requestsPerSecond: rate });
		await syncOnce({ url: server.url, settings: { profile: 'other' } });
		expect(lookups(server).map(({ region, accountId }) => `${accountId}/${region}`)).toEqual([
			'444455556666/us-east-1',
		]);
	});

	it('reports the Regions that fail, by their own reason, and reads the others', async () => {
		const records = history(600);
		await using server = await startAwsServer({
			records,
			requestsPerSecond: rate,
			deniedRegions: ['us-east-1'],
			disabledRegions: ['us-west-2'],
		});
		const store = new MemoryStore();
		const { report, progress } = await syncOnce({
			url: server.url,
			store,
			settings: { regions: [...regions, 'no such region'] },
		});
		const codes = report.errors.map(({ region, code }) => `${region}: ${code}`).sort();
		expect(codes).toEqual([
			'no such region: region-not-enabled',
			'us-east-1: access-denied',
			'us-west-2: region-not-enabled',
		]);
		expect(report.errors.find(({ code }) => code === 'access-denied')?.message).toContain(
			'cloudtrail:LookupEvents',
		);
		expect(progress.find(({ region }) => region === 'us-east-1')).toMatchObject({
			phase: 'failed',
			error: { code: 'access-denied' },
		});
		const readable = records.filter(({ awsRegion }) => awsRegion === 'eu-west-1');
		expect([...store.calls.keys()].sort()).toEqual(eventIds(readable));
	});

	it('loses nothing to throttles of others, faults, cut and half answers', async () => {
		const records = history(700, { regions: ['eu-west-1'] });
		await using server = await startAwsServer({ records, requestsPerSecond: rate });
		const target = { action: 'LookupEvents' };
		server.inject({ kind: 'throttle' }, target);
		server.inject({ kind: 'error' }, target);
		server.inject({ kind: 'error', status: 503, code: 'ServiceUnavailable' }, target);
		server.inject({ kind: 'cut' }, target);
		const store = new MemoryStore();
		let pages = 0;
		const save = store.save.bind(store);
		store.save = (page) => {
			if (++pages === 3) {
				server.inject({ kind: 'malformed' }, target);
				server.inject({ kind: 'cut' }, target);
				server.inject({ kind: 'slow', ms: 300 }, target);
			}
			return save(page);
		};
		const { report } = await syncOnce({ url: server.url, store });
		expect(report).toMatchObject({ newCalls: 700, throttles: 1, errors: [] });
		expect(lookups(server).length).toBe(report.requests);
	});

	it('keeps what was read when it is cancelled, and reads the rest later', async () => {
		const records = history(2000, { regions: ['eu-west-1'] });
		await using server = await startAwsServer({ records, requestsPerSecond: rate });
		const store = new MemoryStore();
		const stop = new AbortController();
		const { report } = await syncOnce({
			url: server.url,
			store,
			options: {
				signal: stop.signal,
				onSaved: () => {
					if (store.calls.size >= 900) {
						stop.abort();
					}
				},
			},
		});
		expect(report).toMatchObject({ cancelled: true, errors: [] });
		expect(report.newCalls).toBe(store.calls.size);
		const rest = await syncOnce({ url: server.url, store });
		expect(rest.report.newCalls).toBe(2000 - report.newCalls);
		expect(rest.report.requests).toBeLessThan((2000 - report.newCalls) / 50 + 6);
		expect([...store.calls.keys()].sort()).toEqual(eventIds(records));
	});

	it.each([
		['behind', day],
		['ahead', -day],
	])('reads up to now with a clock that is a day %s', async (_, clockSkew) => {
		const serverNow = () => Date.now() + clockSkew;
		const records = history(300, {
			regions: ['eu-west-1'],
			to: new Date(serverNow() - 60_000).toISOString(),
		});
		await using server = await startAwsServer({
			records,
			requestsPerSecond: rate,
			clockSkew,
			now: serverNow,
		});
		const store = new MemoryStore();
		const { report } = await syncOnce({ url: server.url, store });
		expect(report).toMatchObject({ newCalls: 300, errors: [] });
		const newest = Math.max(...store.coverage().map(({ to }) => Date.parse(to)));
		expect(Math.abs(newest - serverNow())).toBeLessThan(10_000);
	});

	it('goes on without STS, and takes the account from the records', async () => {
		await using server = await startAwsServer({
			records: history(120, { regions: ['eu-west-1'] }),
			requestsPerSecond: rate,
		});
		server.inject(
			{ kind: 'error', status: 403, code: 'AccessDenied' },
			{ action: 'GetCallerIdentity', times: 9 },
		);
		const store = new MemoryStore();
		const { report, identities } = await syncOnce({ url: server.url, store });
		expect(report).toMatchObject({ newCalls: 120, errors: [] });
		expect(identities.at(-1)).toBe('111122223333');
		expect(store.coverage().every(({ accountId }) => accountId === '111122223333')).toBe(true);
	});

	it.each([
		['nobody', 'wrong-profile', {}],
		['dangling', 'wrong-profile', {}],
		['empty', 'no-credentials', {}],
		['sso', 'expired-session', { signIn: 'sso', profile: 'sso' }],
		['over-sso', 'expired-session', { signIn: 'sso', profile: 'sso' }],
		['signed-in', 'expired-session', { signIn: 'login', profile: 'signed-in' }],
		['role', 'mfa-needed', { profile: 'role' }],
		['stranger', 'no-credentials', {}],
	])('says of the profile %s: %s', async (profile, code, details) => {
		await using server = await startAwsServer({ requestsPerSecond: rate });
		const error = await failure(syncOnce({ url: server.url, settings: { profile } }));
		expect(error.code).toBe(code);
		expect(error.details).toMatchObject(details);
		expect(error.message).not.toMatch(/AKIA|wJalr/);
	});

	it('says that there are no credentials at all', async () => {
		process.env.AWS_CONFIG_FILE = `${profiles.folder}/missing`;
		try {
			const error = await failure(syncOnce({ url: 'http://127.0.0.1:1' }));
			expect(error.code).toBe('no-credentials');
		} finally {
			process.env.AWS_CONFIG_FILE = `${profiles.folder}/config`;
		}
	});

	it('asks for the MFA code once for all Regions and the next syncs', async () => {
		await using server = await startAwsServer({
			records: history(60),
			requestsPerSecond: rate,
		});
		process.env.AWS_ENDPOINT_URL_STS = server.url;
		const asked: string[] = [];
		const synchronizer = createSynchronizer({
			store: new MemoryStore(),
			holder: 'this window',
			log: () => undefined,
			requestsPerSecond: rate,
			mfaCode: async (serial) => {
				asked.push(serial);
				return '123456';
			},
		});
		const options = {
			signal: new AbortController().signal,
			onProgress: () => undefined,
			onIdentity: () => undefined,
			onSaved: () => undefined,
		};
		const settings = { profile: 'role', regions, endpointUrl: server.url, lookBackDays: 90 };
		try {
			const first = await synchronizer.sync(settings, options);
			const second = await synchronizer.sync(settings, options);
			expect([first.newCalls, second.newCalls, second.errors]).toEqual([60, 0, []]);
		} finally {
			delete process.env.AWS_ENDPOINT_URL_STS;
		}
		expect(asked).toEqual(['arn:aws:iam::111122223333:mfa/ann']);
	});

	it('stops with one error when the session expires in the middle, and keeps what was read', async () => {
		await using server = await startAwsServer({
			records: history(3000),
			requestsPerSecond: rate,
		});
		const store = new MemoryStore();
		const error = await failure(
			syncOnce({
				url: server.url,
				store,
				settings: { regions },
				options: {
					onSaved: () => {
						if (store.calls.size > 600) {
							server.setExpired('AKIAIOSFODNN7EXAMPLE', true);
						}
					},
				},
			}),
		);
		expect(error.code).toBe('expired-session');
		expect(store.calls.size).toBeGreaterThan(600);
		server.setExpired('AKIAIOSFODNN7EXAMPLE', false);
		await syncOnce({ url: server.url, store, settings: { regions } });
		expect(store.calls.size).toBe(3000);
	});

	it('lets one window read, and reads nothing again in the other', async () => {
		await using server = await startAwsServer({
			records: history(1500, { regions: ['eu-west-1'] }),
			requestsPerSecond: rate,
		});
		const store = new MemoryStore();
		const windows = await Promise.all(
			['one', 'two'].map((holder) => syncOnce({ url: server.url, store, deps: { holder } })),
		);
		const requests = windows.map(({ report }) => report.requests).sort((a, b) => a - b);
		expect(requests[0]).toBe(0);
		expect(requests[1]).toBe(lookups(server).length);
		expect(windows.map(({ progress }) => progress[0]?.phase)).toEqual(['done', 'done']);
		expect(windows.map(({ identities }) => identities.at(-1))).toEqual([
			'111122223333',
			'111122223333',
		]);
	});

	it('says that nothing can be reached, soon', async () => {
		const { report } = await syncOnce({ url: 'http://127.0.0.1:1' });
		expect(report.errors).toMatchObject([{ region: 'eu-west-1', code: 'network' }]);
	});

	it('stops all Regions where the store cannot be written', async () => {
		await using server = await startAwsServer({ records: history(600), requestsPerSecond: rate });
		const store = new MemoryStore();
		store.save = () => {
			throw new HistoryError('store-full', 'The disk is full.');
		};
		const error = await failure(syncOnce({ url: server.url, store, settings: { regions } }));
		expect(error.code).toBe('store-full');
	});

	it('takes over from a window that died', async () => {
		await using server = await startAwsServer({
			records: history(200, { regions: ['eu-west-1'] }),
			requestsPerSecond: rate,
		});
		const store = new MemoryStore();
		const name = `sync:${JSON.stringify(['', server.url])}`;
		store.acquireLease(name, 'the dead window', 700, Date.now());
		const { report, log } = await syncOnce({ url: server.url, store });
		expect(report.newCalls).toBe(200);
		expect(log.join()).toMatch(/waits/);
	});
});
