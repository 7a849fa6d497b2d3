import { createHash } from 'node:crypto';
import type { SyncSettings } from './protocol.ts';

/**
 * Where the store remembers which account a connection was, so that a window shows the right rows
 * before any network answered. Keys of the environment are told apart without keeping their ids.
 */
export function accountKey(settings: SyncSettings): string {
	return `account:${connectionHash(settings)}`;
}

/** Where the store remembers the accounts whose calls a connection's other sources brought. */
export function archiveAccountsKey(settings: SyncSettings): string {
	return `archive-accounts:${connectionHash(settings)}`;
}

/** Where the store remembers that a connection may not ask for names of accounts, and until when. */
export function namesDeniedKey(settings: SyncSettings): string {
	return `account-names-denied:${connectionHash(settings)}`;
}

/** From now on calls of these accounts are seen with the connection. */
export function noteAccounts(
	store: {
		meta(key: string): string | undefined;
		setMeta(key: string, value: string): void;
	},
	settings: SyncSettings,
	accounts: Iterable<string>,
): void {
	const key = archiveAccountsKey(settings);
	const known = readAccounts(store.meta(key));
	const all = [...new Set([...known, ...accounts])].sort();
	if (all.length > known.length) {
		store.setMeta(key, JSON.stringify(all));
	}
}

/** What `noteAccounts` wrote. */
export function readAccounts(value: string | undefined): readonly string[] {
	const parsed: unknown = value === undefined ? [] : JSON.parse(value);
	return Array.isArray(parsed) ? parsed.map(String) : [];
}

/** Tells connections apart by whose credentials they use. */
export function connectionHash(settings: SyncSettings): string {
	const key = settings.profile === '' ? (process.env.AWS_ACCESS_KEY_ID ?? '') : '';
	const text = JSON.stringify([settings.profile, settings.endpointUrl ?? '', key]);
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
