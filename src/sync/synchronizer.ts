import { HistoryError, isCancellation } from '../model/errors.ts';
import type { RegionProgress, SyncError, SyncReport } from '../model/history.ts';
import { isCredentialFailure, toHistoryError } from '../sources/awsErrors.ts';
import { type AwsSession, AwsSessions, type SessionSettings } from '../sources/awsSession.ts';
import { type Clock, systemClock } from '../sources/clock.ts';
import { ServerClock } from '../sources/serverTime.ts';
import { finishedByOther, lastAccount, noteFinished } from './finished.ts';
import { withLease } from './lease.ts';
import { RegionSync } from './regionSync.ts';
import type { SyncStore } from './syncStore.ts';

export interface SynchronizerDeps {
	readonly store: SyncStore;
	readonly log: (level: 'info' | 'warn', message: string) => void;
	/** Asks the user; undefined where there was no answer. */
	readonly mfaCode?: (serial: string) => Promise<string | undefined>;
	/** Tells this window from every other. */
	readonly holder: string;
	/** CloudTrail's limit where absent; for tests and benchmarks. */
	readonly requestsPerSecond?: number;
	readonly clock?: Clock;
	/** AWS itself where absent; for tests. */
	readonly openSession?: AwsSessions['open'];
}

export interface SynchronizerSettings extends SessionSettings {
	/** Up to 90. */
	readonly lookBackDays: number;
}

export interface SyncOptions {
	readonly signal: AbortSignal;
	/** Of all Regions, whenever one goes on. */
	readonly onProgress: (progress: readonly RegionProgress[]) => void;
	/** Told first without the account where that takes time, and again with it. */
	readonly onIdentity: (identity: {
		readonly accountId: string | undefined;
		readonly regions: readonly string[];
	}) => void;
	/** Something new is in the store. */
	readonly onSaved: () => void;
}

/** Keeps the store true to Event history. */
export interface Synchronizer {
	/**
	 * Reads what the store has not, all Regions side by side; one window at a time, the others wait.
	 * A Region that fails is in the report and stops no other; cancelling keeps all that was read.
	 * @throws HistoryError where there are no good credentials or the store cannot be written.
	 */
	sync(settings: SynchronizerSettings, options: SyncOptions): Promise<SyncReport>;
}

export function createSynchronizer(deps: SynchronizerDeps): Synchronizer {
	const sessions = new AwsSessions(deps.mfaCode);
	const openSession: AwsSessions['open'] =
		deps.openSession ?? ((...args) => sessions.open(...args));
	return {
		async sync(settings, options) {
			const clock = deps.clock ?? systemClock;
			const serverClock = new ServerClock(() => clock.now());
			const session = await openSession(settings, {
				log: deps.log,
				onServerTime: (time) => serverClock.observe(time),
			});
			const run = new Run({ ...deps, clock }, { settings, options, session, serverClock });
			try {
				return await run.run();
			} finally {
				session.close();
			}
		},
	};
}

interface RunInput {
	readonly settings: SynchronizerSettings;
	readonly options: SyncOptions;
	readonly session: AwsSession;
	readonly serverClock: ServerClock;
}

/** One sync of one profile. */
class Run {
	readonly #deps: SynchronizerDeps & { readonly clock: Clock };
	readonly #input: RunInput;
	readonly #progress = new Map<string, RegionProgress>();
	readonly #errors = new Map<string, SyncError>();
	#regions: readonly RegionSync[] = [];
	#totals = { newCalls: 0, requests: 0, throttles: 0 };
	#accountId: string | undefined;

	constructor(deps: SynchronizerDeps & { readonly clock: Clock }, input: RunInput) {
		this.#deps = deps;
		this.#input = input;
	}

