/** What a call can have been made with, in the order in which people are offered them. */
export const originKinds = [
	'console',
	'cloudshell',
	'cloudformation',
	'terraform',
	'pulumi',
	'ansible',
	'packer',
	'cdk',
	'cli',
	'sdk',
	'service',
	'unknown',
] as const;

export type OriginKind = (typeof originKinds)[number];

/** What a call was made with, and why we say so. */
export interface Origin {
	readonly kind: OriginKind;
	/** Name and version of the tool, or the service's principal, as the record says it. */
	readonly name?: string;
	/** The rule that decided, a stable id such as `user-agent-terraform`. */
	readonly rule: string;
	/** The field and text the rule saw, such as `userAgent: aws-cli/2.15.0 ...`. Untrusted text. */
	readonly evidence: string;
}

/** Who made a call. Every text comes from the record and is untrusted. */
export interface Caller {
	/** `userIdentity.type`, or `AWSService` where a service's record has none, else `Unknown`. */
	readonly type: string;
	/** The shortest name people know the caller by; never empty. */
	readonly name: string;
	readonly arn?: string;
	/** Name of the assumed role. */
	readonly role?: string;
	readonly sourceIdentity?: string;
	readonly mfa?: boolean;
	/** When the session's credentials were issued, ISO 8601, UTC. */
	readonly sessionStart?: string;
	/** The caller's own account where the record says it. */
	readonly accountId?: string;
	/** Who federated the caller, such as `token.actions.githubusercontent.com`. */
	readonly federatedProvider?: string;
	/** IAM Identity Center user on whose behalf the call was made. */
	readonly onBehalfOf?: string;
	/** The AWS service that made the call for the caller. */
	readonly invokedBy?: string;
	/** One sign-in: same for all calls with the same principal and session start. */
	readonly session?: string;
}

export type TouchRole = 'subject' | 'reference';

/** A resource that a call names. */
export interface Touch {
	readonly arn: string;
	readonly role: TouchRole;
}

/** One call of Image Builder, read from a record. */
export interface Call {
	readonly eventId: string;
	/** ISO 8601, UTC. */
	readonly eventTime: string;
	readonly eventName: string;
	readonly readOnly: boolean;
	/** The account whose history this is: `recipientAccountId`. */
	readonly accountId: string;
	readonly region: string;
	readonly caller: Caller;
	readonly origin: Origin;
	readonly sourceIPAddress?: string;
	readonly userAgent?: string;
	readonly errorCode?: string;
	readonly errorMessage?: string;
	readonly touches: readonly Touch[];
	/** Where the call was seen: `event-history`, `logs`, `sample`. */
	readonly sources: readonly string[];
}
