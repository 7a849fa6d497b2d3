import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, FaultTarget } from './faults.ts';
import type { LoggedRequest } from './requestLog.ts';

/** What tests ask of a server and do to it, in the same process or over `/__control`. */
export interface ControlledServer {
	/** All requests since the start or `clearLog`, in order of arrival. */
	requests(): readonly LoggedRequest[];
	/** The most requests of any account and Region within a second, refused ones included. */
	maxRequestsPerSecond(action?: string): number;
	clearLog(): void;
	setRecords(records: Iterable<object>): void;
	addRecords(records: Iterable<object>): void;
	/** What all archives hold: log groups, tables, buckets. */
	setLogs(records: readonly object[]): Promise<void>;
	inject(fault: Fault, target?: FaultTarget): void;
	clearFaults(): void;
	setExpired(accessKeyId: string, expired: boolean): void;
}

/** Body of `POST /__control`. */
export type ControlOrder =
	| { readonly addRecords: readonly object[] }
	| { readonly setRecords: readonly object[] }
	| { readonly setLogs: readonly object[] }
	| { readonly inject: Fault; readonly target?: FaultTarget }
	| { readonly clearFaults: true }
	| { readonly clearLog: true }
	| { readonly setExpired: string; readonly expired: boolean };

/** Answer of `GET /__control`. */
export interface ControlState {
	readonly requests: readonly LoggedRequest[];
	readonly maxRequestsPerSecond: number;
}

/** Answers `/__control` of a server that runs in a process of its own. */
export async function answerControl(
	server: ControlledServer,
	request: IncomingMessage,
	body: string,
	response: ServerResponse,
): Promise<void> {
	let status = 200;
	if (request.method === 'POST') {
		try {
			await obey(server, JSON.parse(body) as ControlOrder);
		} catch {
			status = 400;
		}
	}
	const state: ControlState = {
		requests: server.requests(),
		maxRequestsPerSecond: server.maxRequestsPerSecond(),
	};
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(state));
}

async function obey(server: ControlledServer, order: ControlOrder): Promise<void> {
	if ('addRecords' in order) {
		server.addRecords(order.addRecords);
	} else if ('setRecords' in order) {
		server.setRecords(order.setRecords);
	} else if ('setLogs' in order) {
		await server.setLogs(order.setLogs);
	} else if ('inject' in order) {
		server.inject(order.inject, order.target);
	} else if ('clearFaults' in order) {
		server.clearFaults();
	} else if ('clearLog' in order) {
		server.clearLog();
	} else if ('setExpired' in order) {
		server.setExpired(order.setExpired, order.expired);
	} else {
		throw new TypeError('unknown order');
	}
}