	async run(): Promise<SyncReport> {
		const { session, options, settings } = this.#input;
		const { signal } = options;
		try {
			signal.throwIfAborted();
			await orAborted(session.connect(), signal);
			options.onIdentity({ accountId: undefined, regions: session.regions });
			const name = `sync:${JSON.stringify([settings.profile, settings.endpointUrl ?? ''])}`;
			const onWait = () => this.#waitForOther();
			await withLease({ ...this.#deps, name, onWait }, signal, (under, since) =>
				this.#readRegions(under, since),
			);
		} catch (error) {
			if (!signal.aborted && !isCancellation(error)) {
				throw toHistoryError(error, {});
			}
		}
		this.#count();
		const errors = [...this.#errors.values()];
		return { ...this.#totals, errors, ...(signal.aborted && { cancelled: true }) };
	}

	async #readRegions(signal: AbortSignal, waitedSince: number | undefined): Promise<void> {
		this.#count();
		const { session, options, settings } = this.#input;
		const regions = session.regions.filter(
			(region) => waitedSince === undefined || !this.#isFresh(region, waitedSince),
		);
		if (regions.length === 0) {
			return;
		}
		const fatal = new AbortController();
		const under = AbortSignal.any([signal, fatal.signal]);
		const account = session.account(under);
		account.catch((error: unknown) => fatal.abort(error));
		const { requestsPerSecond } = this.#deps;
		await Promise.all(
			regions.map(async (region) => {
				let reading: RegionSync | undefined;
				try {
					reading = new RegionSync({
						...this.#deps,
						...this.#input,
						lookup: session.lookup(region),
						region,
						lookBackDays: settings.lookBackDays,
						signal: under,
						account,
						likelyAccount: this.#lastAccount(region),
						onAccount: (accountId) => this.#learnAccount(accountId),
						onProgress: (progress) => this.#report(progress),
						onSaved: options.onSaved,
						...(requestsPerSecond !== undefined && { requestsPerSecond }),
					});
					this.#regions = [...this.#regions, reading];
					await reading.run();
					this.#noteFinished(region);
				} catch (error) {
					if (error instanceof HistoryError && error.code === 'region-not-enabled') {
						// AWS says the same of an unknown key; STS knows which it is
						await account.catch(() => undefined);
					}
					if (under.aborted) {
						return;
					}
					if (isCredentialFailure(error) || isStoreFailure(error)) {
						fatal.abort(error);
						return;
					}
					this.#fail(region, error, reading);
				}
			}),
		);
		if (fatal.signal.aborted && !signal.aborted) {
			throw fatal.signal.reason;
		}
	}

	#isFresh(region: string, since: number): boolean {
		const { profile, endpointUrl, lookBackDays } = this.#input.settings;
		const accountId = finishedByOther(
			this.#deps.store,
			{ profile, endpointUrl, region },
			{ since, now: this.#deps.clock.now(), lookBackDays },
		);
		if (accountId === undefined) {
			return false;
		}
		this.#learnAccount(accountId);
		this.#report({ accountId, region, phase: 'done', requests: 0, newCalls: 0 });
		return true;
	}

	#lastAccount(region: string): string | undefined {
		const { profile, endpointUrl } = this.#input.settings;
		return lastAccount(this.#deps.store, { profile, endpointUrl, region });
	}

	#noteFinished(region: string): void {
		const { profile, endpointUrl, lookBackDays } = this.#input.settings;
		if (this.#accountId !== undefined) {
			noteFinished(
				this.#deps.store,
				{ profile, endpointUrl, region },
				{ at: this.#deps.clock.now(), lookBackDays, accountId: this.#accountId },
			);
		}
	}

	#fail(region: string, error: unknown, reading: RegionSync | undefined): void {
		const { code, message, details } = toHistoryError(error, { region });
		this.#deps.log('warn', `${region}: ${code} ${details.awsCode ?? ''} ${message}`);
		const accountId = this.#accountId;
		this.#errors.set(region, {
			...(accountId !== undefined && { accountId }),
			region,
			code,
			message,
		});
		reading?.fail({ code, message });
	}

	#waitForOther(): void {
		this.#deps.log('info', 'Another window reads this history; this one waits for it.');
		for (const region of this.#input.session.regions) {
			const accountId = this.#accountId ?? '';
			this.#report({ accountId, region, phase: 'waiting', requests: 0, newCalls: 0 });
		}
	}

	#learnAccount(accountId: string): void {
		if (accountId !== this.#accountId) {
			this.#accountId = accountId;
			this.#input.options.onIdentity({ accountId, regions: this.#input.session.regions });
		}
	}

	#report(progress: RegionProgress): void {
		this.#progress.set(progress.region, progress);
		this.#input.options.onProgress([...this.#progress.values()]);
	}

	/** Adds up what the Regions did since the last time. */
	#count(): void {
		for (const { progress, throttles } of this.#regions) {
			this.#totals.newCalls += progress.newCalls;
			this.#totals.requests += progress.requests;
			this.#totals.throttles += throttles;
		}
		this.#regions = [];
	}
}

/** Who stops a sync need not close its question for a code first; the answer is kept all the same. */
async function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
	let stop = () => {};
	const aborted = new Promise<never>((_, reject) => {
		stop = () => reject(signal.reason);
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

/** Nothing could be saved, of any Region. */
function isStoreFailure(error: unknown): error is HistoryError {
	return error instanceof HistoryError && error.code.startsWith('store-');
}
