import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { STSClient } from '@aws-sdk/client-sts';

/** Keys of `demoAccounts`; the secrets are checked by nobody. */
export const firstKey = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
export const secondKey = { accessKeyId: 'AKIAI44QH8DHBEXAMPLE', secretAccessKey: 'secret' };

export function cloudTrail(
	endpoint: string,
	{ region = 'us-east-1', credentials = firstKey, maxAttempts = 1 } = {},
): CloudTrailClient {
	return new CloudTrailClient({ endpoint, region, credentials, maxAttempts });
}

export function sts(endpoint: string, credentials = firstKey): STSClient {
	return new STSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
}

const start = Date.parse('2026-10-01T00:00:00Z');

/** Records a minute apart, newest last; each a mutating call if its number is a multiple of 4. */
export function numbered(count: number, overrides: object = {}): object[] {
	return Array.from({ length: count }, (_, number) => ({
		eventVersion: '1.11',
		userIdentity: {
			type: 'AssumedRole',
			arn: 'arn:aws:sts::111122223333:assumed-role/Admin/alice@example.com',
			accountId: '111122223333',
			accessKeyId: 'ASIAEXAMPLEKEY000001',
		},
		eventTime: new Date(start + number * 60_000).toISOString().replace('.000', ''),
		eventSource: 'imagebuilder.amazonaws.com',
		eventName: number % 4 === 0 ? 'UpdateImagePipeline' : 'GetImagePipeline',
		awsRegion: 'us-east-1',
		readOnly: number % 4 !== 0,
		eventID: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
		managementEvent: true,
		recipientAccountId: '111122223333',
		eventCategory: 'Management',
		...overrides,
	}));
}

/** A clock for the server some days after the records. */
export const later = () => Date.parse('2026-10-20T00:00:00Z');
