import { HistoryError } from '../model/errors.ts';
import { toHistoryError } from './awsErrors.ts';
import type { Credentials } from './credentials.ts';
import type { HttpOptions } from './httpOptions.ts';
import { homeRegion, isRegionName } from './regionName.ts';
import { watchServerTime } from './serverTime.ts';

export interface IdentityDeps {
	readonly credentials: Credentials;
	readonly http: HttpOptions;
	/** Asked one after the other, until one knows the credentials; at last one that all have. */
	readonly regions: readonly string[];
	readonly endpoint?: string;
	readonly onServerTime?: (time: number) => void;
	readonly signal: AbortSignal;
	readonly log: (level: 'info' | 'warn', message: string) => void;
}

/** STS answers quickly, or it is not worth to wait for. */
const longest = 15_000;

/**
 * Whose credentials these are, by STS, which needs no permission.
 * @returns undefined where STS cannot say: the records will.
 * @throws HistoryError where the credentials are no good.
 */
export async function findAccount(deps: IdentityDeps): Promise<string | undefined> {
	const { credentials, regions, log, signal } = deps;
	const { accountId } = await credentials.get();
	if (accountId !== undefined && /^\d{12}$/.test(accountId)) {
		return accountId;
	}
	let refused: HistoryError | undefined;
	const real = regions.filter(isRegionName);
	// a Region that is not enabled refuses good keys: only one that is always enabled knows better
	const home = homeRegion(real[0] ?? '');
	for (const region of new Set([...real.slice(0, 3), home])) {
		try {
			return await ask(deps, region);
		} catch (error) {
			signal.throwIfAborted();
			const known = toHistoryError(error, { region, action: 'sts:GetCallerIdentity' });
			switch (known.code) {
				case 'region-not-enabled':
					refused = known;
					break;
				case 'expired-session':
					throw toHistoryError(known, credentials.signIn);
				case 'no-credentials':
				case 'wrong-profile':
				case 'mfa-needed':
					throw known;
				default:
					log('warn', `STS in ${region} does not say which account this is: ${known.message}`);
					return undefined;
			}
		}
	}
	if (refused) {
		throw new HistoryError('no-credentials', 'AWS does not know this access key.', {
			cause: refused,
			details: { ...credentials.signIn, ...refused.details },
		});
	}
	return undefined;
}

async function ask(deps: IdentityDeps, region: string): Promise<string | undefined> {
	const { credentials, http, endpoint, onServerTime, signal } = deps;
	const { GetCallerIdentityCommand, STSClient } = await import('./aws/sts.ts');
	const client = new STSClient({
		region,
		credentials: () => credentials.get(),
		requestHandler: http,
		maxAttempts: 2,
		customUserAgent: 'image-builder-history',
		...(endpoint !== undefined && { endpoint }),
	});
	watchServerTime(client.middlewareStack, onServerTime);
	const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(longest)]);
	const { Account } = await client.send(new GetCallerIdentityCommand({}), { abortSignal });
	return Account;
}
