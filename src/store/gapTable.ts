import type { Gap } from '../model/coverage.ts';
import type { Scope } from '../model/scope.ts';
import type { Connection } from './connection.ts';
import { visibleAccounts } from './places.ts';

interface Row {
	readonly source: string;
	readonly what: string;
	readonly account_id: string;
	readonly region: string;
	readonly from_ms: number;
	readonly to_ms: number;
	readonly reason: string;
	/** Missing in a database of before that is salvaged. */
	readonly kind?: string;
}

/** Notes gaps inside a transaction of the caller's; one that is known gets the new reason. */
export function saveGaps(connection: Connection, gaps: readonly Gap[]): void {
	for (const { source, what, accountId, region, from, to, reason, kind } of gaps) {
		connection.run(
			'INSERT OR REPLACE INTO gap VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
			source,
			what,
			accountId,
			region,
			Date.parse(from),
			Date.parse(to),
			reason,
			kind ?? '',
		);
	}
}

/** Forgets gaps of a source that were read after all, inside a transaction of the caller's. */
export function closeGaps(connection: Connection, source: string, what: readonly string[]): void {
	for (const each of what) {
		connection.run('DELETE FROM gap WHERE source = ? AND what = ?', source, each);
	}
}

/** Gaps of the accounts of a scope, and those that may be of any account; all without a scope. */
export function readGaps(connection: Connection, scope?: Scope): Gap[] {
	const accounts = scope && visibleAccounts(connection, scope);
	return connection
		.all<Row>('SELECT * FROM gap ORDER BY from_ms, what')
		.filter((row) => row.account_id === '' || (accounts?.has(row.account_id) ?? true))
		.map((row) => ({
			accountId: row.account_id,
			region: row.region,
			source: row.source,
			from: new Date(row.from_ms).toISOString(),
			to: new Date(row.to_ms).toISOString(),
			what: row.what,
			reason: row.reason,
			...(row.kind === 'quiet' && { kind: row.kind }),
		}));
}
