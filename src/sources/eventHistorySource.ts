import { type EventHistoryPage, type EventHistoryRequest, Reading } from './reading.ts';

/**
 * Reads Event history of one account and Region, page by page as answers come. Every change first,
 * by operation name, where the full sweep would take long; then everything. Chains of pages run
 * side by side, so that each slot of the pacer is used however slow the answers are.
 * @throws HistoryError; what was yielded before stays true.
 */
export async function* readEventHistory(
	request: EventHistoryRequest,
): AsyncGenerator<EventHistoryPage> {
	const work = new AbortController();
	const signal = AbortSignal.any([request.signal, work.signal]);
	const reading = new Reading(request, signal);
	const onAbort = () => reading.inbox.push({ kind: 'aborted' });
	request.signal.addEventListener('abort', onAbort, { once: true });
	try {
		if (request.signal.aborted) {
			onAbort();
		}
		while (!reading.done) {
			reading.seekSlot();
			const page = reading.handle(await reading.inbox.next());
			if (page) {
				yield page;
			}
		}
	} finally {
		request.signal.removeEventListener('abort', onAbort);
		work.abort();
	}
}
