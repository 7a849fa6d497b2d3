import type { AccountNames } from './accountText.ts';
import type { Connection, ConnectionState } from './history.ts';

/** One of the connections that a history is of, as far as questions about places need it. */
export type ConnectionPart = Omit<ConnectionState, 'name'>;

/** The connections one by one; none of the sample. */
export function connectionParts(connection: Connection): readonly ConnectionPart[] {
	if (connection.kind !== 'aws') {
		return [];
	}
	return connection.connections.length > 0 ? connection.connections : [connection];
}

/** An account and Region that a connection reads; the account is missing until it is known. */
export interface ConnectionPlace {
	readonly accountId?: string;
	readonly region: string;
}

/** What the connections read, each place once. */
export function connectionPlaces(connection: Connection): readonly ConnectionPlace[] {
	const places = connectionParts(connection).flatMap(({ accountId, regions }) =>
		regions.map((region) => ({ ...(accountId !== undefined && { accountId }), region })),
	);
	return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

/** The profile to ask AWS about an account with: of the connection that reads it, else the only one. */
export function profileFor(connection: Connection, accountId: string): string {
	const parts = connectionParts(connection);
	const own = parts.find((part) => part.accountId === accountId);
	return (own ?? (parts.length === 1 ? parts[0] : undefined))?.profile ?? '';
}

/** Names of accounts, as far as they are known; those of the sample have none. */
export function accountNamesOf(connection: Connection): AccountNames {
	return (connection.kind === 'aws' ? connection.accountNames : undefined) ?? {};
}
