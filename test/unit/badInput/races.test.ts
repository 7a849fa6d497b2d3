import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Connection } from '../../../src/model/history.ts';
import { CallStore } from '../../../src/store/callStore.ts';
import { AwsBench, records, workers } from './awsBench.ts';

const slow = { kind: 'slow', ms: 300 } as const;
const lookups = { action: 'LookupEvents', times: 1000 };

/** Once the first page is asked for. */
const underWay = (bench: AwsBench) =>
	vi.waitFor(() => {
		const asked = bench.server.requests().some(({ action }) => action === 'LookupEvents');
		expect(asked).toBe(true);
	}, 5000);

describe('a sync that comes while another ends', () => {
	it('is not the cancelled one', async () => {
		await using bench = await AwsBench.start();
		bench.server.inject(slow, lookups);
		const history = bench.window();
		const first = history.sync();
		await underWay(bench);
		history.cancelSync();
		const second = history.sync();
		bench.server.clearFaults();
		const [one, two] = await Promise.all([first, second]);
		expect(one.cancelled).toBe(true);
		expect(two.cancelled).toBeUndefined();
		expect(one.newCalls + two.newCalls).toBe(records.length);
		expect(history.connection).toMatchObject({ phase: 'ready', lastSync: expect.any(String) });
	});

	it('waits for it after a change of settings: both would hold one lease', async () => {
		await using bench = await AwsBench.start();
		bench.server.inject(slow, lookups);
		const history = bench.window();
		const first = history.sync();
		await underWay(bench);
		bench.settings = { ...bench.settings, regions: ['eu-central-1', 'us-east-1'] };
		await history.configure();
		const order: string[] = [];
		const second = history.sync().then((report) => {
			order.push('second');
			return report;
		});
		await first.then(() => order.push('first'));
		// the lease is the second one's alone, though the first has just given its own back
		await vi.waitFor(() => expect(history.connection).toMatchObject({ phase: 'syncing' }), 5000);
		await vi.waitFor(() => expect(leaseIsFree(bench)).toBe(false), 10_000);
		bench.server.clearFaults();
		const [one, two] = await Promise.all([first, second]);
		expect(order).toEqual(['first', 'second']);
		expect(one.cancelled).toBe(true);
		expect(one.newCalls + two.newCalls).toBe(records.length);
		expect(history.connection).toMatchObject({ regions: ['eu-central-1', 'us-east-1'] });
	});

	it('goes on where the cancelled one still asks for a code', async () => {
		await using bench = await AwsBench.start();
		bench.settings = { ...bench.settings, profile: 'coded' };
		let asked = 0;
		const history = bench.window({
			mfaCode: () => {
				asked++;
				return new Promise<undefined>(() => undefined);
			},
		});
		const first = history.sync();
		await vi.waitFor(() => expect(asked).toBe(1), 5000);
		bench.settings = { ...bench.settings, profile: 'demo' };
		await history.configure();
		expect(await first).toMatchObject({ cancelled: true });
		expect((await history.sync()).newCalls).toBe(records.length);
	});
});

describe('closing the window', () => {
	it('while it syncs keeps what was read, gives the lease back and is no failure', async () => {
		await using bench = await AwsBench.start();
		bench.server.inject(slow, lookups);
		const history = bench.window();
		const phases = phasesOf(history);
		const saved = new Promise<void>((resolve) => history.onDidChange(resolve));
		const syncing = history.sync().then(
			(report) => report.cancelled,
			(error: { code: string }) => error.code,
		);
		await saved;
		await history.close();
		expect([true, 'cancelled']).toContain(await syncing);
		expect(phases).not.toContain('failed');
		expect(leaseIsFree(bench)).toBe(true);
		const kept = (await bench.window().calls()).calls.length;
		expect(kept).toBeGreaterThan(0);
	});

	it('lets no late question start a thread that nobody would end', async () => {
		await using bench = await AwsBench.start();
		const history = bench.window();
		await history.close();
		await expect(history.calls()).rejects.toMatchObject({ code: 'cancelled' });
		await expect(history.sync()).rejects.toMatchObject({ code: 'cancelled' });
		history.cancelSync();
		expect(await readdir(bench.folder)).not.toContain('store');
	});

	it('with the sample open does not leave the sample: it is open again after a reload', async () => {
		await using bench = await AwsBench.start();
		const history = bench.window();
		await history.openSample();
		const phases = phasesOf(history);
		await history.close();
		expect(phases).toEqual([]);
	});
});

