import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { AwsError, throttling } from './awsError.ts';
import { answerControl, type ControlledServer } from './control.ts';
import { EventIndex } from './eventIndex.ts';
import { type Fault, Faults, type FaultTarget } from './faults.ts';
import { lookupEvents } from './lookupEvents.ts';
import { type LoggedRequest, maxRequestsPerSecond } from './requestLog.ts';
import { demoAccounts, KeyRing, stsError } from './securityTokens.ts';
import { type Credential, readCredential } from './signature.ts';
import { SlidingWindow } from './slidingWindow.ts';

export interface AwsServerOptions {
	/** CloudTrail records, of any account and Region. */
	readonly records?: Iterable<object>;
	/** Access key id -> account id; `demoAccounts` if not given. */
	readonly accounts?: Readonly<Record<string, string>>;
	/** Access keys that are refused as expired. */
	readonly expiredKeys?: readonly string[];
	/** Regions where cloudtrail:LookupEvents is denied. */
	readonly deniedRegions?: readonly string[];
	/** Regions that the accounts have not enabled. */
	readonly disabledRegions?: readonly string[];
	/** Per account and Region; 2 if not given, as with AWS. */
	readonly requestsPerSecond?: number;
	/** How long after its time a record can be seen, ms; 0 if not given. */
	readonly deliveryDelay?: number | ((record: object) => number);
	/** Clock of Event history (what is visible, the 90 days), ms since 1970. */
	readonly now?: () => number;
	/** How far the server's clock is from the client's, ms; for dates and signatures. */
	readonly clockSkew?: number;
	/** How long each answer takes, ms. */
	readonly latency?: number;
	/** A free one if not given. */
	readonly port?: number;
	/** Other services and operations, by the target's prefix: `Logs_20140328`, `AmazonAthena`. */
	readonly services?: Readonly<Record<string, ServiceHandler>>;
	/** Takes what is signed for S3. */
	readonly s3?: (request: IncomingMessage, response: ServerResponse) => void;
	/** Puts records into archives: each takes all of them, in place of what it had. */
	readonly archives?: readonly ((records: readonly object[]) => Promise<void>)[];
}

/** One request to a service, signed and by a known account. */
export interface ServiceRequest {
	readonly action: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly accountId: string;
	readonly region: string;
	/** The service that the signature is for, such as `logs`. */
	readonly signedFor: string;
	/** ms since 1970. */
	readonly now: number;
	/** Aborted when the client is gone. */
	readonly closed: AbortSignal;
}

/** Answers with the body of the answer. @throws AwsError */
export type ServiceHandler = (request: ServiceRequest) => object | Promise<object>;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Reply {
	readonly status: number;
	readonly type: string;
	readonly body: string;
	readonly error?: string;
}

/** All the state behind one server. */
export class AwsWorld {
	readonly #options: AwsServerOptions;
	readonly #index = new EventIndex();
	readonly #keys: KeyRing;
	readonly #faults = new Faults();
	readonly #windows = new Map<string, SlidingWindow>();
	#log: Mutable<LoggedRequest>[] = [];

	constructor(options: AwsServerOptions) {
		this.#options = options;
		this.#keys = new KeyRing(options.accounts ?? demoAccounts, options.expiredKeys ?? []);
		this.#add(options.records ?? []);
	}

	get controls(): ControlledServer {
		return {
			requests: () => this.#log,
			maxRequestsPerSecond: (action?: string) => maxRequestsPerSecond(this.#log, action),
			clearLog: () => {
				this.#log = [];
			},
			setRecords: (records: Iterable<object>) => {
				this.#index.clear();
				this.#add(records);
			},
			addRecords: (records: Iterable<object>) => this.#add(records),
			setLogs: async (records: readonly object[]) => {
				await Promise.all(this.#options.archives?.map((put) => put(records)) ?? []);
			},
			inject: (fault: Fault, target?: FaultTarget) => this.#faults.inject(fault, target),
			clearFaults: () => this.#faults.clear(),
			setExpired: (key: string, expired: boolean) => this.#keys.setExpired(key, expired),
		};
	}

	#add(records: Iterable<object>): void {
		const delay = this.#options.deliveryDelay ?? 0;
		this.#index.add(records, typeof delay === 'number' ? () => delay : delay);
	}

	async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		// Taken before the body is read: that is when AWS counts it.
		const time = performance.timeOrigin + performance.now();
		const body = await readBody(request);
		if (request.url?.startsWith('/__control')) {
			return answerControl(this.controls, request, body, response);
		}
		const target = String(request.headers['x-amz-target'] ?? '');
		const json = target !== '';
		const form = new URLSearchParams(json ? '' : body);
		const entry: Mutable<LoggedRequest> = {
			time,
			action: (json ? target.split('.').at(-1) : form.get('Action')) ?? '',
			parameters: Object.fromEntries(form),
			outcome: 'pending',
		};
		this.#log.push(entry);
		let reply: Reply;
		try {
			reply = await this.#reply(request, entry, { json, body, form }, response);
			entry.outcome = 'ok';
		} catch (error) {
			if (!(error instanceof AwsError)) {
				throw error;
			}
			entry.outcome = error.code;
			reply = json ? jsonError(error) : xmlError(error);
		}
		if (!response.destroyed) {
			this.#send(response, reply);
		}
	}

