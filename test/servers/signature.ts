import { AwsError } from './awsError.ts';

/** What a signed request says about its sender. */
export interface Credential {
	readonly accessKeyId: string;
	readonly region: string;
	readonly service: string;
	readonly sessionToken?: string;
}

const authorization =
	/^AWS4-HMAC-SHA256 Credential=([A-Za-z0-9]{16,128})\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=[0-9a-f]{64}$/;

const allowedSkew = 5 * 60_000;

/**
 * Checks the form of a SigV4 signature; the secret is not checked.
 * @param now the server's clock, ms since 1970.
 * @throws AwsError with the codes AWS uses for missing, broken and outdated signatures.
 */
export function readCredential(
	headers: Readonly<Record<string, string | readonly string[] | undefined>>,
	now: number,
): Credential {
	const header = headers.authorization;
	if (header === undefined) {
		throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
	}
	const match = typeof header === 'string' ? authorization.exec(header) : null;
	if (!match) {
		throw new AwsError(
			'IncompleteSignatureException',
			'Authorization header requires Credential, SignedHeaders and Signature.',
			403,
		);
	}
	const [, accessKeyId = '', day = '', region = '', service = '', signed = ''] = match;
	const date = String(headers['x-amz-date'] ?? '');
	const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
	if (!parts || !date.startsWith(day)) {
		throw new AwsError('IncompleteSignatureException', 'Date must be in X-Amz-Date.', 403);
	}
	const names = signed.split(';');
	if (!names.includes('host') || !names.includes('x-amz-date')) {
		throw new AwsError('InvalidSignatureException', "'host' must be a signed header.", 403);
	}
	const [year = 0, month = 0, dayOfMonth = 0, hour = 0, minute = 0, second = 0] = parts
		.slice(1)
		.map(Number);
	const signedAt = Date.UTC(year, month - 1, dayOfMonth, hour, minute, second);
	if (Math.abs(now - signedAt) > allowedSkew) {
		throw new AwsError(
			'InvalidSignatureException',
			`Signature ${signedAt < now ? 'expired' : 'not yet current'}: ${date} is not within 5 minutes of the server's time.`,
			403,
		);
	}
	const token = headers['x-amz-security-token'];
	return {
		accessKeyId,
		region,
		service,
		...(typeof token === 'string' && { sessionToken: token }),
	};
}
