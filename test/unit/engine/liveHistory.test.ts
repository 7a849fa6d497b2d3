import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveHistory } from '../../../src/engine/liveHistory.ts';
import type { SyncSettings } from '../../../src/engine/protocol.ts';
import type { Connection, History } from '../../../src/model/history.ts';
import { buildHistory } from '../../builders/history.ts';
import { historySettings } from '../../builders/settings.ts';
import { type AwsServer, startAwsServer } from '../../servers/awsServer.ts';

const source = (path: string) => new URL(`../../../src/${path}`, import.meta.url);
const records = buildHistory({
	seed: 11,
	accountId: '111122223333',
	regions: ['eu-central-1'],
	count: 130,
	to: new Date(Date.now() - 60_000).toISOString(),
	days: 60,
});

describe('LiveHistory', () => {
	const open: LiveHistory[] = [];
	let folder: string;
	let server: AwsServer;
	let settings: SyncSettings;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'ibh-live-'));
		server = await startAwsServer({ records, requestsPerSecond: 50 });
		const file = join(folder, 'config');
		const keys = (key: string) => `aws_access_key_id = ${key}\naws_secret_access_key = made-up\n`;
		await writeFile(
			file,
			`[profile demo]\nregion = eu-central-1\n${keys('AKIAIOSFODNN7EXAMPLE')}` +
				`[profile other]\nregion = eu-central-1\n${keys('AKIAI44QH8DHBEXAMPLE')}` +
				'[profile empty]\nregion = eu-central-1\n',
		);
		vi.stubEnv('AWS_CONFIG_FILE', file);
		vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'));
		vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
		vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
		settings = { profile: 'demo', regions: [], endpointUrl: server.url, lookBackDays: 90 };
	});

	afterEach(async () => {
		await Promise.all(open.splice(0).map((history) => history.close()));
		await server.close();
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
		vi.unstubAllEnvs();
	});

	function window(): LiveHistory {
		const history = new LiveHistory({
			folder: join(folder, 'store'),
			workers: {
				engine: source('engine/engineWorker.ts'),
				reader: source('engine/readerWorker.ts'),
				log: source('sources/logWorker.ts'),
			},
			sampleFolder: source('../media/sample').pathname,
			settings: () => historySettings(settings),
			log: () => undefined,
			mfaCode: async () => undefined,
			onRecovered: () => undefined,
			requestsPerSecond: 50,
		});
		open.push(history);
		return history;
	}

	it('syncs, says so, and answers from the store', async () => {
		const history = window();
		const seen = phases(history);
		const report = await history.sync();
		expect(report).toMatchObject({ newCalls: records.length, throttles: 0, errors: [] });
		const { calls } = await history.calls();
		expect(calls.map((call) => call.eventId).toSorted()).toEqual(
			records.map((record) => record.eventID).toSorted(),
		);
		expect(calls[0]?.sources).toEqual(['event-history']);
		expect(seen[0]).toBe('connecting');
		expect(seen).toContain('syncing');
		expect(seen.at(-1)).toBe('ready');
		expect(history.connection).toMatchObject({
			accountId: '111122223333',
			regions: ['eu-central-1'],
		});
	});

	it('lets a second caller join the run', async () => {
		const history = window();
		const [first, second] = await Promise.all([history.sync(), history.sync()]);
		expect(second).toBe(first);
	});

	it('keeps what was read when it is cancelled, and goes on from there', async () => {
		server.inject({ kind: 'slow', ms: 300 }, { action: 'LookupEvents', times: 100 });
		const history = window();
		const controller = new AbortController();
		const stop = history.onDidChange(() => controller.abort());
		const first = await history.sync({ signal: controller.signal });
		stop.dispose();
		expect(first.cancelled).toBe(true);
		expect(first.newCalls).toBeGreaterThan(0);
		server.clearFaults();
		const second = await history.sync();
		expect(first.newCalls + second.newCalls).toBe(records.length);
	});

	it('shows rows of the last time before any network answers', async () => {
		await window().sync();
		await server.close();
		const again = window();
		expect((await again.calls({ limit: 5 })).calls).toHaveLength(5);
		expect(again.connection).toMatchObject({ accountId: '111122223333', phase: 'unknown' });
	});

	it('shows no row of another profile after a switch', async () => {
		const history = window();
		await history.sync();
		settings = { ...settings, profile: 'other' };
		expect(await history.configure()).toBe(true);
		expect((await history.calls()).calls).toEqual([]);
		expect(await history.resources()).toEqual([]);
		expect(await history.configure()).toBe(false);
	});

	it('says why it could not connect', async () => {
		settings = { ...settings, profile: 'empty' };
		const history = window();
		await expect(history.sync()).rejects.toMatchObject({ code: 'no-credentials' });
		expect(history.connection).toMatchObject({
			phase: 'failed',
			error: { code: 'no-credentials' },
		});
	});

	it('has failed when every Region did', async () => {
		server.inject(
			{ kind: 'error', code: 'AccessDeniedException', status: 400 },
			{ action: 'LookupEvents', times: 100 },
		);
		const history = window();
		const { errors } = await history.sync();
		expect(errors).toMatchObject([{ region: 'eu-central-1', code: 'access-denied' }]);
		expect(history.connection).toMatchObject({ phase: 'failed', error: { code: 'access-denied' } });
	});

	it('follows what another window reads', async () => {
		const [first, second] = [window(), window()];
		expect((await second.calls()).calls).toEqual([]);
		const changed = new Promise<void>((resolve) => second.onDidChange(resolve));
		await first.sync();
		await changed;
		await vi.waitFor(
			async () => expect((await second.calls()).calls).toHaveLength(records.length),
			10_000,
		);
	});

	it('opens the sample in place of the profile, and leaves no trace of it', async () => {
		const history = window();
		await history.sync();
		await history.openSample();
		expect(history.connection).toEqual({ kind: 'sample' });
		const { calls } = await history.calls();
		expect(calls.length).toBeGreaterThan(300);
		expect(new Set(calls.flatMap((call) => call.sources))).toEqual(new Set(['sample']));
		const newest = Date.parse(calls[0]?.eventTime ?? '');
		expect(newest).toBeLessThan(Date.now());
		expect(newest).toBeGreaterThan(Date.now() - 3 * 86_400_000);
		expect(await history.sync()).toMatchObject({ requests: 0 });
		await history.leaveSample();
		expect((await history.calls()).calls).toHaveLength(records.length);
	});

	it('imports logs and reports what it skipped', async () => {
		const log = join(folder, 'log.json');
		await writeFile(log, JSON.stringify({ Records: records.slice(0, 40) }));
		await writeFile(join(folder, 'broken.json'), '{"Records": [');
		const history = window();
		const progress: number[] = [];
		const report = await history.importLogs([log, join(folder, 'broken.json')], {
			onProgress: ({ filesDone }) => progress.push(filesDone),
		});
		expect(report).toMatchObject({ files: 2, records: 40, newCalls: 40 });
		expect(report.skipped.map(({ file }) => file)).toEqual([join(folder, 'broken.json')]);
		expect(progress.at(-1)).toBe(2);
		expect((await history.calls()).calls).toHaveLength(40);
		expect((await history.importLogs([log])).newCalls).toBe(0);
	});
});

function phases(history: History): string[] {
	const seen: string[] = [];
	history.onDidChangeConnection((connection: Connection) => {
		seen.push(connection.kind === 'aws' ? connection.phase : connection.kind);
	});
	return seen;
}
