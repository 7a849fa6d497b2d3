import { type ArchiveSettings, sourceId } from '../model/connectionSettings.ts';
import type { Coverage } from '../model/coverage.ts';
import type { ArchiveSource } from '../sources/archiveSource.ts';
import { connectionHash } from './accountKey.ts';
import type { SyncSettings } from './protocol.ts';

export interface HeldPlacesStore {
	meta(key: string): string | undefined;
	setMeta(key: string, value: string): void;
	coverage(): readonly Coverage[];
}

/** Where the store remembers something of an archive as one connection reads it. */
export function archiveKey(kind: string, settings: SyncSettings, source: ArchiveSettings): string {
	const { days: _, complete: __, ...place } = source;
	return `${kind}:${connectionHash(settings)}:${JSON.stringify([settings.regions, place])}`;
}

/**
 * What was read of an archive before, of the accounts and Regions that this connection found in it.
 * Two accounts may each have a log group or a table of one name: coverage tells them apart by the
 * name alone, and what one of them holds says nothing of the other.
 */
export function ownCoverage(
	store: HeldPlacesStore,
	settings: SyncSettings,
	source: ArchiveSettings,
): readonly Coverage[] {
	const id = sourceId(source);
	const held = new Set(placesOf(store, archiveKey('held', settings, source)));
	return store.coverage().filter((each) => each.source === id && held.has(nameOf(each)));
}

/** The same archive; what it claims is remembered as found with this connection. */
export function remembered(
	archive: ArchiveSource,
	store: HeldPlacesStore,
	settings: SyncSettings,
	source: ArchiveSettings,
): ArchiveSource {
	const key = archiveKey('held', settings, source);
	const held = new Set(placesOf(store, key));
	return {
		estimate: (window, signal) => archive.estimate(window, signal),
		async *read(window, options) {
			for await (const page of archive.read(window, options)) {
				yield page;
				// saved by now
				const before = held.size;
				page.coverage.forEach((each) => void held.add(nameOf(each)));
				if (held.size > before) {
					store.setMeta(key, JSON.stringify([...held].sort()));
				}
			}
		},
	};
}

function nameOf({ accountId, region }: Pick<Coverage, 'accountId' | 'region'>): string {
	return `${accountId}/${region}`;
}

function placesOf(store: Pick<HeldPlacesStore, 'meta'>, key: string): readonly string[] {
	const parsed: unknown = JSON.parse(store.meta(key) ?? '[]');
	return Array.isArray(parsed) ? parsed.map(String) : [];
}
