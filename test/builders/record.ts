import type { CloudTrailRecord } from '../../src/model/record.ts';
import { exampleAccount, identityCenterRoleIdentity } from './identities.ts';
import type { BuiltOperation } from './operationKit.ts';
import { operationsIn } from './operations.ts';
import { via } from './origins.ts';
import { createRandom } from './random.ts';

/** Fields to set; `undefined` takes a field out. */
export type RecordOverrides = {
	readonly [K in keyof CloudTrailRecord]?: CloudTrailRecord[K] | undefined;
};

const ids = createRandom(20_261_122);

/**
 * A record of Image Builder as CloudTrail writes it: by default somebody updates a pipeline in the
 * console. Each has an `eventID` of its own.
 */
export function buildRecord(overrides: RecordOverrides = {}): CloudTrailRecord {
	const accountId = overrides.recipientAccountId ?? exampleAccount;
	const awsRegion = overrides.awsRegion ?? 'us-east-1';
	const operation: BuiltOperation =
		overrides.eventName === undefined
			? operationsIn({ accountId, region: awsRegion }).updateImagePipeline({ name: 'golden-ami' })
			: { eventName: overrides.eventName, readOnly: false, requestParameters: null };
	const { readOnly, ...rest } = operation;
	const record = {
		eventVersion: '1.11',
		userIdentity: identityCenterRoleIdentity('alice@example.com', 'PlatformAdmin', { accountId }),
		eventTime: '2026-10-01T09:30:00Z',
		eventSource: 'imagebuilder.amazonaws.com',
		awsRegion,
		...via('console'),
		responseElements: null,
		...rest,
		requestID: ids.uuid(),
		eventID: ids.uuid(),
		readOnly,
		eventType: 'AwsApiCall',
		managementEvent: true,
		recipientAccountId: accountId,
		eventCategory: 'Management',
		...overrides,
	};
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

/** What a call that was refused says: no answer, and why. */
export function failure(
	errorCode = 'AccessDeniedException',
	errorMessage = 'User is not authorized to perform this operation',
): Pick<CloudTrailRecord, 'errorCode' | 'errorMessage' | 'responseElements'> {
	return { errorCode, errorMessage, responseElements: null };
}