describe('the sample', () => {
	it('is opened once, however many ask, and left without a trace', async () => {
		await using bench = await AwsBench.start();
		const temporary = await temporaryFolder(bench);
		const history = bench.window();
		await Promise.all([history.openSample(), history.openSample()]);
		expect(await readdir(temporary)).toHaveLength(1);
		await history.leaveSample();
		expect(await readdir(temporary)).toEqual([]);
	});

	it('does not open over a profile that was chosen meanwhile', async () => {
		await using bench = await AwsBench.start();
		const temporary = await temporaryFolder(bench);
		const history = bench.window();
		const opening = history.openSample();
		bench.settings = { ...bench.settings, profile: 'other' };
		await history.configure();
		await opening;
		expect(history.connection).toMatchObject({ kind: 'aws', profile: 'other' });
		expect(await readdir(temporary)).toEqual([]);
	});

	it('stops a sync, which goes on after it', async () => {
		await using bench = await AwsBench.start();
		bench.server.inject(slow, lookups);
		const history = bench.window();
		const first = history.sync();
		await underWay(bench);
		await history.openSample();
		bench.server.clearFaults();
		const { newCalls } = await first;
		await history.leaveSample();
		expect(newCalls + (await history.sync()).newCalls).toBe(records.length);
		expect((await history.calls()).calls).toHaveLength(records.length);
	});
});

describe('a thread that dies', () => {
	it('in the middle of a sync is told, and the next sync reads all', async () => {
		await using bench = await AwsBench.start();
		await mkdir(bench.store);
		const engine = new URL('dyingEngine.ts', import.meta.url);
		const history = bench.window({ workers: { ...workers(), engine } });
		await expect(history.sync()).rejects.toMatchObject({ code: 'internal' });
		expect(history.connection).toMatchObject({ phase: 'failed', error: { code: 'internal' } });
		expect(await history.sync()).toMatchObject({ newCalls: records.length });
		expect(history.connection).toMatchObject({ phase: 'ready' });
	});

	it('of a question fails that question only', async () => {
		await using bench = await AwsBench.start();
		await bench.window().sync();
		const reader = new URL('dyingReader.ts', import.meta.url);
		const history = bench.window({ workers: { ...workers(), reader } });
		await expect(history.calls()).rejects.toMatchObject({ code: 'internal' });
		expect((await history.calls()).calls).toHaveLength(records.length);
	});
});

function phasesOf(history: {
	onDidChangeConnection: (listen: (now: Connection) => void) => unknown;
}) {
	const phases: string[] = [];
	history.onDidChangeConnection((now) => phases.push(now.kind === 'aws' ? now.phase : now.kind));
	return phases;
}

/** Could another window begin at once? Takes nothing away. */
function leaseIsFree(bench: AwsBench): boolean {
	const store = CallStore.open({ folder: bench.store });
	const name = `sync:${JSON.stringify([bench.settings.profile, bench.settings.endpointUrl])}`;
	const { ok } = store.acquireLease(name, 'another window', 1000, Date.now());
	if (ok) {
		store.releaseLease(name, 'another window');
	}
	store.close();
	return ok;
}

/** Where the sample's database goes. */
async function temporaryFolder(bench: AwsBench): Promise<string> {
	const folder = join(bench.folder, 'temporary');
	await mkdir(folder);
	for (const name of ['TMPDIR', 'TEMP', 'TMP']) {
		vi.stubEnv(name, folder);
	}
	return folder;
}
