import { describe, expect, it, onTestFinished } from 'vitest';
import { StoreThreads } from '../../../src/engine/storeThreads.ts';
import { CallStore } from '../../../src/store/callStore.ts';
import { buildCalls } from '../store/buildCalls.ts';
import { scope, temporaryFolder } from '../store/testStore.ts';

const source = (path: string) => new URL(`../../../src/${path}`, import.meta.url);
const quiet = () => undefined;

function start() {
	const folder = temporaryFolder();
	const store = CallStore.open({ folder });
	store.save({ calls: buildCalls({ count: 120 }), source: 'logs' });
	store.close();
	const threads = new StoreThreads(
		{
			engine: source('engine/engineWorker.ts'),
			reader: source('engine/readerWorker.ts'),
			log: source('sources/logWorker.ts'),
		},
		{ folder, fileName: 'history.db', holder: 'window' },
		{
			onProgress: quiet,
			onIdentity: quiet,
			onImportProgress: quiet,
			onFetchProgress: quiet,
			onLiveTrouble: quiet,
			onSaved: quiet,
			onRecovered: quiet,
			mfaCode: async () => undefined,
			log: quiet,
		},
	);
	onTestFinished(() => threads.close());
	return threads;
}

describe('StoreThreads', () => {
	it('answers rows and counts from two threads, alike', async () => {
		const { reader, counter } = start();
		const [page, total, span] = await Promise.all([
			reader.calls({ limit: 200 }, scope),
			counter.total({}, 1000, scope),
			counter.span({}, scope),
		]);
		expect(page.calls).toHaveLength(120);
		expect(total).toEqual({ calls: 120, more: false });
		expect(span).toEqual({
			first: page.calls.at(-1)?.eventTime,
			last: page.calls[0]?.eventTime,
		});
	});

	it('does not answer what was taken back while it waited', async () => {
		const { tickets, reader, counter } = start();
		const given: number[] = [];
		const controller = new AbortController();
		const asked = [reader, counter].map((thread) =>
			tickets.ask(controller.signal, async (ticket) => {
				given.push(ticket ?? -1);
				controller.abort();
				return thread.calls({ limit: 5 }, scope, ticket);
			}),
		);
		const cancelled = expect.objectContaining({ code: 'cancelled' });
		await Promise.all(asked.map((each) => expect(each).rejects.toEqual(cancelled)));
		// asked once more with the same ticket, the thread itself says no
		const [ticket] = given;
		await expect(reader.calls({ limit: 5 }, scope, ticket)).rejects.toEqual(cancelled);
		await expect(counter.total({}, 5, scope, ticket)).rejects.toEqual(cancelled);
		expect((await reader.calls({ limit: 5 }, scope)).calls).toHaveLength(5);
	});
});
