import type { AccountNames } from '../model/accountText.ts';
import { isCancellation } from '../model/errors.ts';
import type { ConnectionState } from '../model/history.ts';
import type { NamingConnection } from './accountNames.ts';
import type { ConnectionBook } from './connectionBook.ts';
import type { LogLevel } from './protocol.ts';

export interface KnownNamesDeps {
	/** What was learnt before. */
	recall(): Promise<AccountNames>;
	learn(
		connections: readonly NamingConnection[],
		accounts: readonly string[],
	): Promise<AccountNames>;
	readonly log: (level: LogLevel, message: string) => void;
	readonly onChange: () => void;
}

/** Names of accounts as a window knows them. Nothing waits for them, and no failure is told. */
export class KnownNames {
	readonly #deps: KnownNamesDeps;
	#names: AccountNames = {};
	#recalled = false;

	constructor(deps: KnownNamesDeps) {
		this.#deps = deps;
	}

	/** What to put into a connection. */
	get field(): { readonly accountNames?: AccountNames } {
		return Object.keys(this.#names).length > 0 ? { accountNames: this.#names } : {};
	}

	/** Takes what earlier windows learnt, once. */
	async recall(): Promise<void> {
		if (!this.#recalled) {
			this.#recalled = true;
			await this.#take(() => this.#deps.recall());
		}
	}

	/** Asks anew, after a sync. Only connections that just worked are asked. */
	async learn(book: ConnectionBook, accounts: readonly string[]): Promise<void> {
		const good = book.connection.connections.filter(({ phase }) => phase === 'ready');
		const connections = good.map((state) => namingConnection(book, state));
		if (connections.length > 0) {
			await this.#take(() => this.#deps.learn(connections, accounts));
		}
	}

	async #take(work: () => Promise<AccountNames>): Promise<void> {
		try {
			const names = await work();
			if (JSON.stringify(names) !== JSON.stringify(this.#names)) {
				this.#names = names;
				this.#deps.onChange();
			}
		} catch (error) {
			if (!isCancellation(error)) {
				this.#deps.log('debug', `Account names: ${String(error)}`);
			}
		}
	}
}

function namingConnection(
	book: ConnectionBook,
	{ name, accountId }: ConnectionState,
): NamingConnection {
	return { settings: book.syncSettings(name), ...(accountId !== undefined && { accountId }) };
}
