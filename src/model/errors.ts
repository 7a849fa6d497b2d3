/**
 * What can go wrong; `vscode/errors.ts` knows what to offer for each.
 * An error of AWS that has no word here is `aws`, with its own code in `awsCode`.
 */
export const historyErrorCodes = [
	'cancelled',
	'no-credentials',
	'wrong-profile',
	'expired-session',
	'mfa-needed',
	'access-denied',
	'region-not-enabled',
	'throttled',
	'network',
	'timeout',
	'service-fault',
	'bad-answer',
	'aws',
	'store-busy',
	'store-read-only',
	'store-full',
	'store-damaged',
	'store-newer',
	'not-found',
	'bad-query',
	'bad-log',
	'too-much',
	'internal',
] as const;

export type HistoryErrorCode = (typeof historyErrorCodes)[number];

export interface HistoryErrorDetails {
	/** AWS's own code, such as `AccessDeniedException`. */
	readonly awsCode?: string;
	readonly accountId?: string;
	readonly region?: string;
	readonly profile?: string;
	/** The IAM action that was refused, such as `cloudtrail:LookupEvents`. */
	readonly action?: string;
	/** Is `aws sso login` or `aws login` the way out? */
	readonly signIn?: 'sso' | 'login';
}

/** The one error of this extension. `message` is for people; no record bodies, no credentials. */
export class HistoryError extends Error {
	override readonly name = 'HistoryError';
	readonly code: HistoryErrorCode;
	readonly details: HistoryErrorDetails;

	constructor(
		code: HistoryErrorCode,
		message: string,
		options?: { cause?: unknown; details?: HistoryErrorDetails },
	) {
		super(message, options?.cause === undefined ? undefined : { cause: options.cause });
		this.code = code;
		this.details = options?.details ?? {};
	}
}

/** Is this a cancellation, or was it caused by one? */
export function isCancellation(error: unknown): boolean {
	for (let cause = error, depth = 0; cause instanceof Error && depth < 10; depth++) {
		if (
			cause.name === 'AbortError' ||
			(cause instanceof HistoryError && cause.code === 'cancelled')
		) {
			return true;
		}
		cause = cause.cause;
	}
	return false;
}
