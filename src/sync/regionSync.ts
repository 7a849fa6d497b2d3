import type { RegionProgress } from '../model/history.ts';
import type { Covered } from '../sources/changesLane.ts';
import type { Clock } from '../sources/clock.ts';
import { readEventHistory } from '../sources/eventHistorySource.ts';
import type { Lookup } from '../sources/lookup.ts';
import type { EventHistoryPage, EventHistoryRequest } from '../sources/reading.ts';
import type { ServerClock } from '../sources/serverTime.ts';
import { subtractSpans } from '../sources/span.ts';
import { Limiter } from './limiter.ts';
import { eventHistory, oldestStart, type Plan, planReading, timeWindow } from './plan.ts';
import type { SyncStore } from './syncStore.ts';

export interface RegionSyncDeps {
	readonly store: SyncStore;
	readonly clock: Clock;
	readonly serverClock: ServerClock;
	readonly lookup: Lookup;
	readonly region: string;
	readonly lookBackDays: number;
	readonly requestsPerSecond?: number;
	readonly signal: AbortSignal;
	/** Undefined where STS does not know it; the records may. */
	readonly account: Promise<string | undefined>;
	/**
	 * What the account was last time: whose rate the first request counts for, and what is already
	 * known. Were it another one by now, the page read is that one's, and the rest is planned anew.
	 */
	readonly likelyAccount?: string | undefined;
	readonly onAccount: (accountId: string) => void;
	readonly onProgress: (progress: RegionProgress) => void;
	readonly onSaved: () => void;
	readonly log: (level: 'info' | 'warn', message: string) => void;
}

/** People wait for the first rows: the account's id must not hold them up for longer, ms. */
const accountPatience = 20;
/** Unreadable records in the log, for each sync; the rest is a number, and that has an end too. */
const mostLogged = 20;
const mostCounted = 1000;

/**
 * A clock that is off by less is right enough: the next sync reads the last minutes again anyway.
 * Date headers are of whole seconds and come with the answer's delay, ms.
 */
const clockTolerance = 60_000;

/** Reads what is missing of one Region. */
export class RegionSync {
	readonly #deps: RegionSyncDeps;
	readonly #limiter: Limiter;
	#accountId: string | undefined;
	#progress: RegionProgress;
	readonly #unreadable = new Set<string>();

