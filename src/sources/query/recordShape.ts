/** How a field of a record stands in a column: as text, as JSON in a text, as a boolean, as a time. */
export type FieldForm = 'text' | 'json' | 'flag' | 'time';
export interface RecordShape {
	readonly [field: string]: FieldForm | RecordShape;
}

/**
 * The fields of CloudTrail's records as CloudTrail spells them, where tables know only lower case.
 * Source: "CloudTrail record contents" and "userIdentity element" of the CloudTrail user guide.
 */
export const recordShape: RecordShape = {
	eventVersion: 'text',
	userIdentity: {
		type: 'text',
		principalId: 'text',
		arn: 'text',
		accountId: 'text',
		accessKeyId: 'text',
		userName: 'text',
		sessionContext: {
			sessionIssuer: {
				type: 'text',
				principalId: 'text',
				arn: 'text',
				accountId: 'text',
				userName: 'text',
			},
			webIdFederationData: { federatedProvider: 'text', attributes: 'json' },
			attributes: { creationDate: 'time', mfaAuthenticated: 'text' },
			sourceIdentity: 'text',
			ec2RoleDelivery: 'text',
			ec2IssuedInVpc: 'text',
		},
		onBehalfOf: { userId: 'text', identityStoreArn: 'text' },
		inScopeOf: {
			sourceArn: 'text',
			sourceAccount: 'text',
			issuerType: 'text',
			credentialsIssuedTo: 'text',
		},
		credentialId: 'text',
		identityProvider: 'text',
		invokedBy: 'text',
	},
	eventTime: 'time',
	eventSource: 'text',
	eventName: 'text',
	awsRegion: 'text',
	sourceIPAddress: 'text',
	userAgent: 'text',
	errorCode: 'text',
	errorMessage: 'text',
	requestParameters: 'json',
	responseElements: 'json',
	additionalEventData: 'json',
	requestID: 'text',
	eventID: 'text',
	readOnly: 'flag',
	eventType: 'text',
	apiVersion: 'text',
	managementEvent: 'flag',
	recipientAccountId: 'text',
	sharedEventID: 'text',
	serviceEventDetails: 'json',
	vpcEndpointId: 'text',
	vpcEndpointAccountId: 'text',
	eventCategory: 'text',
	addendum: {
		reason: 'text',
		updatedFields: 'text',
		originalRequestID: 'text',
		originalEventID: 'text',
	},
	sessionCredentialFromConsole: 'text',
	edgeDeviceDetails: 'json',
	tlsDetails: { tlsVersion: 'text', cipherSuite: 'text', clientProvidedHostHeader: 'text' },
};
