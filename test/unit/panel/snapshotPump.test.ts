import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SnapshotPump } from '../../../src/panel/snapshotPump.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** A task that ends when told to. */
function slowTask() {
	let end: (() => void) | undefined;
	const task = vi.fn(
		() =>
			new Promise<void>((resolve) => {
				end = resolve;
			}),
	);
	const finish = async () => {
		end?.();
		await vi.advanceTimersByTimeAsync(0);
	};
	return { task, finish };
}

describe('SnapshotPump', () => {
	it('makes one run of many changes, and loses the last one never', async () => {
		const { task, finish } = slowTask();
		const pump = new SnapshotPump(task, 400);
		pump.ask();
		pump.ask();
		pump.ask();
		expect(task).toHaveBeenCalledTimes(1);
		await finish();
		await vi.advanceTimersByTimeAsync(399);
		expect(task).toHaveBeenCalledTimes(1);
		await vi.advanceTimersByTimeAsync(1);
		expect(task).toHaveBeenCalledTimes(2);
		await finish();
		await vi.advanceTimersByTimeAsync(10_000);
		expect(task).toHaveBeenCalledTimes(2);
	});

	it('does not wait when it is urgent, yet never runs twice at once', async () => {
		const { task, finish } = slowTask();
		const pump = new SnapshotPump(task, 400);
		pump.ask();
		pump.askNow();
		expect(task).toHaveBeenCalledTimes(1);
		await finish();
		expect(task).toHaveBeenCalledTimes(2);
		await finish();
		pump.askNow();
		expect(task).toHaveBeenCalledTimes(3);
	});

	it('is quiet once disposed of', async () => {
		const { task, finish } = slowTask();
		const pump = new SnapshotPump(task, 400);
		pump.ask();
		pump.ask();
		pump.dispose();
		await finish();
		pump.askNow();
		await vi.advanceTimersByTimeAsync(10_000);
		expect(task).toHaveBeenCalledTimes(1);
	});
});
