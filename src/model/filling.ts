import {
	type ArchiveSettings,
	type ConnectionSettings,
	isArchive,
	type SourceSettings,
	sourceId,
} from './connectionSettings.ts';
import type { Place, StretchState } from './coverageMap.ts';
import type { History } from './history.ts';

/** What can tell more of a stretch of time. */
export type Filling =
	/** Event history still has it: a sync reads it. */
	| { readonly kind: 'refresh' }
	| { readonly kind: 'fetch'; readonly connection: string; readonly source: ArchiveSettings }
	/** No source of the settings has it; log files may. */
	| { readonly kind: 'import' };

/** A connection of the settings, with what is known of it. */
export interface FillingConnection {
	readonly settings: ConnectionSettings;
	/** Unknown until it was connected once. */
	readonly accountId?: string;
	/** Those that are read; none where not known yet. */
	readonly regions: readonly string[];
}

/** The connections of a history, each with its account. */
export function fillingConnections({
	connections,
	connection,
}: Pick<History, 'connections' | 'connection'>): readonly FillingConnection[] {
	const states = connection.kind === 'aws' ? connection.connections : [];
	return connections.map((settings) => {
		const { accountId, regions = settings.regions } =
			states.find(({ name }) => name === settings.name) ?? {};
		return { settings, regions, ...(accountId !== undefined && { accountId }) };
	});
}

/** A hole: what is known of it, and who tried. */
export interface Hole {
	readonly place: Place;
	readonly state: StretchState;
	/** Sources that know it for changes. */
	readonly sources: readonly string[];
	/** Sources that could not give it. */
	readonly failed: ReadonlySet<string>;
	/** Sources that were read, and have nothing of it. */
	readonly quiet: ReadonlySet<string>;
	/** The same, and those that were read and do not even hold the account. */
	readonly asked: ReadonlySet<string>;
	/** Sources that are known to hold calls of the place. */
	readonly holders: ReadonlySet<string>;
	/** A refresh asks Event history for this time. */
	readonly recent: boolean;
}

/**
 * The best way to know more: Event history costs nothing, then a source that did not fail here,
 * then one that may do better next time.
 * @returns undefined for a quiet time that no other source may tell more of
 */
export function chooseFilling(
	hole: Hole,
	connections: readonly FillingConnection[],
): Filling | undefined {
	let best: Filling | undefined = hole.state === 'quiet' ? undefined : { kind: 'import' };
	let least = Number.POSITIVE_INFINITY;
	for (const connection of connections) {
		for (const source of connection.settings.sources) {
			const rank = rankOf(hole, connection, source);
			if (rank !== undefined && rank < least) {
				least = rank;
				best = isArchive(source)
					? { kind: 'fetch', connection: connection.settings.name, source }
					: { kind: 'refresh' };
			}
		}
	}
	return best;
}

/** The lower the better; undefined where the source cannot tell more. */
function rankOf(
	hole: Hole,
	connection: FillingConnection,
	source: SourceSettings,
): number | undefined {
	const { place, state, sources, failed, quiet, asked, holders, recent } = hole;
	const id = sourceId(source);
	if (source.type === 'event-history') {
		const hasRegion = connection.regions.length === 0 || connection.regions.includes(place.region);
		return recent && hasRegion && isOf(connection, place) ? 0 : undefined;
	}
	// a table has nothing but the log files of a bucket
	if ((asked.has(id) && !failed.has(id)) || (quiet.size > 0 && source.type === 'athena')) {
		return undefined;
	}
	if (!isArchive(source) || !mayHold(source, connection, place, holders)) {
		return undefined;
	}
	if (state === 'changes' && (source.complete !== 'all' || sources.includes(id))) {
		return undefined;
	}
	return (failed.has(id) ? 3 : 1) + (holders.has(id) ? 0 : 1);
}

function mayHold(
	source: ArchiveSettings,
	connection: FillingConnection,
	place: Place,
	holders: ReadonlySet<string>,
): boolean {
	if (source.type === 's3') {
		const { accounts, regions = connection.settings.regions } = source;
		if (regions.length > 0 && !regions.includes(place.region)) {
			return false;
		}
		if (accounts) {
			return place.accountId === undefined || accounts.includes(place.accountId);
		}
		if (source.organization !== undefined) {
			return true;
		}
	}
	return holders.has(sourceId(source)) || isOf(connection, place);
}

/** As long as an account is not known it may be this one. */
function isOf({ accountId }: FillingConnection, place: Place): boolean {
	return accountId === undefined || (place.accountId ?? accountId) === accountId;
}
