/** Anything that JSON can say. */
export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];
export interface JsonObject {
	readonly [key: string]: JsonValue;
}

/** Who signed a request, as AWS spells it. Any field can be missing, whatever the type. */
export interface UserIdentity {
	/** `Root`, `IAMUser`, `AssumedRole`, ...; missing where a service acted by itself. */
	readonly type?: string;
	readonly principalId?: string;
	readonly arn?: string;
	readonly accountId?: string;
	readonly accessKeyId?: string;
	readonly userName?: string;
	readonly invokedBy?: string;
	readonly identityProvider?: string;
	readonly credentialId?: string;
	readonly onBehalfOf?: { readonly userId?: string; readonly identityStoreArn?: string };
	readonly sessionContext?: SessionContext;
}

export interface SessionContext {
	readonly sessionIssuer?: {
		readonly type?: string;
		readonly principalId?: string;
		readonly arn?: string;
		readonly accountId?: string;
		readonly userName?: string;
	};
	readonly webIdFederationData?: { readonly federatedProvider?: string };
	/** Both are strings, `mfaAuthenticated` too: `"true"` or `"false"`. */
	readonly attributes?: { readonly creationDate?: string; readonly mfaAuthenticated?: string };
	readonly sourceIdentity?: string;
}

/** One line of CloudTrail, as AWS spells it. Every text is untrusted. */
export interface CloudTrailRecord {
	readonly eventVersion?: string;
	readonly userIdentity?: UserIdentity;
	readonly eventTime?: string;
	readonly eventSource?: string;
	readonly eventName?: string;
	readonly awsRegion?: string;
	readonly sourceIPAddress?: string;
	readonly userAgent?: string;
	readonly errorCode?: string;
	readonly errorMessage?: string;
	readonly requestParameters?: JsonObject | null;
	readonly responseElements?: JsonObject | null;
	readonly requestID?: string;
	readonly eventID?: string;
	readonly readOnly?: boolean;
	readonly eventType?: string;
	readonly managementEvent?: boolean;
	readonly recipientAccountId?: string;
	readonly sharedEventID?: string;
	readonly eventCategory?: string;
	/** Top level, a string, present only when `"true"`. */
	readonly sessionCredentialFromConsole?: string;
	readonly tlsDetails?: JsonObject;
	readonly addendum?: JsonObject;
	readonly additionalEventData?: JsonObject;
}
