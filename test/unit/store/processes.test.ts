import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildCalls } from './buildCalls.ts';
import { openStore, otherAccount, temporaryFolder } from './testStore.ts';

const everyImported = { accounts: [] };

function startWriter(...args: readonly string[]): ChildProcess & { stdout: NodeJS.ReadableStream } {
	const script = fileURLToPath(new URL('writerProcess.ts', import.meta.url));
	const child = spawn(process.execPath, ['--no-warnings', script, ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	return child;
}

describe('several processes', () => {
	it('write at once, and nothing is lost or doubled', async () => {
		const folder = temporaryFolder();
		const count = 1500;
		const writers = [
			startWriter(folder, '111122223333', String(count), '20'),
			startWriter(folder, otherAccount, String(count), '20'),
			// the same calls as the first
			startWriter(folder, '111122223333', String(count), '35'),
		];
		const codes = await Promise.all(writers.map((writer) => once(writer, 'exit')));
		expect(codes.map(([code]) => code)).toEqual([0, 0, 0]);
		const store = openStore({ folder });
		const calls = [...buildCalls({ count }), ...buildCalls({ count, accountId: otherAccount })].map(
			({ call }) => call,
		);
		expect(store.count({}, everyImported).calls).toBe(2 * count);
		const tallied = new Map(
			store
				.resources({}, everyImported)
				.map((each) => [`${each.arn} ${each.accountId}`, each.calls]),
		);
		const expected = new Map<string, number>();
		for (const call of calls) {
			for (const { arn } of call.touches) {
				const key = `${arn} ${call.accountId}`;
				expected.set(key, (expected.get(key) ?? 0) + 1);
			}
		}
		expect(tallied).toEqual(expected);
	}, 60_000);

	it.each([1, 3, 5])(
		'killed in the middle of a save, lose that page only (%i)',
		async (pages) => {
			const folder = temporaryFolder();
			const size = 400;
			const writer = startWriter(folder, '111122223333', '4000', String(size));
			let saved = 0;
			for await (const line of createInterface({ input: writer.stdout })) {
				const [word, number] = line.split(' ');
				saved = word === 'saved' ? Number(number) : saved;
				if (word === 'begin' && Number(number) === pages * size) {
					// it is saving now
					setTimeout(() => writer.kill('SIGKILL'), pages * 4);
				}
			}
			const store = openStore({ folder });
			const { calls } = store.count({}, everyImported);
			expect(calls % size).toBe(0);
			expect(calls).toBeGreaterThanOrEqual(saved);
			expect(calls).toBeLessThanOrEqual(saved + size);
			expect(store.recovered).toBeUndefined();
			const page = buildCalls({ count: 4000 });
			expect(store.save({ calls: page, source: 'logs' }).newCalls).toBe(4000 - calls);
			expect(store.count({ text: 'imagebuilder-is-nowhere' }, everyImported).calls).toBe(0);
			expect(store.calls({ limit: 5000 }, everyImported).calls).toHaveLength(4000);
		},
		60_000,
	);
});
