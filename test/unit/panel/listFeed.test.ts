import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Asked } from '../../../src/model/history.ts';
import type { CallFilter, CallTotal } from '../../../src/model/query.ts';
import { english } from '../../../src/model/translate.ts';
import { ListFeed } from '../../../src/panel/listFeed.ts';
import type { ToWebviewMessage } from '../../../src/protocol/messages.ts';
import type { PanelState } from '../../../src/protocol/target.ts';
import { buildCall } from '../../builders/call.ts';
import { FakeHistory } from '../../builders/fakeHistory.ts';

/** A history whose counts come when they are let go. */
class SlowHistory extends FakeHistory {
	readonly counting: { readonly filter: CallFilter; readonly signal: AbortSignal | undefined }[] =
		[];
	readonly #waiting: (() => void)[] = [];

	override async total(filter: CallFilter, upTo: number, asked?: Asked): Promise<CallTotal> {
		this.counting.push({ filter, signal: asked?.signal });
		await new Promise<void>((resolve, reject) => {
			this.#waiting.push(resolve);
			asked?.signal?.addEventListener('abort', () => reject(asked.signal?.reason));
		});
		return super.total(filter, upTo);
	}

	async letGo(): Promise<void> {
		for (const resolve of this.#waiting.splice(0)) {
			resolve();
		}
		await vi.advanceTimersByTimeAsync(0);
	}
}

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

function start(calls = 100) {
	const history = new SlowHistory(Array.from({ length: calls }, () => buildCall()));
	const sent: ToWebviewMessage[] = [];
	const page = {
		isReady: true,
		state: { target: { kind: 'all' }, filter: { changesOnly: true, text: '' } } as PanelState,
	};
	const errors: unknown[] = [];
	const feed = new ListFeed({
		history,
		t: english,
		state: () => page.state,
		canGo: () => ({ back: false, forward: false }),
		isReady: () => page.isReady,
		send: (message) => sent.push(message),
		onError: (error) => errors.push(error),
	});
	const type = (text: string) => {
		page.state = { ...page.state, filter: { ...page.state.filter, text } };
		feed.replace();
		return vi.advanceTimersByTimeAsync(0);
	};
	const told = () =>
		sent.map((message) =>
			message.type === 'snapshot'
				? `rows ${message.snapshot.generation}`
				: message.type === 'facts'
					? `facts ${message.facts.generation}`
					: message.type,
		);
	return { history, feed, page, sent, errors, type, told };
}

