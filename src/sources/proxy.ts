import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { HistoryError } from '../model/errors.ts';

/**
 * The proxy that an HTTPS request goes through.
 * @param setting wins over the environment.
 * @returns undefined for a direct connection.
 */
export function proxyFor(
	host: string,
	setting: string | undefined,
	env: NodeJS.ProcessEnv = process.env,
): URL | undefined {
	const text = setting || env.HTTPS_PROXY || env.https_proxy || env.ALL_PROXY || env.all_proxy;
	if (!text || isExcepted(host, env.NO_PROXY ?? env.no_proxy ?? '')) {
		return undefined;
	}
	const url = URL.parse(text.includes('://') ? text : `http://${text}`);
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw new HistoryError('network', 'The proxy setting is not an http or https URL.');
	}
	return url;
}

function isExcepted(host: string, exceptions: string): boolean {
	return exceptions
		.split(/[\s,]+/)
		.map((one) => one.replace(/:\d+$/, '').replace(/^\*?\./, ''))
		.some((one) => one === '*' || (one !== '' && (host === one || host.endsWith(`.${one}`))));
}

type ConnectionDone = (error: Error | null, stream: Duplex) => void;

export interface TunnelOptions extends https.AgentOptions {
	/** @returns undefined for a direct connection. */
	readonly proxyOf: (host: string) => URL | undefined;
	/** Whom to trust; asked for with the first connection. */
	readonly trust?: () => SecureContext;
}

/** HTTPS connections, through proxies with CONNECT where there are any. */
export class TunnelAgent extends https.Agent {
	readonly #proxyOf: (host: string) => URL | undefined;
	readonly #trust: (() => SecureContext) | undefined;

	constructor({ proxyOf, trust, ...options }: TunnelOptions) {
		super(options);
		this.#proxyOf = proxyOf;
		this.#trust = trust;
	}

	override createConnection(
		options: https.RequestOptions,
		done: ConnectionDone,
	): Duplex | null | undefined {
		const host = options.host ?? 'localhost';
		const proxy = this.#proxyOf(host);
		const trust = this.#trust && { secureContext: this.#trust() };
		if (!proxy) {
			return super.createConnection({ ...options, ...trust }, done);
		}
		const target = `${host}:${options.port ?? 443}`;
		const fail = done as (error: Error) => void;
		const connect = (proxy.protocol === 'https:' ? https : http).request({
			host: proxy.hostname,
			port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
			method: 'CONNECT',
			path: target,
			headers: { host: target, ...authorization(proxy) },
			agent: false,
			timeout: 15_000,
			...trust,
		});
		connect.once('connect', ({ statusCode }, socket) => {
			if (statusCode === 200) {
				done(
					null,
					super.createConnection({ ...options, ...trust, socket } as typeof options) as Duplex,
				);
			} else {
				socket.destroy();
				fail(new HistoryError('network', `The proxy refused the connection (${statusCode}).`));
			}
		});
		connect.once('timeout', () =>
			connect.destroy(new HistoryError('timeout', 'The proxy did not answer in time.')),
		);
		connect.once('error', (error) =>
			fail(
				error instanceof HistoryError
					? error
					: new HistoryError('network', 'The proxy cannot be reached.', { cause: error }),
			),
		);
		connect.end();
		return undefined;
	}
}

function authorization({ username, password }: URL): Record<string, string> {
	if (username === '') {
		return {};
	}
	const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
