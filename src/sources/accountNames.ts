import { HistoryError } from '../model/errors.ts';
import type { ProfileSummary } from '../model/history.ts';
import { AwsClient } from './awsClient.ts';
import type { AwsSession } from './awsSession.ts';
import { homeRegion } from './regionName.ts';

/** Asks Organizations for names of accounts, with the permission `organizations:DescribeAccount`. */
export interface AccountNameSource {
	/**
	 * @returns undefined where the account is not of the organization.
	 * @throws HistoryError `access-denied` where this profile cannot be told any name at all: only
	 * the management account and delegated administrators can.
	 */
	nameOf(accountId: string, signal: AbortSignal): Promise<string | undefined>;
}

export function openAccountNames(
	session: Pick<AwsSession, 'client' | 'regions'>,
): AccountNameSource {
	const region = homeRegion(session.regions[0] ?? '');
	const client = new AwsClient(session.client('organizations', region), async (config) => {
		const { OrganizationsClient } = await import('./aws/organizations.ts');
		return new OrganizationsClient(config);
	});
	return {
		async nameOf(accountId, signal) {
			const { DescribeAccountCommand } = await import('./aws/organizations.ts');
			try {
				const { Account } = await client.send(
					(open, abortSignal) =>
						open.send(new DescribeAccountCommand({ AccountId: accountId }), { abortSignal }),
					{ action: 'organizations:DescribeAccount', signal, longest: 15_000 },
				);
				return Account?.Name || undefined;
			} catch (error) {
				switch (error instanceof HistoryError ? error.details.awsCode : undefined) {
					case 'AccountNotFoundException':
						return undefined;
					case 'AWSOrganizationsNotInUseException':
						throw new HistoryError('access-denied', 'The account is in no organization.', {
							cause: error,
						});
					default:
						throw error;
				}
			}
		},
	};
}

/**
 * What the shared AWS config calls accounts: by the name of the account itself where a tool wrote
 * one down (`sso_account_name`), else by the first profile of it.
 * @param inUse profiles of the connections, whose names come first
 */
export function profileAccountNames(
	profiles: readonly ProfileSummary[],
	inUse: readonly { readonly profile: string; readonly accountId?: string }[],
): ReadonlyMap<string, string> {
	const names = new Map<string, string>();
	const add = (accountId: string | undefined, name: string | undefined) => {
		// `default` says nothing of an account
		if (accountId !== undefined && name && name !== 'default' && !names.has(accountId)) {
			names.set(accountId, name);
		}
	};
	for (const { accountId, accountName } of profiles) {
		add(accountId, accountName);
	}
	for (const { accountId, profile } of inUse) {
		add(accountId, profile);
	}
	for (const { accountId, name } of profiles) {
		add(accountId, name);
	}
	return names;
}