describe('ListFeed', () => {
	it('sends rows before anything is counted, and the counts later', async () => {
		const { history, feed, told } = start();
		feed.refresh();
		await vi.advanceTimersByTimeAsync(0);
		expect(told()).toEqual(['rows 1']);
		expect(history.counting.length).toBeGreaterThan(0);
		await history.letGo();
		expect(told()).toEqual(['rows 1', 'facts 1']);
	});

	it('sends rows of the next keystroke while the last one is still counted', async () => {
		const { history, feed, type, told } = start();
		feed.refresh();
		await vi.advanceTimersByTimeAsync(0);
		await history.letGo();
		const before = history.counting.length;
		await type('a');
		await type('al');
		await type('ali');
		expect(told().slice(2)).toEqual(['rows 2', 'rows 3', 'rows 4']);
		const asked = history.counting.slice(before);
		expect(asked.map(({ filter }) => filter.text)).toEqual(['a', 'al', 'ali']);
		expect(asked.map(({ signal }) => signal?.aborted)).toEqual([true, true, false]);
		await history.letGo();
		expect(told().slice(5)).toEqual(['facts 4']);
	});

	it('counts nothing where the rows are all there is and the target is known', async () => {
		const { history, feed, type, sent } = start(3);
		feed.refresh();
		await vi.advanceTimersByTimeAsync(0);
		await history.letGo();
		const before = history.counting.length;
		await type('alice');
		expect(history.counting).toHaveLength(before);
		expect(sent.at(-1)).toMatchObject({ type: 'snapshot', snapshot: { facts: { generation: 2 } } });
	});

	it('has the rows before the page is there', async () => {
		const { history, feed, page, told } = start();
		page.isReady = false;
		feed.prepare();
		await vi.advanceTimersByTimeAsync(0);
		expect(told()).toEqual([]);
		const { length } = history.asked;
		page.isReady = true;
		feed.refresh();
		await vi.advanceTimersByTimeAsync(0);
		expect(told()).toEqual(['rows 1']);
		expect(history.asked.slice(length).filter((asked) => asked === 'calls')).toEqual([]);
	});

	it('does not send what the document of the page has already', async () => {
		const { history, feed, page, told } = start();
		page.isReady = false;
		feed.prepare();
		const embedding = feed.embed(50);
		await vi.advanceTimersByTimeAsync(0);
		expect((await embedding)?.calls).toHaveLength(60);
		page.isReady = true;
		feed.refresh();
		await vi.advanceTimersByTimeAsync(0);
		await history.letGo();
		expect(told()).toEqual(['facts 1']);
		feed.refresh();
		await vi.advanceTimersByTimeAsync(500);
		expect(told().slice(0, 2)).toEqual(['facts 1', 'rows 1']);
	});

	it.each([
		['history changed', (feed: ListFeed) => feed.changed()],
		['another list is shown', (feed: ListFeed) => feed.replace()],
		['VS Code dropped the page', (feed: ListFeed) => feed.unembed()],
	])('sends it after all where %s since', async (_, happens) => {
		const { feed, page, told } = start();
		page.isReady = false;
		feed.prepare();
		const embedding = feed.embed(50);
		await vi.advanceTimersByTimeAsync(0);
		expect(await embedding).toBeDefined();
		happens(feed);
		page.isReady = true;
		feed.refresh();
		await vi.advanceTimersByTimeAsync(0);
		expect(told()[0]).toMatch(/^rows/);
	});

	it('does not keep the page waiting for rows that come late', async () => {
		const { history, feed, page, told } = start();
		const { promise, resolve } = Promise.withResolvers<void>();
		const read = history.calls.bind(history);
		history.calls = (query) => promise.then(() => read(query));
		page.isReady = false;
		feed.prepare();
		const embedding = feed.embed(50);
		await vi.advanceTimersByTimeAsync(50);
		expect(await embedding).toBeUndefined();
		page.isReady = true;
		feed.refresh();
		resolve();
		await vi.advanceTimersByTimeAsync(0);
		expect(told()).toEqual(['rows 1']);
	});

	it('does not show rows from before a change', async () => {
		const { history, feed, page, sent } = start();
		page.isReady = false;
		feed.prepare();
		await vi.advanceTimersByTimeAsync(0);
		const late = buildCall({ eventTime: '2027-01-01T00:00:00Z' });
		history.stored = [...history.stored, late];
		feed.changed();
		page.isReady = true;
		feed.refresh();
		await vi.advanceTimersByTimeAsync(0);
		const [first] = sent;
		expect(first?.type === 'snapshot' && first.snapshot.calls[0]?.eventId).toBe(late.eventId);
	});

	it('counts again after a change, not more often than rows are told', async () => {
		const { history, feed, told } = start();
		feed.refresh();
		await vi.advanceTimersByTimeAsync(0);
		await history.letGo();
		for (let change = 0; change < 4; change++) {
			feed.changed();
			await vi.advanceTimersByTimeAsync(100);
			await history.letGo();
		}
		await vi.advanceTimersByTimeAsync(1000);
		await history.letGo();
		expect(told()).toEqual(['rows 1', 'facts 1', 'rows 1', 'facts 1']);
	});

	it('says what the store cannot do, and nothing of what was taken back', async () => {
		const { history, feed, errors, type, told } = start();
		feed.refresh();
		await vi.advanceTimersByTimeAsync(0);
		await type('a');
		await history.letGo();
		expect(errors).toEqual([]);
		history.failure = new Error('busy');
		await type('b');
		expect(errors).toEqual([history.failure]);
		expect(told().at(-1)).toBe('failed');
	});
});
