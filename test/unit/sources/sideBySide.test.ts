import { describe, expect, it } from 'vitest';
import { sideBySide } from '../../../src/sources/sideBySide.ts';

const numbers = Array.from({ length: 30 }, (_, number) => number);
const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

async function collect<T>(results: AsyncIterable<T>): Promise<readonly T[]> {
	const all: T[] = [];
	for await (const result of results) {
		all.push(result);
	}
	return all;
}

describe('sideBySide', () => {
	it('works on so many at a time, and yields all that comes', async () => {
		let running = 0;
		let most = 0;
		const results = sideBySide<number, number>(
			numbers,
			{ most: 4, waiting: 10 },
			async (item, emit) => {
				most = Math.max(most, ++running);
				await soon();
				await emit(item);
				await emit(-item);
				running--;
			},
		);
		const all = await collect(results);
		expect(all.toSorted((one, other) => one - other)).toEqual(
			[...numbers, ...numbers.map((number) => -number)].sort((one, other) => one - other),
		);
		expect(most).toBe(4);
	});

	it('takes no more items than results are taken', async () => {
		let begun = 0;
		const results = sideBySide<number, number>(
			numbers,
			{ most: 2, waiting: 3 },
			async (item, emit) => {
				begun++;
				await emit(item);
			},
		);
		await results.next();
		for (let turn = 0; turn < 20; turn++) {
			await soon();
		}
		expect(begun).toBeLessThan(8);
		await results.return(undefined);
	});

	it('ends with the first error, and ends what is under way', async () => {
		const ended: boolean[] = [];
		const results = sideBySide<number, number>(
			numbers,
			{ most: 3, waiting: 3 },
			async (item, _emit, signal) => {
				if (item === 2) {
					throw new Error('two');
				}
				await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
				ended.push(signal.aborted);
			},
		);
		await expect(collect(results)).rejects.toThrow('two');
		expect(ended).toEqual([true, true]);
	});

	it('ends items that come one by one where nobody wants more', async () => {
		let closed = false;
		const endless = async function* (signal: AbortSignal) {
			try {
				for (let number = 0; !signal.aborted; number++) {
					await soon();
					yield number;
				}
			} finally {
				closed = true;
			}
		};
		const results = sideBySide<number, number>(endless, { most: 2, waiting: 2 }, (item, emit) =>
			emit(item),
		);
		for await (const result of results) {
			if (result > 5) {
				break;
			}
		}
		expect(closed).toBe(true);
	});

	it('stops with the reason of its signal', async () => {
		const stop = new AbortController();
		const results = sideBySide<number, number>(
			numbers,
			{ most: 2, waiting: 2, signal: stop.signal },
			async (item, emit) => {
				if (item === 5) {
					stop.abort(new Error('enough'));
				}
				await emit(item);
			},
		);
		await expect(collect(results)).rejects.toThrow('enough');
	});
});
