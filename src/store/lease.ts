import type { Connection } from './connection.ts';

interface LeaseRow {
	readonly holder: string;
	readonly expires_at: number;
	readonly ttl: number;
}

export type LeaseResult =
	| { readonly ok: true }
	| { readonly ok: false; readonly holder: string; readonly expiresAt: number };

/**
 * Takes a lease for `ttl` ms if nobody holds it, or the holder did not renew it in time. A lease
 * that would end later than its own length from now was written by a clock that was wrong.
 */
export function acquireLease(
	connection: Connection,
	name: string,
	holder: string,
	ttl: number,
	now: number,
): LeaseResult {
	return connection.write(() => {
		const lease = connection.get<LeaseRow>(
			'SELECT holder, expires_at, ttl FROM lease WHERE name = ?',
			name,
		);
		const isHeld = lease && lease.expires_at > now && lease.expires_at <= now + lease.ttl;
		if (isHeld && lease.holder !== holder) {
			return { ok: false, holder: lease.holder, expiresAt: lease.expires_at };
		}
		connection.run(
			`INSERT INTO lease (name, holder, expires_at, ttl) VALUES (?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET
				holder = excluded.holder, expires_at = excluded.expires_at, ttl = excluded.ttl`,
			name,
			holder,
			now + ttl,
			ttl,
		);
		return { ok: true };
	});
}

/**
 * Holds a lease for `ttl` ms more.
 * @returns false where another holder has it by now: stop what the lease was for.
 */
export function renewLease(
	connection: Connection,
	name: string,
	holder: string,
	ttl: number,
	now: number,
): boolean {
	return connection.write(
		() =>
			connection.run(
				'UPDATE lease SET expires_at = ?, ttl = ? WHERE name = ? AND holder = ?',
				now + ttl,
				ttl,
				name,
				holder,
			) > 0,
	);
}

/** Gives a lease back; another holder's stays. */
export function releaseLease(connection: Connection, name: string, holder: string): void {
	connection.write(() => {
		connection.run('DELETE FROM lease WHERE name = ? AND holder = ?', name, holder);
	});
}
