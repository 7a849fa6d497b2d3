import { HistoryError, type HistoryErrorDetails } from '../model/errors.ts';
import { toHistoryError } from './awsErrors.ts';
import type { HttpOptions } from './httpOptions.ts';
import { defaultProfile, type SharedConfig, signInOf } from './sharedConfig.ts';

/** As the SDK's providers give them. */
export interface AwsKeys {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly sessionToken?: string;
	readonly expiration?: Date;
	/** Given where the provider knows it. */
	readonly accountId?: string;
}

export interface CredentialDeps {
	/** Empty: the default chain of the AWS tools. */
	readonly profile: string;
	readonly config: SharedConfig;
	/** For the requests that some providers make. */
	readonly http: HttpOptions;
	/** Region of those requests where the profile has none. */
	readonly region: string;
	/** @returns undefined where the user gave none. */
	readonly mfaCode?: (serial: string) => Promise<string | undefined>;
}

/** Credentials of one profile, fetched when first asked for and again before they expire. */
export class Credentials {
	readonly #deps: CredentialDeps;
	#keys: AwsKeys | undefined;
	#pending: Promise<AwsKeys> | undefined;
	#renewed: Promise<boolean> = Promise.resolve(false);
	/** How often they were renewed. */
	version = 0;
	/** How an expired session is renewed, and whose. */
	readonly signIn: HistoryErrorDetails;
	/** Did the user type a code to get these? */
	mfaUsed = false;

	constructor(deps: CredentialDeps) {
		this.#deps = deps;
		this.signIn = signInOf(deps.config, deps.profile);
	}

	/** @throws HistoryError `no-credentials`, `wrong-profile`, `expired-session` or `mfa-needed`. */
	get(): Promise<AwsKeys> {
		if (this.#keys && !expiresSoon(this.#keys)) {
			return Promise.resolve(this.#keys);
		}
		// whoever else waits gets the same: one question for a code, not one a Region
		this.#pending ??= this.#fetch()
			.then((keys) => {
				this.#keys = keys;
				return keys;
			})
			.finally(() => {
				this.#pending = undefined;
			});
		return this.#pending;
	}

	/**
	 * AWS says that the ones in use have expired.
	 * @param used `version` when they were used: of many requests under way only one renews.
	 * @returns whether there are others now.
	 */
	async renew(used: number): Promise<boolean> {
		if (used === this.version) {
			const before = this.#keys?.accessKeyId;
			this.version++;
			this.#keys = undefined;
			this.#renewed = this.get().then((keys) => keys.accessKeyId !== before);
		}
		return this.#renewed;
	}

	async #fetch(): Promise<AwsKeys> {
		const { profile, config } = this.#deps;
		const wanted = profile === '' ? process.env.AWS_PROFILE : profile;
		if (wanted && !config.profiles.has(wanted)) {
			throw new HistoryError('wrong-profile', `There is no AWS profile "${wanted}".`, {
				details: { profile: wanted },
			});
		}
		try {
			return await (await this.#provider())();
		} catch (error) {
			throw this.#explain(error);
		}
	}

	async #provider(): Promise<() => Promise<AwsKeys>> {
		const { profile, http, region } = this.#deps;
		const { fromIni, fromNodeProviderChain } = await import('./aws/credentials.ts');
		const init = {
			ignoreCache: true,
			clientConfig: { requestHandler: http, region },
			mfaCodeProvider: (serial: string) => this.#askCode(serial),
		};
		return profile === '' ? fromNodeProviderChain(init) : fromIni({ ...init, profile });
	}

	async #askCode(serial: string): Promise<string> {
		const code = await this.#deps.mfaCode?.(serial);
		if (code === undefined || code === '') {
			throw new HistoryError('mfa-needed', `The profile needs an MFA code of ${serial}.`);
		}
		this.mfaUsed = true;
		return code;
	}

	#explain(error: unknown): HistoryError {
		const profile = this.#deps.profile || defaultProfile();
		const message = error instanceof Error ? error.message : '';
		const fail = (code: HistoryError['code'], text: string, details: HistoryErrorDetails = {}) =>
			new HistoryError(code, text, { cause: error, details: { profile, ...details } });
		if (error instanceof HistoryError) {
			return fail(error.code, error.message, error.details);
		}
		if (/sso/i.test(message) && /expired|invalid|not found|sso login/i.test(message)) {
			return fail('expired-session', 'The sign-in of IAM Identity Center has expired.', {
				...this.signIn,
				signIn: 'sso',
			});
		}
		if (/aws login|re-?authenticate|load token from/i.test(message)) {
			return fail('expired-session', 'The sign-in of "aws login" has expired.', {
				...this.signIn,
				signIn: 'login',
			});
		}
		if (/multi-?factor|MFA/i.test(message)) {
			return fail('mfa-needed', 'AWS did not take the MFA code.');
		}
		const missing = /using profile: \[([^\]]*)\]/.exec(message)?.[1];
		if (missing !== undefined && !this.#deps.config.profiles.has(missing)) {
			return fail('wrong-profile', `There is no AWS profile "${missing}", which another uses.`);
		}
		if (/cycle/i.test(message)) {
			return fail('wrong-profile', 'The source profiles of the AWS profile go in a circle.');
		}
		if (error instanceof Error && error.name === 'CredentialsProviderError') {
			return fail('no-credentials', `No AWS credentials were found for profile "${profile}".`);
		}
		// a request of the provider failed: to assume a role, to sign in
		return toHistoryError(error, { profile, action: 'sts:AssumeRole' });
	}
}

function expiresSoon({ expiration }: AwsKeys): boolean {
	return expiration !== undefined && expiration.getTime() - Date.now() < 5 * 60_000;
}
