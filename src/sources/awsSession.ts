import { HistoryError } from '../model/errors.ts';
import type { ClientDeps } from './awsClient.ts';
import { createLookup } from './cloudTrailClient.ts';
import { Credentials } from './credentials.ts';
import { openHttp } from './httpOptions.ts';
import { findAccount } from './identity.ts';
import type { Lookup } from './lookup.ts';
import { checkedRegion } from './regionName.ts';
import {
	configuredEndpoint,
	profileRegion,
	readSharedConfig,
	type SharedConfig,
} from './sharedConfig.ts';

export interface SessionSettings {
	/** Empty: the default credential chain. */
	readonly profile: string;
	/** Empty: the profile's Region. */
	readonly regions: readonly string[];
	/** Of all services, in place of AWS's. */
	readonly endpointUrl?: string;
	readonly proxyUrl?: string;
}

export interface SessionDeps {
	readonly onServerTime: (time: number) => void;
	readonly log: (level: 'info' | 'warn', message: string) => void;
}

/** The part of AWS that a sync needs, as one profile sees it. */
export interface AwsSession {
	readonly regions: readonly string[];
	/** @throws HistoryError where there are no good credentials; asks for a code if one is needed. */
	connect(): Promise<void>;
	/** @returns undefined where it cannot be known but from records. */
	account(signal: AbortSignal): Promise<string | undefined>;
	lookup(region: string): Lookup;
	/** What a client of another service is made with; `service` as in `AWS_ENDPOINT_URL_<SERVICE>`. */
	client(service: string, region: string): ClientDeps;
	close(): void;
}

/** Opens sessions; credentials that took a code last until they expire. */
export class AwsSessions {
	readonly #mfaCode: ((serial: string) => Promise<string | undefined>) | undefined;
	readonly #withCode = new Map<string, Credentials>();

	constructor(mfaCode?: (serial: string) => Promise<string | undefined>) {
		this.#mfaCode = mfaCode;
	}

	/** Reads the shared AWS config; no network yet. */
	async open(settings: SessionSettings, deps: SessionDeps): Promise<AwsSession> {
		const { profile, endpointUrl } = settings;
		const config = await readSharedConfig();
		const region = profileRegion(config, profile);
		const regions = [...new Set(settings.regions.length > 0 ? settings.regions : [region])];
		const endpoint = (service: string) => {
			const url = endpointUrl || configuredEndpoint(config, profile, service);
			return url === undefined ? {} : { endpoint: checkedUrl(url) };
		};
		const http = openHttp(settings.proxyUrl);
		const credentials =
			this.#withCode.get(profile) ?? this.#newCredentials({ profile, config, http, region });
		const client: AwsSession['client'] = (service, name) => ({
			...endpoint(service),
			credentials,
			http,
			region: checkedRegion(name),
			onServerTime: deps.onServerTime,
		});
		return {
			regions,
			connect: async () => {
				await credentials.get();
				if (credentials.mfaUsed) {
					this.#withCode.set(profile, credentials);
				}
			},
			account: (signal) =>
				findAccount({ ...deps, ...endpoint('sts'), credentials, http, regions, signal }),
			lookup: (name) => createLookup(client('cloudtrail', name)),
			client,
			close: () => http.close(),
		};
	}

	#newCredentials(deps: {
		profile: string;
		config: SharedConfig;
		http: ReturnType<typeof openHttp>;
		region: string;
	}): Credentials {
		return new Credentials({ ...deps, ...(this.#mfaCode && { mfaCode: this.#mfaCode }) });
	}
}

function checkedUrl(text: string): string {
	const url = URL.parse(text);
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw new HistoryError('network', 'The endpoint is not an http or https URL.');
	}
	return text;
}
