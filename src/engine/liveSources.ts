import { randomUUID } from 'node:crypto';
import { type LiveSettings, sourceId } from '../model/connectionSettings.ts';
import type { HistoryError } from '../model/errors.ts';
import { systemClock } from '../sources/clock.ts';
import { FolderSource } from '../sources/folderSource.ts';
import type { LiveMemory, LiveSource } from '../sources/liveSource.ts';
import { openObjects } from '../sources/sqs/objects.ts';
import { openQueue } from '../sources/sqs/queue.ts';
import { QueueSource } from '../sources/sqs/queueSource.ts';
import { withLease } from '../sync/lease.ts';
import { runLive } from '../sync/liveRun.ts';
import { noteAccounts } from './accountKey.ts';
import type { ArchivesDeps } from './archives.ts';
import type { SyncSettings } from './protocol.ts';

export interface LiveJob {
	readonly signal: AbortSignal;
	/** Something keeps calls from coming; `undefined`: no longer. */
	onTrouble(error: HistoryError | undefined): void;
}

/**
 * Takes what a source brings by itself, until the signal stops it; one window at a time, the others
 * wait for their turn.
 * @throws HistoryError where the source cannot go on; the signal's reason.
 */
export async function runLiveSource(
	deps: ArchivesDeps,
	settings: SyncSettings,
	source: LiveSettings,
	{ signal, onTrouble }: LiveJob,
): Promise<void> {
	const store = deps.store();
	const id = sourceId(source);
	const place = source.type === 'sqs' ? source.queueUrl : source.path;
	const lease = {
		store,
		clock: systemClock,
		name: `live:${place}`,
		// windows wait for hours, each of them
		pollEvery: 2000,
		// two connections may name the same place
		holder: `${deps.holder}/${randomUUID()}`,
	};
	const onSaved = (accounts: ReadonlySet<string>) => {
		noteAccounts(store, settings, accounts);
		deps.onSaved();
	};
	await withLease(lease, signal, (held) =>
		withSource(deps, settings, source, (live) =>
			runLive({ store, id, log: deps.log }, live, { signal: held, onSaved, onTrouble }),
		),
	);
}

async function withSource(
	deps: ArchivesDeps,
	settings: SyncSettings,
	source: LiveSettings,
	work: (live: LiveSource) => Promise<void>,
): Promise<void> {
	const { store, sessions, log, workerUrl } = deps;
	const common = { clock: systemClock, log };
	if (source.type === 'folder') {
		const memory: LiveMemory = { unseen: (folder, objects) => store().unseen(folder, objects) };
		await work(new FolderSource({ ...common, path: source.path, memory, workerUrl }));
		return;
	}
	const session = await sessions.open(settings, { log, onServerTime: () => undefined });
	try {
		await session.connect();
		const queue = openQueue(session, source);
		const fetchObject = openObjects(session, queue.region);
		await work(new QueueSource({ ...common, id: sourceId(source), queue, fetchObject }));
	} finally {
		session.close();
	}
}
