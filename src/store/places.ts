import type { Scope } from '../model/scope.ts';
import type { Connection } from './connection.ts';

/** An account and Region that has calls. */
export interface Place {
	readonly id: number;
	readonly accountId: string;
	readonly region: string;
}

interface PlaceRow {
	readonly id: number;
	readonly account_id: string;
	readonly region: string;
	readonly imported: number;
}

/** All places, and whether they are seen in a scope: its accounts, and those of imported logs. */
export function placesIn(
	connection: Connection,
	scope: Scope,
): { visible: readonly Place[]; hidden: number } {
	const rows = connection.all<PlaceRow>(
		`SELECT id, account_id, region,
			account_id IN (SELECT account_id FROM imported_account) AS imported
		FROM place ORDER BY account_id, region`,
	);
	const visible = rows
		.filter((row) => row.imported === 1 || scope.accounts.includes(row.account_id))
		.map((row) => ({ id: row.id, accountId: row.account_id, region: row.region }));
	return { visible, hidden: rows.length - visible.length };
}

/** The accounts of a scope and those of imported logs. */
export function visibleAccounts(connection: Connection, scope: Scope): ReadonlySet<string> {
	const imported = connection.all<{ account_id: string }>(
		'SELECT account_id FROM imported_account',
	);
	return new Set([...scope.accounts, ...imported.map((row) => row.account_id)]);
}

/** From now on calls of the accounts are seen in every scope. */
export function markImported(connection: Connection, accounts: Iterable<string>): void {
	for (const account of accounts) {
		connection.run('INSERT OR IGNORE INTO imported_account (account_id) VALUES (?)', account);
	}
}
