import { randomBytes } from 'node:crypto';
import { AwsError } from './awsError.ts';
import type { Credential } from './signature.ts';

/** Made-up keys that work when no others are given. */
export const demoAccounts: Readonly<Record<string, string>> = {
	AKIAIOSFODNN7EXAMPLE: '111122223333',
	AKIAI44QH8DHBEXAMPLE: '444455556666',
};

interface Temporary {
	readonly accountId: string;
	readonly arn: string;
	readonly token: string;
}

/** Which access key belongs to which account; hands out keys for assumed roles. */
export class KeyRing {
	readonly #accounts: Map<string, string>;
	readonly #expired: Set<string>;
	readonly #temporary = new Map<string, Temporary>();

	constructor(accounts: Readonly<Record<string, string>>, expired: readonly string[]) {
		this.#accounts = new Map(Object.entries(accounts));
		this.#expired = new Set(expired);
	}

	/** From now on the key is refused as expired; or good again. */
	setExpired(accessKeyId: string, expired: boolean): void {
		if (expired) {
			this.#expired.add(accessKeyId);
		} else {
			this.#expired.delete(accessKeyId);
		}
	}

	/** @throws AwsError for expired and unknown keys, and for a session key without its token. */
	identify({ accessKeyId, sessionToken }: Credential): { accountId: string; arn: string } {
		if (this.#expired.has(accessKeyId)) {
			throw new AwsError(
				'ExpiredTokenException',
				'The security token included in the request is expired',
			);
		}
		const temporary = this.#temporary.get(accessKeyId);
		if (temporary) {
			if (temporary.token === sessionToken) {
				return temporary;
			}
			throw unrecognized();
		}
		const accountId = this.#accounts.get(accessKeyId);
		if (accountId === undefined || (accessKeyId.startsWith('ASIA') && sessionToken === undefined)) {
			throw unrecognized();
		}
		return { accountId, arn: `arn:aws:iam::${accountId}:user/demo` };
	}

	/** STS answers with XML. */
	answer(form: URLSearchParams, credential: Credential): string {
		const action = form.get('Action');
		switch (action) {
			case 'GetCallerIdentity': {
				const { accountId, arn } = this.identify(credential);
				return stsAnswer(
					action,
					`<Arn>${arn}</Arn><UserId>AIDAEXAMPLEUSERID0001</UserId><Account>${accountId}</Account>`,
				);
			}
			case 'AssumeRole':
				this.identify(credential);
				return stsAnswer(action, this.#assumeRole(form));
			default:
				throw new AwsError('InvalidAction', `Could not find operation ${String(action)}`);
		}
	}

	#assumeRole(form: URLSearchParams): string {
		const role = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(form.get('RoleArn') ?? '');
		const session = form.get('RoleSessionName');
		if (!role || !session) {
			throw new AwsError('ValidationError', 'RoleArn and RoleSessionName are needed.');
		}
		if (form.has('SerialNumber') && !/^\d{6}$/.test(form.get('TokenCode') ?? '')) {
			throw new AwsError(
				'AccessDenied',
				'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
				403,
			);
		}
		const [, accountId = '', name = ''] = role;
		const accessKeyId = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`;
		const arn = `arn:aws:sts::${accountId}:assumed-role/${name}/${session}`;
		const token = randomBytes(64).toString('base64url');
		this.#temporary.set(accessKeyId, { accountId, arn, token });
		const expiration = new Date(Date.now() + 3_600_000).toISOString();
		return `<Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${randomBytes(30).toString('base64url')}</SecretAccessKey><SessionToken>${token}</SessionToken><Expiration>${expiration}</Expiration></Credentials><AssumedRoleUser><AssumedRoleId>AROAEXAMPLEROLEID0001:demo</AssumedRoleId><Arn>${arn}</Arn></AssumedRoleUser>`;
	}
}

/** An error in the form of AWS's query protocol. */
export function stsError({ code, message }: AwsError): string {
	return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${stsCode(code)}</Code><Message>${message}</Message></Error><RequestId>stand-in</RequestId></ErrorResponse>`;
}

/** STS spells the codes of one and the same refusal in another way. */
function stsCode(code: string): string {
	switch (code) {
		case 'ExpiredTokenException':
			return 'ExpiredToken';
		case 'UnrecognizedClientException':
			return 'InvalidClientTokenId';
		case 'MissingAuthenticationTokenException':
			return 'MissingAuthenticationToken';
		case 'IncompleteSignatureException':
			return 'IncompleteSignature';
		case 'InvalidSignatureException':
			return 'SignatureDoesNotMatch';
		case 'ThrottlingException':
			return 'Throttling';
		default:
			return code;
	}
}

function stsAnswer(action: string, result: string): string {
	return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>stand-in</RequestId></ResponseMetadata></${action}Response>`;
}

function unrecognized(): AwsError {
	return new AwsError(
		'UnrecognizedClientException',
		'The security token included in the request is invalid.',
	);
}
