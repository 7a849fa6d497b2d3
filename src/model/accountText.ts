import { plainText } from './plainText.ts';

/** Names of accounts by their ids. Others wrote them: plain text only. */
export type AccountNames = Readonly<Record<string, string>>;

/** The name of an account, if it has one that says more than its id. */
export function accountName(accountId: string, names: AccountNames = {}): string | undefined {
	const name = Object.hasOwn(names, accountId) ? plainText(names[accountId] ?? '', 60).trim() : '';
	return name === '' || name === accountId ? undefined : name;
}

/** `Production (111122223333)`, or the id alone. */
export function accountText(accountId: string, names?: AccountNames): string {
	const name = accountName(accountId, names);
	const id = plainText(accountId, 40);
	return name === undefined ? id : `${name} (${id})`;
}
