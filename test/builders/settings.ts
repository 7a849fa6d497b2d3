import type { HistorySettings } from '../../src/engine/connectionBook.ts';
import type { SyncSettings } from '../../src/engine/protocol.ts';
import { readConnections } from '../../src/model/readConnections.ts';

/** What the settings `profile`, `regions` and `connections` make together. */
export function historySettings(
	{ profile, regions, ...common }: SyncSettings,
	connections?: unknown,
): HistorySettings {
	return {
		...common,
		connections: readConnections(connections, { profile, regions }).connections,
	};
}
