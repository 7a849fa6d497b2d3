import { readFileSync } from 'node:fs';
import http from 'node:http';
import type https from 'node:https';
import tls from 'node:tls';
import { proxyFor, TunnelAgent } from './proxy.ts';

/** What the AWS clients make their HTTP handler of. */
export interface HttpOptions {
	readonly httpAgent: http.Agent;
	readonly httpsAgent: https.Agent;
	readonly connectionTimeout: number;
	readonly requestTimeout: number;
	readonly throwOnRequestTimeout: boolean;
	readonly socketTimeout: number;
}

/** Answers after 35 s were seen. */
const requestTimeout = 60_000;
const connectionTimeout = 15_000;
const most = 32;

/** Connections shared by all clients of a sync; `close` ends them. */
export function openHttp(proxyUrl: string | undefined): HttpOptions & { close(): void } {
	const options = { keepAlive: true, maxSockets: most };
	const httpAgent = new http.Agent(options);
	const httpsAgent = new TunnelAgent({
		...options,
		proxyOf: (host) => proxyFor(host, proxyUrl),
		trust: trusted,
	});
	return {
		httpAgent,
		httpsAgent,
		connectionTimeout,
		requestTimeout,
		throwOnRequestTimeout: true,
		socketTimeout: requestTimeout,
		close: () => {
			httpAgent.destroy();
			httpsAgent.destroy();
		},
	};
}

const contexts = new Map<string, tls.SecureContext>();

/** Node's own certificates, the system's (companies' proxies are there) and `AWS_CA_BUNDLE`. */
function trusted(): tls.SecureContext {
	const bundle = process.env.AWS_CA_BUNDLE ?? '';
	const known = contexts.get(bundle);
	if (known) {
		return known;
	}
	const certificates = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')];
	// made once: reading hundreds of certificates takes longer than a connection
	const context = tls.createSecureContext({
		ca: [...new Set(certificates), ...(bundle === '' ? [] : [readBundle(bundle)])],
	});
	contexts.set(bundle, context);
	return context;
}

function readBundle(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		// the connection then fails with the certificate's own error, which says more
		return '';
	}
}
