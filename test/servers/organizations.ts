import { AwsError } from './awsError.ts';
import type { ServiceHandler } from './awsWorld.ts';

export interface Organization {
	/** Ids of accounts and what they are called. */
	readonly accounts: Readonly<Record<string, string>>;
	/** Accounts that may ask: the management account and delegated administrators. */
	readonly administrators: readonly string[];
}

/** Target prefix of AWS Organizations. */
export const organizationsTarget = 'AWSOrganizationsV20161128';

/**
 * `DescribeAccount`, after
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeAccount.html
 */
export function serveOrganizations({ accounts, administrators }: Organization): ServiceHandler {
	const management = administrators[0] ?? '';
	return ({ action, parameters, accountId, region, signedFor, now }) => {
		if (signedFor !== 'organizations' || region !== 'us-east-1') {
			throw new AwsError(
				'InvalidSignatureException',
				"Credential should be scoped to a valid region and to correct service: 'organizations'.",
				403,
			);
		}
		if (action !== 'DescribeAccount') {
			throw new AwsError('UnknownOperationException', '');
		}
		const { AccountId: wanted } = parameters;
		if (typeof wanted !== 'string' || !/^\d{12}$/.test(wanted)) {
			throw new AwsError('InvalidInputException', 'You provided a value that does not match.');
		}
		if (!Object.hasOwn(accounts, accountId)) {
			throw new AwsError(
				'AWSOrganizationsNotInUseException',
				'Your account is not a member of an organization.',
			);
		}
		if (!administrators.includes(accountId)) {
			throw new AwsError(
				'AccessDeniedException',
				"You don't have permissions to access this resource.",
			);
		}
		const name = Object.hasOwn(accounts, wanted) ? accounts[wanted] : undefined;
		if (name === undefined) {
			throw new AwsError(
				'AccountNotFoundException',
				"You specified an account that doesn't exist.",
			);
		}
		return {
			Account: {
				Arn: `arn:aws:organizations::${management}:account/o-exampleorgid/${wanted}`,
				Email: `account-${wanted}@example.com`,
				Id: wanted,
				JoinedMethod: wanted === management ? 'INVITED' : 'CREATED',
				JoinedTimestamp: Math.floor(now / 1000) - 86_400 * 400,
				Name: name,
				Status: 'ACTIVE',
			},
		};
	};
}
