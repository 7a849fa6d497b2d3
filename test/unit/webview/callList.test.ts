import { describe, expect, it, vi } from 'vitest';
import type { CallTotal } from '../../../src/model/query.ts';
import { listedCall } from '../../../src/panel/listRows.ts';
import type { ListedCall } from '../../../src/protocol/listedCall.ts';
import type { CallRows, HistorySnapshot } from '../../../src/protocol/messages.ts';
import { CallList } from '../../../src/webview/callList.ts';
import * as builders from '../../builders/call.ts';

const buildCall = () => listedCall(builders.buildCall());

/** A host with calls in memory; answers come when `answer` is called. */
class Host {
	calls: readonly ListedCall[];
	readonly asked: { readonly after: string; readonly limit: number }[] = [];
	readonly #waiting: (() => void)[] = [];
	failure: Error | undefined;

	constructor(count: number) {
		this.calls = Array.from({ length: count }, () => buildCall());
	}

	readonly fetch = async (_generation: number, after: string, limit: number) => {
		this.asked.push({ after, limit });
		await new Promise<void>((resolve) => this.#waiting.push(resolve));
		if (this.failure) {
			throw this.failure;
		}
		return this.page(this.calls.findIndex(({ eventId }) => eventId === after) + 1, limit);
	};

	async answer(): Promise<void> {
		this.#waiting.shift()?.();
		for (let turn = 0; turn < 10; turn++) {
			await Promise.resolve();
		}
	}

	page(start: number, limit: number): CallRows {
		const calls = this.calls.slice(start, start + limit);
		const end = start + calls.length;
		const next = end < this.calls.length ? calls.at(-1)?.eventId : undefined;
		return { calls, ...(next !== undefined && { next }) };
	}

	snapshot(generation = 1): HistorySnapshot {
		return {
			...this.page(0, 200),
			generation,
			state: { target: { kind: 'all' }, filter: { changesOnly: true, text: '' } },
			heading: {
				title: '',
				kind: '',
				sample: false,
				syncing: false,
			},
		};
	}

	/** What the host tells after a change: rows, then how many there are. */
	tell(list: CallList): void {
		list.accept(this.snapshot());
		list.count(this.total);
	}

	get total(): CallTotal {
		return { calls: this.calls.length, more: false };
	}
}

function start(count: number) {
	const host = new Host(count);
	const list = new CallList(host.fetch, () => undefined);
	host.tell(list);
	return { host, list };
}

describe('CallList', () => {
	it('grows page by page, one request at a time', async () => {
		const { host, list } = start(500);
		expect(list.calls).toHaveLength(200);
		void list.loadMore();
		void list.loadMore();
		expect(host.asked).toEqual([{ after: host.calls[199]?.eventId, limit: 200 }]);
		await host.answer();
		expect(list.calls).toHaveLength(400);
		void list.loadMore();
		await host.answer();
		expect(list.calls).toEqual(host.calls);
		expect(list.hasMore).toBe(false);
		void list.loadMore();
		expect(host.asked).toHaveLength(2);
	});

	it('takes a newer snapshot of the same list, and reads again what was loaded beyond', async () => {
		const { host, list } = start(500);
		void list.loadMore();
		await host.answer();
		// a late call deep in the list, and a new one on top
		host.calls = [buildCall(), ...host.calls.slice(0, 300), buildCall(), ...host.calls.slice(300)];
		host.tell(list);
		expect(list.calls).toHaveLength(401);
		await host.answer();
		await host.answer();
		expect(list.calls).toEqual(host.calls.slice(0, 401));
		expect(list.hasMore).toBe(true);
	});

	it('puts newer calls on top without reading anything again', async () => {
		const { host, list } = start(500);
		void list.loadMore();
		await host.answer();
		host.calls = [buildCall(), buildCall(), ...host.calls];
		host.tell(list);
		expect(list.calls).toEqual(host.calls.slice(0, 402));
		expect(host.asked).toHaveLength(1);
		void list.loadMore();
		await host.answer();
		expect(list.calls.map(({ eventId }) => eventId)).toEqual(
			host.calls.map(({ eventId }) => eventId),
		);
	});

	it('reads a long list again only once changes have rested', async () => {
		vi.useFakeTimers();
		try {
			const { host, list } = start(5000);
			for (let page = 0; page < 12; page++) {
				void list.loadMore();
				await host.answer();
			}
			expect(list.calls).toHaveLength(2600);
			// older calls come in while a sync goes back in time
			for (let change = 0; change < 5; change++) {
				host.calls = [...host.calls, buildCall()];
				host.tell(list);
			}
			expect(host.asked).toHaveLength(12);
			expect(list.calls).toHaveLength(2600);
			await vi.advanceTimersByTimeAsync(3000);
			for (let page = 0; page < 12; page++) {
				await host.answer();
			}
			expect(host.asked).toHaveLength(24);
			expect(list.calls).toEqual(host.calls.slice(0, 2600));
		} finally {
			vi.useRealTimers();
		}
	});

	it('reads on with the newest snapshot where several come meanwhile', async () => {
		const { host, list } = start(500);
		void list.loadMore();
		await host.answer();
		for (let change = 0; change < 2; change++) {
			host.calls = [...host.calls.slice(0, 300), buildCall(), ...host.calls.slice(300)];
			host.tell(list);
		}
		await host.answer();
		await host.answer();
		expect(list.calls).toEqual(host.calls.slice(0, 400));
	});

	it('reads again where more is new than what came on top', async () => {
		const { host, list } = start(500);
		void list.loadMore();
		await host.answer();
		host.calls = [buildCall(), ...host.calls.slice(0, 300), buildCall(), ...host.calls.slice(300)];
		list.accept(host.snapshot());
		// the new one is there at once; whether it is all that is new the count will tell
		expect(list.calls[0]).toBe(host.calls[0]);
		expect(host.asked).toHaveLength(1);
		list.count(host.total);
		expect(host.asked).toHaveLength(2);
		await host.answer();
		await host.answer();
		expect(list.calls).toEqual(host.calls.slice(0, 401));
	});

	it('adds up what comes on top until it is counted', async () => {
		const { host, list } = start(500);
		void list.loadMore();
		await host.answer();
		for (let change = 0; change < 3; change++) {
			host.calls = [buildCall(), ...host.calls];
			list.accept(host.snapshot());
		}
		list.count(host.total);
		expect(host.asked).toHaveLength(1);
		expect(list.calls).toEqual(host.calls.slice(0, 403));
	});

	it('can be scrolled as far as is known, and says what is not', async () => {
		const host = new Host(500);
		const list = new CallList(host.fetch, () => undefined);
		list.accept(host.snapshot());
		expect(list.total).toBeUndefined();
		expect(list.rows).toBe(400);
		list.count({ calls: 300, more: true });
		expect(list.rows).toBe(400);
		void list.loadMore();
		await host.answer();
		expect(list.rows).toBe(600);
		list.count(host.total);
		expect(list.rows).toBe(500);
		// another list was not counted yet
		list.accept(host.snapshot(2));
		expect(list.total).toBeUndefined();
	});

	it('drops an answer for a list that was replaced', async () => {
		const { host, list } = start(500);
		void list.loadMore();
		host.calls = host.calls.slice(0, 3);
		expect(list.accept(host.snapshot(2))).toBe(true);
		await host.answer();
		expect(list.calls).toEqual(host.calls);
	});

	it('keeps its rows when a page fails, says why, and tries again when asked', async () => {
		const { host, list } = start(500);
		host.failure = new Error('busy');
		void list.loadMore();
		await host.answer();
		expect(list.calls).toHaveLength(200);
		expect(list.error).toBe(host.failure);
		host.failure = undefined;
		void list.loadMore();
		await host.answer();
		expect(list.error).toBeUndefined();
		expect(list.calls).toHaveLength(400);
	});
});
