import { HistoryError, type HistoryErrorDetails } from '../model/errors.ts';
import { toHistoryError } from './awsErrors.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Credentials } from './credentials.ts';
import type { HttpOptions } from './httpOptions.ts';
import { backOff, nextStep } from './retry.ts';

/** What a client of the AWS SDK is made with. */
export interface ClientConfig {
	readonly region: string;
	readonly credentials: Credentials['get'];
	readonly requestHandler: HttpOptions;
	readonly maxAttempts: number;
	readonly customUserAgent: string;
	readonly endpoint?: string;
	/** For `watchServerTime`, where what is read depends on what time it is. */
	readonly onServerTime?: (time: number) => void;
}

/** What of a profile a client is made with. */
export interface ClientDeps {
	readonly region: string;
	readonly credentials: Credentials;
	readonly http: HttpOptions;
	readonly endpoint?: string;
	/** Told with AWS's time, ms since 1970, of answers of clients that watch it. */
	readonly onServerTime?: (time: number) => void;
}

export interface SendOptions {
	/** The IAM action that the request needs, such as `s3:GetObject`. */
	readonly action: string;
	readonly signal: AbortSignal;
	/** A whole answer, its body included, ms; 90 s if not given, no bound where it is Infinity. */
	readonly longest?: number;
}

export function clientConfig(deps: ClientDeps): ClientConfig {
	const { region, credentials, http, endpoint, onServerTime } = deps;
	return {
		region,
		credentials: () => credentials.get(),
		requestHandler: http,
		// retries are this extension's own
		maxAttempts: 1,
		customUserAgent: 'image-builder-history',
		...(endpoint !== undefined && { endpoint }),
		...(onServerTime && { onServerTime }),
	};
}

/**
 * A client of the AWS SDK that is made when first needed, and anew once the session was renewed.
 * Its errors are HistoryErrors that name the action and the Region.
 */
export class AwsClient<Client> {
	readonly #deps: ClientDeps;
	readonly #open: (config: ClientConfig) => Promise<Client>;
	#client: Promise<Client> | undefined;
	#version: number;
	readonly #clock: Clock;

	constructor(
		deps: ClientDeps,
		open: (config: ClientConfig) => Promise<Client>,
		clock: Clock = systemClock,
	) {
		this.#deps = deps;
		this.#open = open;
		this.#version = deps.credentials.version;
		this.#clock = clock;
	}

	/** Makes the client now, as it will be needed soon. */
	open(): void {
		this.#client = this.#open(clientConfig(this.#deps));
		// the first request has the same error
		this.#client.catch(() => undefined);
	}

	/** Sends once; a session that expired meanwhile is renewed first, once. */
	async sendOnce<T>(
		work: (client: Client, signal: AbortSignal) => Promise<T>,
		options: SendOptions,
	): Promise<T> {
		const { credentials } = this.#deps;
		const { version } = credentials;
		try {
			return await this.#ask(work, options);
		} catch (error) {
			const expired =
				error instanceof HistoryError &&
				error.code === 'expired-session' &&
				error.details.awsCode !== undefined;
			if (!expired || !(await credentials.renew(version))) {
				throw error;
			}
			return this.#ask(work, options);
		}
	}

	/** Sends, and again a few times where the failure may pass: throttling, faults, the network. */
	async send<T>(
		work: (client: Client, signal: AbortSignal) => Promise<T>,
		options: SendOptions,
	): Promise<T> {
		let throttles = 0;
		for (let failures = 0; ; ) {
			try {
				return await this.sendOnce(work, options);
			} catch (error) {
				options.signal.throwIfAborted();
				// waiting for a turn says nothing about the network
				failures += error instanceof HistoryError && error.code === 'throttled' ? 0 : 1;
				const step = nextStep(error, { failures, patient: false, throttled: () => ++throttles });
				if (step.kind !== 'again') {
					throw error;
				}
				const wait = Math.max(step.waitMs, throttles > 0 ? backOff(throttles, 500, 20_000) : 0);
				await this.#clock.sleep(wait, options.signal);
			}
		}
	}

	async #ask<T>(
		work: (client: Client, signal: AbortSignal) => Promise<T>,
		{ action, signal, longest = 90_000 }: SendOptions,
	): Promise<T> {
		const { region, credentials } = this.#deps;
		const timeout = longest === Infinity ? undefined : AbortSignal.timeout(longest);
		const details: HistoryErrorDetails = { region, action };
		try {
			if (this.#version !== credentials.version) {
				this.#version = credentials.version;
				this.#client = undefined;
			}
			this.#client ??= this.#open(clientConfig(this.#deps));
			const under = timeout ? AbortSignal.any([signal, timeout]) : signal;
			return await work(await this.#client, under);
		} catch (error) {
			if (timeout?.aborted && !signal.aborted) {
				throw new HistoryError('timeout', 'AWS did not answer in time.', { details });
			}
			const known = toHistoryError(error, details);
			throw known.code === 'expired-session'
				? toHistoryError(known, { ...details, ...credentials.signIn })
				: known;
		}
	}
}
