import type { Clock } from '../sources/clock.ts';
import type { SyncStore } from './syncStore.ts';

export interface LeaseDeps {
	readonly store: Pick<SyncStore, 'acquireLease' | 'renewLease' | 'releaseLease'>;
	readonly clock: Clock;
	/** What is done by one holder at a time. */
	readonly name: string;
	/** Tells this window from every other. */
	readonly holder: string;
	/** How often it is looked whether the holder is done, ms; 500 if not given. */
	readonly pollEvery?: number;
	/** Another window works on it; told once for each wait. */
	readonly onWait?: () => void;
}

/** A window that died is replaced after so long, ms. */
const ttl = 15_000;
const poll = 500;

/**
 * Does the work while no other window does, waiting for its turn. Work that lost its lease, as after
 * a night's sleep of the machine, is stopped and waits again.
 * @param work takes a signal, and since when it waited for others (ms since 1970), if it did.
 */
export async function withLease<T>(
	deps: LeaseDeps,
	signal: AbortSignal,
	work: (signal: AbortSignal, waitedSince: number | undefined) => Promise<T>,
): Promise<T> {
	const { store, clock, name, holder } = deps;
	let waitedSince: number | undefined;
	for (;;) {
		waitedSince = (await waitForTurn(deps, signal)) ?? waitedSince;
		const lost = new AbortController();
		const finished = new AbortController();
		const renewing = keep(deps, lost, finished.signal);
		try {
			const done = await work(AbortSignal.any([signal, lost.signal]), waitedSince);
			if (!lost.signal.aborted || signal.aborted) {
				return done;
			}
		} catch (error) {
			if (!lost.signal.aborted || signal.aborted) {
				throw error;
			}
		} finally {
			finished.abort();
			await renewing;
			store.releaseLease(name, holder);
		}
		waitedSince ??= clock.now();
	}
}

/** @returns since when it waited, undefined where it did not. */
async function waitForTurn(deps: LeaseDeps, signal: AbortSignal): Promise<number | undefined> {
	const { store, clock, name, holder, pollEvery = poll, onWait } = deps;
	let since: number | undefined;
	for (;;) {
		signal.throwIfAborted();
		if (store.acquireLease(name, holder, ttl, clock.now()).ok) {
			return since;
		}
		if (since === undefined) {
			since = clock.now();
			onWait?.();
		}
		await clock.sleep(pollEvery * (1 + Math.random()), signal);
	}
}

async function keep(deps: LeaseDeps, lost: AbortController, until: AbortSignal): Promise<void> {
	const { store, clock, name, holder } = deps;
	for (;;) {
		try {
			await clock.sleep(ttl / 3, until);
		} catch {
			return;
		}
		try {
			if (!store.renewLease(name, holder, ttl, clock.now())) {
				lost.abort();
				return;
			}
		} catch {
			// a store that is busy for once is asked again; the lease holds for two more turns
		}
	}
}
