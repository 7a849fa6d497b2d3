import { logGroupName } from '../../model/connectionSettings.ts';
import { HistoryError } from '../../model/errors.ts';
import type { LogsClient } from './logsClient.ts';

const day = 86_400_000;

/** What `DescribeLogGroups` tells of a group; all of it may be unknown. */
export interface LogGroupFacts {
	/** ms since 1970. */
	readonly created?: number;
	/** Not set where records never expire. */
	readonly retentionDays?: number;
	readonly storedBytes?: number;
	/** `STANDARD`, `INFREQUENT_ACCESS`, `ESSENTIALS` or `DELIVERY`. */
	readonly logClass?: string;
	/** Are parts of the records masked? */
	readonly masked?: boolean;
}

/** Where a log group is, as far as its name or ARN in the settings says. */
export interface LogGroupAddress {
	readonly name: string;
	readonly region?: string;
	readonly accountId?: string;
	/** What queries call it: without the `:*` that some ARNs end with. */
	readonly identifier: string;
}

/** @param nameOrArn `arn:aws:logs:<region>:<account>:log-group:<name>[:*]` or the name itself. */
export function addressOf(nameOrArn: string): LogGroupAddress {
	const [, region, accountId] =
		/^arn:[^:]*:logs:([^:]*):([^:]*):log-group:/.exec(nameOrArn.trim()) ?? [];
	return {
		name: logGroupName(nameOrArn.trim()),
		identifier: nameOrArn.trim().replace(/:\*$/, ''),
		...(region && { region }),
		...(accountId && { accountId }),
	};
}

export interface DescribeRequest {
	readonly address: LogGroupAddress;
	readonly region: string;
	/** The account that asks; undefined if unknown. */
	readonly ownAccount: string | undefined;
}

/**
 * What AWS tells of a group; nothing where that is not allowed, as queries may be all the same.
 * @throws HistoryError `not-found` where there is no such group
 */
export async function describeLogGroup(
	client: LogsClient,
	{ address, region, ownAccount }: DescribeRequest,
	signal: AbortSignal,
): Promise<LogGroupFacts> {
	const { name, accountId } = address;
	const linked = accountId !== undefined && accountId !== ownAccount;
	try {
		// in the order of names, so that the group itself comes before all that begin with its name
		const { groups } = await client.groups(
			{
				logGroupNamePrefix: name,
				...(linked && { includeLinkedAccounts: true, accountIdentifiers: [accountId] }),
			},
			signal,
		);
		const group = groups.find(({ logGroupName: each }) => each === name);
		if (!group && !linked) {
			throw new HistoryError(
				'not-found',
				`There is no log group "${name}" in ${region}. Check its name and Region in the settings.`,
				{ details: { region } },
			);
		}
		const { creationTime, retentionInDays, storedBytes, logGroupClass } = group ?? {};
		return {
			...(creationTime !== undefined && { created: creationTime }),
			...(retentionInDays !== undefined && { retentionDays: retentionInDays }),
			...(storedBytes !== undefined && { storedBytes }),
			...(logGroupClass !== undefined && { logClass: logGroupClass }),
			masked: group?.dataProtectionStatus === 'ACTIVATED',
		};
	} catch (error) {
		const unknowable =
			error instanceof HistoryError &&
			(error.code === 'access-denied' || (linked && error.code === 'aws'));
		if (!unknowable) {
			throw error;
		}
		return {};
	}
}

/** When the oldest record that a group can hold was written, ms; 0 if unknown. */
export function oldestOf({ created = 0, retentionDays }: LogGroupFacts, now: number): number {
	return Math.max(created, retentionDays === undefined ? 0 : now - retentionDays * day);
}
