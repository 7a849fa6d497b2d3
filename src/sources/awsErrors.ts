import { HistoryError, type HistoryErrorCode, type HistoryErrorDetails } from '../model/errors.ts';
import { plainText } from '../model/plainText.ts';

/** What AWS's own codes mean here; the rest is `aws`. */
const codes: readonly (readonly [HistoryErrorCode, readonly string[]])[] = [
	[
		'throttled',
		[
			'ThrottlingException',
			'Throttling',
			'ThrottledException',
			'RequestThrottled',
			'RequestThrottledException',
			'TooManyRequestsException',
			'RequestLimitExceeded',
			'BandwidthLimitExceeded',
			'LimitExceededException',
			'MaxConcurrentQueriesException',
			'PriorRequestNotComplete',
			'SlowDown',
		],
	],
	['expired-session', ['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired']],
	[
		'access-denied',
		[
			'AccessDenied',
			'AccessDeniedException',
			'AuthorizationError',
			'NotAuthorized',
			'OperationNotPermittedException',
			'UnauthorizedOperation',
		],
	],
	[
		'region-not-enabled',
		[
			'UnrecognizedClientException',
			'InvalidClientTokenId',
			'InvalidAccessKeyId',
			'AuthFailure',
			'OptInRequired',
			'SubscriptionRequiredException',
		],
	],
	[
		'no-credentials',
		[
			'IncompleteSignature',
			'IncompleteSignatureException',
			'InvalidSignatureException',
			'MissingAuthenticationToken',
			'MissingAuthenticationTokenException',
			'SignatureDoesNotMatch',
			'RequestExpired',
			'RequestTimeTooSkewed',
		],
	],
	[
		'service-fault',
		[
			'InternalError',
			'InternalFailure',
			'InternalServerError',
			'InternalServerException',
			'InternalServiceError',
			'ServiceUnavailable',
			'ServiceUnavailableException',
		],
	],
	['network', ['ECONNABORTED', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EPROTO']],
	['network', ['EAI_AGAIN', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH', 'ENOTFOUND']],
	['timeout', ['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'TimeoutError', 'RequestTimeout']],
];
const meaning = new Map(codes.flatMap(([code, names]) => names.map((name) => [name, code])));

const messages: Readonly<Record<string, string>> = {
	throttled: 'Other tools of this account ask CloudTrail too often; it refused to answer.',
	'expired-session': 'The session has expired.',
	'region-not-enabled': 'The Region is not enabled for this account, or the access key is unknown.',
	'no-credentials':
		'AWS refused the signature: the secret access key or the clock of this computer is wrong.',
	'service-fault': 'AWS reported a fault of its own.',
	'bad-answer': 'The answer was not what AWS sends; a proxy may have changed it.',
	timeout: 'AWS did not answer in time.',
};

/**
 * Any error of an AWS client, in this extension's words.
 * @param details what is known of the request; `action` is the IAM action it needs.
 */
export function toHistoryError(error: unknown, details: HistoryErrorDetails): HistoryError {
	if (error instanceof HistoryError) {
		return new HistoryError(error.code, error.message, {
			cause: error.cause,
			details: { ...details, ...error.details },
		});
	}
	const { name, status, code, message, parsed } = factsOf(error);
	if (name === 'AbortError') {
		return new HistoryError('cancelled', 'The request was cancelled.', { cause: error, details });
	}
	const certificate = /certificate|self.signed|CERT_|UNABLE_TO_/i.test(`${code} ${message}`);
	if (certificate && status === undefined) {
		return new HistoryError('network', `The server's certificate is not trusted (${code}).`, {
			cause: error,
			details: { ...details, awsCode: code },
		});
	}
	const known = meaning.get(code) ?? meaning.get(name) ?? byStatus(status, parsed);
	const awsCode = code === '' ? name : code;
	// an error of parsing quotes the body, and hides the whole answer in itself
	const cause = known === 'bad-answer' ? undefined : error;
	return new HistoryError(known, messageOf(known, { awsCode, message, details }), {
		cause,
		details: { ...details, awsCode: parsed || code !== '' ? awsCode : '' },
	});
}

interface Facts {
	readonly name: string;
	/** Node's own code, such as `ECONNRESET`. */
	readonly code: string;
	readonly message: string;
	readonly status: number | undefined;
	/** Did AWS answer with an error that could be read? */
	readonly parsed: boolean;
}

function factsOf(error: unknown): Facts {
	const fields: Readonly<Record<string, unknown>> =
		typeof error === 'object' && error !== null ? { ...error } : {};
	const metadata = fields.$metadata as { readonly httpStatusCode?: number } | undefined;
	return {
		name: error instanceof Error ? error.name : '',
		code: typeof fields.code === 'string' ? fields.code : '',
		message: error instanceof Error ? error.message : String(error),
		status: metadata?.httpStatusCode,
		parsed: '$fault' in fields && fields.$fault !== undefined,
	};
}

function byStatus(status: number | undefined, parsed: boolean): HistoryErrorCode {
	if (status === 429) {
		return 'throttled';
	}
	if (status !== undefined && status >= 500) {
		return 'service-fault';
	}
	return status !== undefined && !parsed ? 'bad-answer' : 'aws';
}

function messageOf(
	code: HistoryErrorCode,
	facts: { awsCode: string; message: string; details: HistoryErrorDetails },
): string {
	if (code === 'access-denied') {
		// AWS says which kind of policy it was, which says whom to ask
		const [why = ''] = /\b(?:because|with an explicit deny)\b.*/s.exec(facts.message) ?? [];
		const denied = `Not allowed: ${facts.details.action ?? 'the request'} was denied`;
		const reason = plainText(why, 200).replace(/\.$/, '');
		return `${denied}${reason && ` ${reason}`}. Ask an administrator of the account to allow it.`;
	}
	if (code === 'throttled' && facts.details.action?.startsWith('cloudtrail:') === false) {
		return `This account sends AWS more requests than it takes (${facts.details.action}); it refused to answer.`;
	}
	if (code === 'network') {
		return `AWS cannot be reached (${facts.awsCode}).`;
	}
	return (
		messages[code] ??
		`AWS answered ${plainText(facts.awsCode, 80)}: ${plainText(facts.message, 300)}`
	);
}

/** Is nothing of AWS within reach until the user does something about the credentials? */
export function isCredentialFailure(error: unknown): error is HistoryError {
	return (
		error instanceof HistoryError &&
		(['no-credentials', 'wrong-profile', 'expired-session', 'mfa-needed'].includes(error.code) ||
			error.details.action === 'sts:AssumeRole')
	);
}
