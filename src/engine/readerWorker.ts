import { parentPort, workerData } from 'node:worker_threads';
import { cutGaps } from '../model/cutGaps.ts';
import { joinGaps } from '../model/joinGaps.ts';
import { CallStore } from '../store/callStore.ts';
import type { ReaderFunctions, ReaderHost, WorkerInput } from './protocol.ts';
import { openRpc, type Remote } from './rpc.ts';
import { readTickets, takenBackError } from './tickets.ts';

/** Entry of a reader thread: a connection of its own, so that queries never wait for a sync. */
function serveReader(port: NonNullable<typeof parentPort>, input: WorkerInput): void {
	let store: CallStore | undefined;
	// opened by the first question, so that its failure is that question's error
	const opened = (): CallStore => {
		store ??= CallStore.open({
			folder: input.folder,
			fileName: input.fileName,
			onRecovered: (recovered) => void host.onRecovered.asEvent(recovered),
		});
		return store;
	};
	const isTakenBack = readTickets(input.tickets);
	const wanted = (ticket: number | undefined): CallStore => {
		if (isTakenBack(ticket)) {
			throw takenBackError();
		}
		return opened();
	};
	const host: Remote<ReaderHost, ReaderFunctions> = openRpc<ReaderHost, ReaderFunctions>(port, {
		calls: (query, scope, ticket) => wanted(ticket).calls(query, scope),
		count: (filter, scope) => opened().count(filter, scope),
		total: (filter, upTo, scope, ticket) =>
			wanted(ticket).total(filter, upTo, scope, () => isTakenBack(ticket)),
		span: (filter, scope, ticket) => wanted(ticket).span(filter, scope),
		resources: (query, scope) => opened().resources(query, scope),
		timeline: (filter, bins, scope, ticket) =>
			wanted(ticket).timeline(filter, bins, scope, () => isTakenBack(ticket)),
		groups: (by, filter, scope) => opened().groups(by, filter, scope),
		call: (eventId) => opened().call(eventId),
		record: (eventId) => opened().record(eventId),
		coverage: (scope) => cutGaps(opened().coverage(scope), opened().gaps(scope)),
		gaps: (scope) => joinGaps(opened().gaps(scope)),
		meta: (key) => opened().meta(key),
		dataVersion: () => opened().dataVersion(),
		close: () => {
			store?.close();
			port.close();
		},
	});
}

if (parentPort) {
	serveReader(parentPort, workerData as WorkerInput);
}
