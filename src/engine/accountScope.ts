import type { Scope } from '../model/scope.ts';
import { accountKey, archiveAccountsKey, readAccounts } from './accountKey.ts';
import type { ConnectionBook } from './connectionBook.ts';

export interface AccountScopeDeps {
	meta(key: string): Promise<string | undefined>;
	/** A connection led to this account before. */
	onAccount(book: ConnectionBook, name: string, accountId: string): void;
}

/** Whose calls a window shows: of the accounts that its connections led to, now or before. */
export class AccountScope {
	readonly #deps: AccountScopeDeps;
	#accounts: Promise<readonly string[]> | undefined;

	constructor(deps: AccountScopeDeps) {
		this.#deps = deps;
	}

	/** Another window, another source or other settings may lead to other accounts. */
	forget(): void {
		this.#accounts = undefined;
	}

	async of(book: ConnectionBook): Promise<Scope> {
		this.#accounts ??= this.#remembered(book).catch((error: unknown) => {
			// the next question asks again
			this.forget();
			throw error;
		});
		const remembered = await this.#accounts;
		const now = book.connection.connections.flatMap(({ accountId }) => accountId ?? []);
		return { accounts: [...new Set([...remembered, ...now])] };
	}

	/** The accounts that the same settings led to before, so that rows show without any network. */
	async #remembered(book: ConnectionBook): Promise<readonly string[]> {
		const { meta, onAccount } = this.#deps;
		const accounts = await Promise.all(
			book.connections.map(async ({ name }) => {
				const settings = book.syncSettings(name);
				const [own, others] = await Promise.all([
					meta(accountKey(settings)),
					meta(archiveAccountsKey(settings)),
				]);
				if (own !== undefined && !book.state(name)?.accountId) {
					onAccount(book, name, own);
				}
				return [...(own === undefined ? [] : [own]), ...readAccounts(others)];
			}),
		);
		return accounts.flat();
	}
}
