/** Anything that JSON can say. */
export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];
export interface JsonObject {
	readonly [key: string]: JsonValue;
}

/** Who signed a request, as AWS spells it. Any field can be missing, whatever the type. */
export interface UserIdentity {
	/** `Root`, `IAMUser`, `AssumedRole`, ...; missing where a service acted by itself. */
	readonly type?: string | undefined;
	readonly principalId?: string | undefined;
	readonly arn?: string | undefined;
	readonly accountId?: string | undefined;
	readonly accessKeyId?: string | undefined;
	readonly userName?: string | undefined;
	readonly invokedBy?: string | undefined;
	readonly identityProvider?: string | undefined;
	readonly credentialId?: string | undefined;
	readonly onBehalfOf?:
		| { readonly userId?: string | undefined; readonly identityStoreArn?: string | undefined }
		| undefined;
	readonly sessionContext?: SessionContext | undefined;
}

export interface SessionContext {
	readonly sessionIssuer?:
		| {
				readonly type?: string | undefined;
				readonly principalId?: string | undefined;
				readonly arn?: string | undefined;
				readonly accountId?: string | undefined;
				readonly userName?: string | undefined;
		  }
		| undefined;
	readonly webIdFederationData?: { readonly federatedProvider?: string | undefined } | undefined;
	/** Both are strings, `mfaAuthenticated` too: `"true"` or `"false"`. */
	readonly attributes?:
		| { readonly creationDate?: string | undefined; readonly mfaAuthenticated?: string | undefined }
		| undefined;
	readonly sourceIdentity?: string | undefined;
}

/** One line of CloudTrail, as AWS spells it. Every text is untrusted. */
export interface CloudTrailRecord {
	readonly eventVersion?: string | undefined;
	readonly userIdentity?: UserIdentity | undefined;
	readonly eventTime?: string | undefined;
	readonly eventSource?: string | undefined;
	readonly eventName?: string | undefined;
	readonly awsRegion?: string | undefined;
	readonly sourceIPAddress?: string | undefined;
	readonly userAgent?: string | undefined;
	readonly errorCode?: string | undefined;
	readonly errorMessage?: string | undefined;
	readonly requestParameters?: JsonObject | null | undefined;
	readonly responseElements?: JsonObject | null | undefined;
	readonly requestID?: string | undefined;
	readonly eventID?: string | undefined;
	readonly readOnly?: boolean | undefined;
	readonly eventType?: string | undefined;
	readonly managementEvent?: boolean | undefined;
	readonly recipientAccountId?: string | undefined;
	readonly sharedEventID?: string | undefined;
	readonly eventCategory?: string | undefined;
	/** Top level, a string, present only when `"true"`. */
	readonly sessionCredentialFromConsole?: string | undefined;
	readonly tlsDetails?: JsonObject | undefined;
	readonly addendum?: JsonObject | undefined;
	readonly additionalEventData?: JsonObject | undefined;
}

/** Is this a JSON object? */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A boolean that AWS may spell as text; anything else is undefined. */
export function flag(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') {
		return value;
	}
	if (typeof value !== 'string') {
		return undefined;
	}
	const text = value.trim().toLowerCase();
	return text === 'true' ? true : text === 'false' ? false : undefined;
}

/**
 * Reads a record tolerantly: a field of a wrong type counts as missing, booleans may be text,
 * `requestParameters` may be JSON text (as in Athena's tables). Never throws.
 * @returns undefined where the value is no object at all.
 */
export function readCloudTrailRecord(value: unknown): CloudTrailRecord | undefined {
	if (!isObject(value)) {
		return undefined;
	}
	const fromConsole = flag(value.sessionCredentialFromConsole);
	return {
		eventVersion: text(value.eventVersion),
		userIdentity: readUserIdentity(value.userIdentity),
		eventTime: text(value.eventTime),
		eventSource: text(value.eventSource),
		eventName: text(value.eventName),
		awsRegion: text(value.awsRegion),
		sourceIPAddress: text(value.sourceIPAddress),
		userAgent: text(value.userAgent),
		errorCode: text(value.errorCode),
		errorMessage: text(value.errorMessage),
		requestParameters: parameters(value.requestParameters),
		responseElements: parameters(value.responseElements),
		requestID: text(value.requestID),
		eventID: text(value.eventID),
		readOnly: flag(value.readOnly),
		eventType: text(value.eventType),
		managementEvent: flag(value.managementEvent),
		recipientAccountId: text(value.recipientAccountId),
		sharedEventID: text(value.sharedEventID),
		eventCategory: text(value.eventCategory),
		sessionCredentialFromConsole: fromConsole === undefined ? undefined : String(fromConsole),
		tlsDetails: json(value.tlsDetails),
		addendum: json(value.addendum),
		additionalEventData: json(value.additionalEventData),
	};
}

/** Was a field left out by CloudTrail because it was too large? `omitted` is a boolean or text. */
export function isOmitted(value: JsonObject | null | undefined): boolean {
	return value !== null && value !== undefined && flag(value.omitted) === true;
}

function readUserIdentity(value: unknown): UserIdentity | undefined {
	if (!isObject(value)) {
		return undefined;
	}
	const onBehalfOf = value.onBehalfOf;
	return {
		type: text(value.type),
		principalId: text(value.principalId),
		arn: text(value.arn),
		accountId: text(value.accountId),
		accessKeyId: text(value.accessKeyId),
		userName: text(value.userName),
		invokedBy: text(value.invokedBy),
		identityProvider: text(value.identityProvider),
		credentialId: text(value.credentialId),
		onBehalfOf: isObject(onBehalfOf)
			? { userId: text(onBehalfOf.userId), identityStoreArn: text(onBehalfOf.identityStoreArn) }
			: undefined,
		sessionContext: readSessionContext(value.sessionContext),
	};
}

function readSessionContext(value: unknown): SessionContext | undefined {
	if (!isObject(value)) {
		return undefined;
	}
	const { sessionIssuer, webIdFederationData, attributes } = value;
	return {
		sessionIssuer: isObject(sessionIssuer)
			? {
					type: text(sessionIssuer.type),
					principalId: text(sessionIssuer.principalId),
					arn: text(sessionIssuer.arn),
					accountId: text(sessionIssuer.accountId),
					userName: text(sessionIssuer.userName),
				}
			: undefined,
		webIdFederationData: isObject(webIdFederationData)
			? { federatedProvider: text(webIdFederationData.federatedProvider) }
			: undefined,
		attributes: isObject(attributes)
			? {
					creationDate: text(attributes.creationDate),
					mfaAuthenticated: flag(attributes.mfaAuthenticated)?.toString(),
				}
			: undefined,
		sourceIdentity: text(value.sourceIdentity),
	};
}

/** Text that says something: not empty, not the mark of a field that AWS hid. */
function text(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' && value !== 'HIDDEN_DUE_TO_SECURITY_REASONS'
		? value
		: undefined;
}

function json(value: unknown): JsonObject | undefined {
	return isObject(value) ? (value as JsonObject) : undefined;
}

function parameters(value: unknown): JsonObject | null | undefined {
	if (typeof value !== 'string') {
		return value === null ? null : json(value);
	}
	try {
		return json(JSON.parse(value));
	} catch {
		return undefined;
	}
}