	constructor(deps: RegionSyncDeps) {
		this.#deps = deps;
		const { store, clock, region, requestsPerSecond, log } = deps;
		this.#progress = { accountId: '', region, phase: 'waiting', requests: 0, newCalls: 0 };
		this.#limiter = new Limiter({
			store,
			clock,
			key: `${deps.likelyAccount ?? 'unknown'}/${region}`,
			...(requestsPerSecond !== undefined && { requestsPerSecond }),
			onThrottle: (ms) => log('info', `${region}: throttled, waits ${Math.round(ms)} ms`),
		});
	}

	get progress(): RegionProgress {
		return this.#progress;
	}

	get throttles(): number {
		return this.#limiter.throttles;
	}

	/** @throws HistoryError; what was saved before stays. */
	async run(): Promise<void> {
		const { account, clock, signal } = this.#deps;
		const early = new AbortController();
		const patience = clock
			.sleep(accountPatience, AbortSignal.any([signal, early.signal]))
			.then(() => undefined)
			.catch(() => undefined);
		this.#learnAccount(await Promise.race([account, patience]));
		early.abort();
		signal.throwIfAborted();
		const rest = await this.#readNewest();
		if (rest.plan.all.length > 0) {
			await this.#readRest(rest.plan, rest.density);
		}
		const { secondsLeft: _, ...done } = this.#progress;
		const { from } = this.#window;
		this.#report({ ...done, phase: 'done', readBackTo: new Date(from).toISOString() });
		const { size } = this.#unreadable;
		if (size > 0) {
			const number = size < mostCounted ? size : `at least ${size}`;
			this.#deps.log('warn', `${this.#deps.region}: ${number} records were unreadable`);
		}
	}

	fail(error: { readonly code: string; readonly message: string }): void {
		const { region } = this.#deps;
		const place =
			this.#accountId === undefined ? { region } : { accountId: this.#accountId, region };
		this.#report({ ...this.#progress, phase: 'failed', error: { ...place, ...error } });
	}

	get #window() {
		const { serverClock, lookBackDays } = this.#deps;
		return timeWindow(serverClock.now(), lookBackDays);
	}

	/** One page: people see the newest calls at once, and mostly there is no more to read. */
	async #readNewest(): Promise<{ plan: Plan; density: number }> {
		const { store, serverClock, region, lookBackDays } = this.#deps;
		const coverage = store.coverage();
		const plan = (now: number): Plan => {
			const accountId = this.#accountId ?? this.#deps.likelyAccount ?? '';
			return planReading({ coverage, accountId, region, now, lookBackDays });
		};
		const begun = { now: serverClock.now(), offset: serverClock.offset };
		const [newest] = plan(begun.now).all;
		if (!newest) {
			return { plan: { all: [], changes: [] }, density: 0 };
		}
		this.#report({ ...this.#progress, phase: 'newest' });
		let first: EventHistoryPage | undefined;
		for await (const page of this.#read({ all: [newest], changes: [], density: 0, serial: true })) {
			first = page;
			break;
		}
		this.#learnAccount(first?.calls[0]?.call.accountId || (await this.#deps.account));
		const covered = first ? this.#save(first) : [];
		const isOff = Math.abs(serverClock.offset - begun.offset) > clockTolerance;
		const now = isOff ? serverClock.now() : begun.now;
		const { all, changes } = plan(now);
		return {
			plan: { all: subtractSpans(all, covered), changes: subtractSpans(changes, covered) },
			density: first?.density ?? 0,
		};
	}

	async #readRest({ all, changes }: Plan, density: number): Promise<void> {
		for await (const page of this.#read({ all, changes, density })) {
			this.#save(page);
			this.#report({
				...this.#progress,
				phase: page.lane,
				readBackTo: new Date(page.readBackTo).toISOString(),
				secondsLeft: Math.ceil((page.pagesLeft * this.#limiter.interval) / 1000),
			});
		}
	}

	#read(
		what: Pick<EventHistoryRequest, 'all' | 'changes' | 'density' | 'serial'>,
	): AsyncGenerator<EventHistoryPage> {
		const { clock, signal, lookup, serverClock, region, log } = this.#deps;
		return readEventHistory({
			...what,
			clock,
			signal,
			pacer: this.#limiter,
			lookup: (request, under, onLeave) => {
				this.#progress = { ...this.#progress, requests: this.#progress.requests + 1 };
				return lookup(request, under, onLeave);
			},
			oldest: () => oldestStart(serverClock.now()),
			onRetry: (error, waitMs) =>
				log('info', `${region}: ${error.message} Tries again in ${Math.round(waitMs)} ms.`),
		});
	}

	/** Calls and what they cover, in one transaction. @returns what is known now. */
	#save({ calls, unreadable, covered }: EventHistoryPage): readonly Covered[] {
		const { store, region, serverClock, onSaved } = this.#deps;
		const accountId = this.#accountId;
		const now = serverClock.now();
		// a clock that ran ahead must not make tomorrow known
		const known = covered
			.map((span) => ({ ...span, to: Math.min(span.to, now) }))
			.filter(({ from, to }) => from < to);
		const { newCalls, changedCalls } = store.save({
			calls,
			source: eventHistory,
			coverage:
				accountId === undefined
					? []
					: known.map(({ from, to, complete, except }) => ({
							accountId,
							region,
							source: eventHistory,
							from: new Date(from).toISOString(),
							to: new Date(to).toISOString(),
							complete,
							...(except && { except }),
						})),
		});
		this.#noteUnreadable(unreadable);
		this.#progress = { ...this.#progress, newCalls: this.#progress.newCalls + newCalls };
		if (newCalls + changedCalls + known.length > 0) {
			onSaved();
		}
		return known;
	}

	/** Each once, though some pages are read twice. */
	#noteUnreadable(reasons: readonly string[]): void {
		for (const reason of reasons) {
			const { size } = this.#unreadable;
			if (size < mostCounted && !this.#unreadable.has(reason)) {
				this.#unreadable.add(reason);
				if (size < mostLogged) {
					this.#deps.log('warn', `${this.#deps.region}: ${reason}`);
				}
			}
		}
	}

	#learnAccount(accountId: string | undefined): void {
		if (accountId !== undefined && accountId !== this.#accountId) {
			this.#accountId = accountId;
			this.#progress = { ...this.#progress, accountId };
			this.#limiter.rename(`${accountId}/${this.#deps.region}`);
			this.#deps.onAccount(accountId);
		}
	}

	#report(progress: RegionProgress): void {
		this.#progress = progress;
		this.#deps.onProgress(progress);
	}
}
