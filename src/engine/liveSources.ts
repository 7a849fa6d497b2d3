import type { LiveSettings } from '../model/connectionSettings.ts';
import type { ArchivesDeps } from './archives.ts';
import type { SyncSettings } from './protocol.ts';

/** Takes what a source brings by itself, until the signal stops it. */
export async function runLive(
	_deps: ArchivesDeps,
	_settings: SyncSettings,
	_source: LiveSettings,
	_signal: AbortSignal,
): Promise<void> {}
