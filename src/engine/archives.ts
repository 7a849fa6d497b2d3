import { randomUUID } from 'node:crypto';
import { type ArchiveSettings, sourceId } from '../model/connectionSettings.ts';
import { HistoryError } from '../model/errors.ts';
import type {
	FetchEstimate,
	FetchProgress,
	FetchReport,
	FetchWindow,
	FoundSources,
} from '../model/fetch.ts';
import type { ArchiveSource } from '../sources/archiveSource.ts';
import type { AwsSession, AwsSessions } from '../sources/awsSession.ts';
import { systemClock } from '../sources/clock.ts';
import { discoverSources } from '../sources/discoverSources.ts';
import { openArchive } from '../sources/openArchive.ts';
import { ServerClock } from '../sources/serverTime.ts';
import type { CallStore } from '../store/callStore.ts';
import { runArchive } from '../sync/archiveRun.ts';
import { type AskedTime, followWindow, withWindow } from '../sync/followWindow.ts';
import { noteAccounts } from './accountKey.ts';
import { archiveKey, ownCoverage, remembered } from './heldPlaces.ts';
import type { SyncSettings } from './protocol.ts';

export interface ArchivesDeps {
	readonly store: () => CallStore;
	readonly sessions: AwsSessions;
	readonly workerUrl: URL;
	readonly holder: string;
	readonly log: (level: 'info' | 'warn', message: string) => void;
	readonly onSaved: () => void;
}

export interface ArchiveJob {
	readonly signal: AbortSignal;
	onProgress(progress: FetchProgress): void;
}

/** A refresh fetches no more than this from a bucket without asking, bytes. */
const mostUnasked = 500e6;

/** AWS announced CloudTrail on that day. */
const cloudTrailBegin = Date.UTC(2013, 10, 13);

/** The engine's work on archives: opened for each job, closed with it. */
export class Archives {
	readonly #deps: ArchivesDeps;
	/** What AWS has not written yet must not be claimed, however wrong this computer's clock is. */
	readonly #clock = new ServerClock(() => Date.now());

	constructor(deps: ArchivesDeps) {
		this.#deps = deps;
	}

	estimate(
		settings: SyncSettings,
		source: ArchiveSettings,
		window: FetchWindow,
		signal: AbortSignal,
	): Promise<FetchEstimate> {
		return this.#with(settings, source, (archive) => archive.estimate(sensible(window), signal));
	}

	fetch(
		settings: SyncSettings,
		source: ArchiveSettings,
		window: FetchWindow,
		run: ArchiveJob,
	): Promise<FetchReport> {
		const { store, onSaved } = this.#deps;
		return this.#with(settings, source, (archive) =>
			runArchive(
				{
					...this.#deps,
					// a refresh and a command of one window take turns too
					holder: `${this.#deps.holder}/${randomUUID()}`,
					store: store(),
					source: remembered(archive, store(), settings, source),
					id: sourceId(source),
					clock: systemClock,
				},
				sensible(window),
				{
					...run,
					onSaved: (accounts) => {
						noteAccounts(store(), settings, accounts);
						onSaved();
					},
				},
			),
		);
	}

	/**
	 * Reads what of an archive with `days` was not read yet.
	 * @returns undefined where it was read just now
	 * @throws HistoryError `too-much` where that is so much that people should be asked
	 */
	async follow(
		settings: SyncSettings,
		source: ArchiveSettings,
		run: ArchiveJob,
	): Promise<FetchReport | undefined> {
		const store = this.#deps.store();
		const key = archiveKey('followed', settings, source);
		const asked = readAsked(store.meta(key));
		const own = ownCoverage(store, settings, source);
		const window = followWindow(source, own, this.#clock.now(), asked);
		if (!window) {
			return undefined;
		}
		const { bytes = 0, unbounded = false } = ['s3', 'athena'].includes(source.type)
			? await this.estimate(settings, source, window, run.signal)
			: {};
		if (unbounded) {
			throw new HistoryError(
				'too-much',
				`${sourceId(source)} has no partition of the time: each refresh would scan all of it. Take "days" out of this source, and run "Fetch Older History" when you need it.`,
			);
		}
		if (bytes > mostUnasked) {
			throw new HistoryError(
				'too-much',
				`${sourceId(source)} has ${Math.round(bytes / 1e6)} MB that were not read. Run "Fetch Older History" to read them.`,
			);
		}
		const report = await this.fetch(settings, source, window, run);
		if (report.cancelled !== true) {
			// by now it is known what AWS's clock says
			const to = new Date(Math.min(Date.parse(window.to), this.#clock.now())).toISOString();
			store.setMeta(key, JSON.stringify(withWindow(asked, { ...window, to })));
		}
		return report;
	}

	async discover(settings: SyncSettings, signal: AbortSignal): Promise<FoundSources> {
		return this.#connected(settings, (session) => discoverSources(session, signal));
	}

	async #with<T>(
		settings: SyncSettings,
		source: ArchiveSettings,
		work: (archive: ArchiveSource) => Promise<T>,
	): Promise<T> {
		const { store, workerUrl, log } = this.#deps;
		return this.#connected(settings, async (session) => {
			const archive = await openArchive(source, {
				session,
				memory: {
					unseen: (folder, objects) => store().unseen(folder, objects),
					gaps: (id) =>
						store()
							.gaps()
							.filter((gap) => gap.source === id),
					coverage: () => ownCoverage(store(), settings, source),
				},
				regions: settings.regions,
				workerUrl,
				log,
				now: () => this.#clock.now(),
			});
			try {
				return await work(archive);
			} finally {
				await archive.close?.();
			}
		});
	}

	async #connected<T>(
		settings: SyncSettings,
		work: (session: AwsSession) => Promise<T>,
	): Promise<T> {
		const { sessions, log } = this.#deps;
		const onServerTime = (time: number) => this.#clock.observe(time);
		const session = await sessions.open(settings, { log, onServerTime });
		try {
			await session.connect();
			return await work(session);
		} finally {
			session.close();
		}
	}
}

/** People may ask for all that there is: nothing is older than CloudTrail. */
function sensible({ from, ...rest }: FetchWindow): FetchWindow {
	const begin = Math.max(Date.parse(from), cloudTrailBegin);
	return { ...rest, from: new Date(begin).toISOString() };
}

function readAsked(value: string | undefined): AskedTime | undefined {
	const parsed: unknown = value === undefined ? undefined : JSON.parse(value);
	return typeof parsed === 'object' && parsed !== null && 'from' in parsed && 'to' in parsed
		? { from: String(parsed.from), to: String(parsed.to) }
		: undefined;
}
