import type { AccountNames } from '../model/accountText.ts';
import { HistoryError } from '../model/errors.ts';
import type { ProfileSummary } from '../model/history.ts';
import { type AccountNameSource, profileAccountNames } from '../sources/accountNames.ts';
import { namesDeniedKey } from './accountKey.ts';
import type { SyncSettings } from './protocol.ts';
import { accountNamesKey, bestNames, readNames } from './rememberedNames.ts';

/** A connection whose session is good, so that nobody is asked for a code. */
export interface NamingConnection {
	readonly settings: SyncSettings;
	/** Of the profile itself, where known. */
	readonly accountId?: string;
}

export interface AccountNamesDeps {
	readonly store: {
		meta(key: string): string | undefined;
		setMeta(key: string, value: string): void;
	};
	profiles(): Promise<readonly ProfileSummary[]>;
	/** Runs with a session of the connection. */
	connected(
		settings: SyncSettings,
		work: (names: AccountNameSource) => Promise<void>,
	): Promise<void>;
	readonly log: (level: 'info' | 'warn', message: string) => void;
	/** ms since 1970 */
	readonly now: () => number;
}

const day = 86_400_000;
const deniedFor = 7 * day;
/** Accounts asked for in one run; the others wait for the next. */
const mostAsked = 50;

/**
 * Names of accounts: of the organization where it may be asked, else of the profiles. It is asked
 * once a day for an account, and only where there are several accounts to tell apart; a connection
 * that was denied is left alone for a week.
 */
export async function learnAccountNames(
	deps: AccountNamesDeps,
	connections: readonly NamingConnection[],
	accounts: readonly string[],
	signal: AbortSignal,
): Promise<AccountNames> {
	const { store, now } = deps;
	const known = readNames(store.meta(accountNamesKey));
	const before = JSON.stringify([...known]);
	const ofProfiles = profileAccountNames(
		await deps.profiles(),
		connections.map(({ settings: { profile }, accountId }) => ({
			profile,
			...(accountId !== undefined && { accountId }),
		})),
	);
	for (const id of new Set([...known.keys(), ...accounts])) {
		const { profile: _, ...rest } = known.get(id) ?? {};
		const profile = ofProfiles.get(id);
		known.set(id, { ...rest, ...(profile !== undefined && { profile }) });
	}
	const due = accounts.filter((id) => now() - (known.get(id)?.asked ?? 0) >= day);
	if (accounts.length > 1 && due.length > 0) {
		const asked = due.slice(0, mostAsked);
		for (const [id, name] of await ask(deps, connections, asked, signal)) {
			const { name: last, ...rest } = known.get(id) ?? {};
			const kept = name ?? last;
			known.set(id, { ...rest, asked: now(), ...(kept !== undefined && { name: kept }) });
		}
	}
	if (JSON.stringify([...known]) !== before) {
		store.setMeta(accountNamesKey, JSON.stringify(Object.fromEntries(known)));
	}
	return bestNames(known);
}

/** Each connection in turn, until all accounts have a name or nobody knows more. */
async function ask(
	{ store, connected, log, now }: AccountNamesDeps,
	connections: readonly NamingConnection[],
	accounts: readonly string[],
	signal: AbortSignal,
): Promise<ReadonlyMap<string, string | undefined>> {
	const names = new Map<string, string | undefined>();
	for (const { settings } of connections) {
		const open = accounts.filter((id) => names.get(id) === undefined);
		const key = namesDeniedKey(settings);
		if (open.length === 0 || Number(store.meta(key) ?? 0) > now()) {
			continue;
		}
		try {
			await connected(settings, async (source) => {
				for (const id of open) {
					names.set(id, await source.nameOf(id, signal));
				}
			});
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof HistoryError && error.code === 'access-denied') {
				store.setMeta(key, String(now() + deniedFor));
			}
			const reason = error instanceof Error ? error.message : String(error);
			log('info', `No account names from Organizations: ${reason}`);
		}
	}
	return new Map(accounts.map((id) => [id, names.get(id)]));
}
