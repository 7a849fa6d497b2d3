import type { Call } from './call.ts';
import { type Denial, readDenial } from './denial.ts';
import { explainDenial } from './explainDenial.ts';
import { plainText } from './plainText.ts';
import { english, type Translate } from './translate.ts';

export type FailureKind =
	| 'access-denied'
	| 'throttled'
	| 'quota'
	| 'not-found'
	| 'in-use'
	| 'exists'
	| 'validation'
	| 'mismatch'
	| 'credentials'
	| 'service'
	| 'other';

/** Why a call failed, for people. All texts are plain; none of them holds markup. */
export interface FailureExplanation {
	readonly kind: FailureKind;
	/** One sentence. */
	readonly summary: string;
	/** The IAM action that was refused, such as `imagebuilder:UpdateImagePipeline`. */
	readonly missingAction?: string;
	/** What it was refused on: an ARN, or `*` where AWS says so. */
	readonly resource?: string;
	/** Where the refusal came from, where AWS says so. */
	readonly policy?: Denial['policy'];
	/** A policy denies it explicitly: allowing it elsewhere does not help. */
	readonly explicitDeny?: boolean;
	/** What of these AWS did not name, so that it is taken from the call: only probable. */
	readonly inferred?: readonly ('action' | 'resource')[];
	/** Why what is inferred is only probable, one sentence or two. */
	readonly doubt?: string;
	/** An IAM policy as JSON text that allows the action; absent where it cannot help. */
	readonly statement?: string;
	/** What to do, step by step. */
	readonly advice: readonly string[];
}

/** Codes by what they mean; compared without a service's prefix and `Exception`. */
const codes: readonly (readonly [FailureKind, RegExp])[] = [
	['access-denied', /^(?:AccessDenied|Forbidden|Unauthorized(?:Operation)?|NotAuthorized)$/],
	[
		'throttled',
		/^(?:Throttling|Throttled|TooManyRequests|CallRateLimitExceeded|RequestLimitExceeded|SlowDown)$/,
	],
	['quota', /^(?:ServiceQuotaExceeded|LimitExceeded|\w+LimitExceeded|QuotaExceeded)$/],
	['exists', /^(?:ResourceAlreadyExists|AlreadyExists|Conflict)$/],
	['in-use', /^(?:ResourceInUse|ResourceDependency|DependencyViolation)$/],
	['not-found', /^(?:ResourceNotFound|NotFound|NoSuch\w+|\w+NotFound)$/],
	['mismatch', /^IdempotentParameterMismatch$/],
	[
		'credentials',
		/^(?:ExpiredToken|RequestExpired|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken)$/,
	],
	['service', /^(?:Service|ServiceUnavailable|Internal(?:Failure|Error|Server(?:Error)?)?)$/],
	[
		'validation',
		/^(?:Invalid\w+|Validation(?:Error)?|Client|Missing\w+|Malformed\w+|DryRunOperation)$/,
	],
];

/** What a code means. */
export function failureKind(errorCode: string): FailureKind {
	const bare = errorCode
		.slice(0, 200)
		.replace(/^.*[.:#]/, '')
		.replace(/(?:Exception|Fault)$/, '');
	return codes.find(([, pattern]) => pattern.test(bare))?.[0] ?? 'other';
}

/** @returns undefined for a call that did not fail. */
export function explainFailure(
	call: Pick<Call, 'errorCode' | 'errorMessage' | 'eventName' | 'touches' | 'caller'>,
	t: Translate = english,
): FailureExplanation | undefined {
	if (call.errorCode === undefined) {
		return undefined;
	}
	const denial = readDenial(call.errorMessage ?? '');
	const kind = denial.action === undefined ? failureKind(call.errorCode) : 'access-denied';
	if (kind === 'access-denied') {
		return explainDenial(call, denial, t);
	}
	const name = plainText(call.eventName, 80);
	const said = plainText(call.errorMessage ?? '', 300);
	const message = said === '' ? plainText(call.errorCode, 100) : said;
	switch (kind) {
		case 'throttled':
			return {
				kind,
				summary: t('{0} was called more often than AWS allows.', name),
				advice: [
					t('Call again later, with growing pauses; AWS SDKs do this when retries are on.'),
					t('See which caller made many calls around this time.'),
				],
			};
		case 'quota':
			return {
				kind,
				summary: t('A quota of the account is used up: {0}', message),
				advice: [
					t('Delete what is no longer needed, such as old versions of recipes and components.'),
					t('Ask for a higher quota in the Service Quotas console under EC2 Image Builder.'),
				],
			};
		case 'not-found':
			return {
				kind,
				summary: t('What the call names did not exist then: {0}', message),
				advice: [
					t('Compare account, Region, name and version of the ARN in the request.'),
					t('See in the history of the resource whether it was deleted before.'),
				],
			};
		case 'in-use':
			return {
				kind,
				summary: t('The resource is used by others or busy: {0}', message),
				advice: [
					t('Take it out of the pipelines and recipes that use it, or wait until the build ends.'),
				],
			};
		case 'exists':
			return {
				kind,
				summary: t('There is one already: {0}', message),
				advice: [t('Choose another name or a higher version, or update the one there is.')],
			};
		case 'mismatch':
			return {
				kind,
				summary: t('The same client token came before with another request.'),
				advice: [t('Send a new client token with a changed request.')],
			};
		case 'credentials':
			return {
				kind,
				summary: t('The credentials were not valid or had expired: {0}', message),
				advice: [t('Sign in again, and check the clock of the machine.')],
			};
		case 'service':
			return {
				kind,
				summary: t('AWS could not do it: {0}', message),
				advice: [t('Call again later; see the AWS Health Dashboard if it stays.')],
			};
		case 'validation':
			return {
				kind,
				summary: t('AWS did not accept the request: {0}', message),
				advice: [t('Compare the request with the last one of this operation that went through.')],
			};
		case 'other':
			return {
				kind,
				summary: t('{0} failed: {1}', name, message),
				advice: [],
			};
	}
}