	async #reply(
		request: IncomingMessage,
		entry: Mutable<LoggedRequest>,
		{ json, body, form }: { json: boolean; body: string; form: URLSearchParams },
		response: ServerResponse,
	): Promise<Reply> {
		const clock = Date.now() + (this.#options.clockSkew ?? 0);
		const credential = readCredential(request.headers, clock);
		entry.region = credential.region;
		if (json) {
			entry.parameters = parseBody(body);
		}
		const { accountId, arn } = this.#keys.identify(credential);
		entry.accountId = accountId;
		if (this.#options.disabledRegions?.includes(credential.region)) {
			throw new AwsError(
				'UnrecognizedClientException',
				'The security token included in the request is invalid.',
			);
		}
		const fault = this.#faults.take(entry);
		if (fault?.kind === 'throttle') {
			throw throttling();
		}
		const prefix =
			String(request.headers['x-amz-target'] ?? '')
				.split('.')
				.at(-2) ?? '';
		const service = entry.action === 'LookupEvents' ? undefined : this.#options.services?.[prefix];
		if (json && !service) {
			this.#admit(entry, credential, arn);
		}
		await this.#meet(fault, response);
		if (fault?.kind === 'malformed') {
			return { status: 200, type: jsonType, body: '{"Events":[{"EventId":"' };
		}
		await wait(this.#options.latency ?? 0);
		if (!json) {
			return { status: 200, type: 'text/xml', body: this.#keys.answer(form, credential) };
		}
		const place = { accountId, region: credential.region };
		const now = this.#options.now?.() ?? Date.now();
		if (service) {
			const { action, parameters } = entry;
			const signedFor = credential.service;
			const gone = new AbortController();
			response.once('close', () => gone.abort());
			const closed = gone.signal;
			const answer = await service({ ...place, action, parameters, signedFor, now, closed });
			const type = String(request.headers['content-type'] ?? jsonType);
			return { status: 200, type, body: JSON.stringify(answer) };
		}
		const answer = lookupEvents(this.#index, place, entry.parameters, now);
		entry.events = answer.Events.length;
		return { status: 200, type: jsonType, body: JSON.stringify(answer) };
	}

	/** Refuses what CloudTrail refuses before it looks at the parameters. */
	#admit({ action, time, accountId }: LoggedRequest, credential: Credential, arn: string): void {
		const { region, service } = credential;
		if (action !== 'LookupEvents') {
			throw new AwsError('UnknownOperationException', '');
		}
		if (service !== 'cloudtrail') {
			throw new AwsError(
				'InvalidSignatureException',
				"Credential should be scoped to correct service: 'cloudtrail'.",
				403,
			);
		}
		if (this.#options.deniedRegions?.includes(region)) {
			throw new AwsError(
				'AccessDeniedException',
				`User: ${arn} is not authorized to perform: cloudtrail:LookupEvents because no identity-based policy allows the cloudtrail:LookupEvents action`,
			);
		}
		const place = `${accountId}/${region}`;
		let window = this.#windows.get(place);
		if (!window) {
			window = new SlidingWindow(this.#options.requestsPerSecond ?? 2);
			this.#windows.set(place, window);
		}
		if (!window.take(time)) {
			throw throttling();
		}
	}

	async #meet(fault: Fault | undefined, response: ServerResponse): Promise<void> {
		switch (fault?.kind) {
			case 'error':
				throw new AwsError(
					fault.code ?? 'InternalFailure',
					'An internal error occurred.',
					fault.status ?? 500,
				);
			case 'cut':
				response.writeHead(200, { 'content-type': jsonType, 'content-length': 1000 });
				response.write('{"Events":[');
				await wait(5);
				response.destroy();
				throw new AwsError('cut', '');
			case 'hang':
				await new Promise((resolve) => response.once('close', resolve));
				throw new AwsError('hang', '');
			case 'slow':
				await wait(fault.ms);
		}
	}

	#send(response: ServerResponse, { status, type, body, error }: Reply): void {
		response.writeHead(status, {
			date: new Date(Date.now() + (this.#options.clockSkew ?? 0)).toUTCString(),
			'content-type': type,
			'x-amzn-requestid': crypto.randomUUID(),
			...(error && { 'x-amzn-errortype': error }),
		});
		response.end(body);
	}
}

const jsonType = 'application/x-amz-json-1.1';

function jsonError({ code, message, status }: AwsError): Reply {
	const body = JSON.stringify({ __type: code, message });
	return { status, type: jsonType, body, error: code };
}

function xmlError(error: AwsError): Reply {
	const status = error.status === 400 ? 403 : error.status;
	return { status, type: 'text/xml', body: stsError(error) };
}

function parseBody(body: string): Record<string, unknown> {
	try {
		const parsed: unknown = JSON.parse(body);
		if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
			return { ...parsed };
		}
	} catch {
		// Answered below, as any other body that is no object.
	}
	throw new AwsError('SerializationException', 'The body is no JSON object.');
}

async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) {
		chunks.push(chunk as Buffer);
	}
	return Buffer.concat(chunks).toString('utf8');
}
