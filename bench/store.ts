import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CallStore } from '../src/store/callStore.ts';
import type { BenchRow } from './benchRow.ts';
import { batch, manyCalls } from './manyCalls.ts';

const everything = { accounts: [] };
const timeline = { from: '2026-08-22T12:00:00Z', to: '2026-11-20T12:00:00Z', bins: 120 };

/** The store with a million calls, 99 of 100 of them reads. */
export async function benchStore(count = 1_000_000): Promise<BenchRow[]> {
	const folder = mkdtempSync(join(tmpdir(), 'image-builder-history-bench-'));
	try {
		return [...(await fill(folder, count)), ...ask(folder, count)];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function fill(folder: string, count: number): Promise<BenchRow[]> {
	const store = CallStore.open({ folder });
	let milliseconds = 0;
	let cpuMicroseconds = 0;
	let slowest = 0;
	for (const calls of manyCalls(count)) {
		const start = performance.now();
		const cpu = process.cpuUsage();
		store.save({ calls, source: 'logs', imported: true });
		const taken = performance.now() - start;
		milliseconds += taken;
		const { user, system } = process.cpuUsage(cpu);
		cpuMicroseconds += user + system;
		slowest = Math.max(slowest, taken);
		// let others run: the machine may be shared
		await new Promise((resolve) => setImmediate(resolve));
	}
	store.close();
	const rate = count / (milliseconds / 1000);
	const size = statSync(join(folder, 'history.db')).size / count;
	return [
		{
			what: `store: insert, ${batch} calls a transaction (slowest ${slowest.toFixed(0)} ms)`,
			measured: `${Math.round(rate)} calls/s (${(cpuMicroseconds / count).toFixed(0)} µs of CPU each)`,
			budget: '40000 calls/s',
			ok: rate >= 40_000,
		},
		{
			what: 'store: size',
			measured: `${size.toFixed(0)} B/call`,
			budget: '600 B',
			ok: size <= 600,
		},
	];
}

function ask(folder: string, count: number): BenchRow[] {
	const store = CallStore.open({ folder });
	const busiest = store
		.resources({}, everything)
		.reduce((one, other) => (other.calls > one.calls ? other : one));
	const { arn } = busiest;
	const changes = { readOnly: false, failed: false, role: 'subject' } as const;
	const of = `${busiest.calls} calls, ${busiest.changes} changes`;
	const pattern = arn.replace(/[^/]*$/, '*');
	const rows = [
		measure(`calls of an ARN, latest 50 (${of})`, 5, () =>
			store.calls({ arn, limit: 50 }, everything),
		),
		measure('the same, changes only', 5, () =>
			store.calls({ arn, ...changes, limit: 50 }, everything),
		),
		measure('calls of an ARN pattern', 5, () =>
			store.calls({ arn: pattern, limit: 50 }, everything),
		),
		measure('latest 50 changes of all', 5, () =>
			store.calls({ readOnly: false, limit: 50 }, everything),
		),
		measure('tree root: resources', 50, () => store.resources({}, everything)),
		measure('tree root: resources with changes', 50, () =>
			store.resources({ calls: { readOnly: false } }, everything),
		),
		measure('count of everything', 50, () => store.count({}, everything)),
		...['alice', 'golden', 'a', 'imagebuilder', '198.51', 'nothing-has-this', 'golden web'].map(
			(text) =>
				measure(`free text "${text}", latest 50`, 100, () =>
					store.calls({ text, limit: 50 }, everything),
				),
		),
		measure('free text and changes only', 100, () =>
			store.calls({ text: 'golden', ...changes, limit: 50 }, everything),
		),
		measure('calls of a caller, latest 50', 100, () =>
			store.calls({ caller: 'alice@example.com', limit: 50 }, everything),
		),
		measure('groups by day', 300, () => store.groups('day', {}, everything)),
		measure('groups by day, changes of an ARN', 300, () =>
			store.groups('day', { arn, ...changes }, everything),
		),
		measure('timeline of 90 days, 120 bins', 100, () => store.timeline({}, timeline, everything)),
		measure('timeline of an ARN', 100, () => store.timeline({ arn }, timeline, everything)),
		measure('timeline of a text', undefined, () =>
			store.timeline({ text: 'alice' }, timeline, everything),
		),
		measure('query: who:*@example.com op:Update*, latest 100', 100, () =>
			store.calls({ who: ['*@example.com'], eventNames: ['Update*'], limit: 100 }, everything),
		),
		measure('query: -origin:console -op:Get*, latest 100', 100, () =>
			store.calls(
				{ except: { origins: ['console'], eventNames: ['Get*'] }, limit: 100 },
				everything,
			),
		),
		measure('groups by caller', 300, () => store.groups('caller', {}, everything)),
		measure('count of a text', undefined, () => store.count({ text: 'alice' }, everything)),
		measure('resources of a text', undefined, () =>
			store.resources({ calls: { text: 'alice' } }, everything),
		),
		measure('resources of a caller, changes only', undefined, () =>
			store.resources({ calls: { caller: 'alice@example.com', readOnly: false } }, everything),
		),
	];
	store.close();
	return rows.map((row) => ({ ...row, what: `store, ${count} calls: ${row.what}` }));
}

/** The best of nine runs, because the machine may be shared, and the first one, which reads pages. */
function measure(what: string, budget: number | undefined, action: () => unknown): BenchRow {
	const times = Array.from({ length: 9 }, () => {
		const start = performance.now();
		action();
		return performance.now() - start;
	});
	const best = Math.min(...times);
	return {
		what,
		measured: `${best.toFixed(2)} ms (first ${times[0]?.toFixed(1)})`,
		budget: budget === undefined ? '-' : `${budget} ms`,
		ok: budget === undefined ? undefined : best <= budget,
	};
}

if (import.meta.main) {
	console.table(await benchStore(process.argv[2] ? Number(process.argv[2]) : undefined));
}
