import type { SyncStore } from './syncStore.ts';

/** What a window that has finished leaves for those that waited for it. */
interface Finished {
	/** ms since 1970. */
	readonly at: number;
	readonly lookBackDays: number;
	readonly accountId: string;
}

/** For so long what another window read is as good as new, ms. */
const freshFor = 60_000;

export interface FinishedKey {
	readonly profile: string;
	readonly endpointUrl?: string | undefined;
	readonly region: string;
}

export function noteFinished(
	store: Pick<SyncStore, 'setMeta'>,
	key: FinishedKey,
	finished: Finished,
): void {
	store.setMeta(nameOf(key), JSON.stringify(finished));
}

/** @returns the account, where a window read the Region after `since` and just now. */
export function finishedByOther(
	store: Pick<SyncStore, 'meta'>,
	key: FinishedKey,
	wanted: { readonly since: number; readonly now: number; readonly lookBackDays: number },
): string | undefined {
	const finished = readFinished(store, key);
	if (!finished) {
		return undefined;
	}
	const { at, lookBackDays, accountId } = finished;
	const fresh = at >= wanted.since && wanted.now - at < freshFor;
	return fresh && lookBackDays >= wanted.lookBackDays ? accountId : undefined;
}

/** @returns the account that the same settings led to last time, whenever that was. */
export function lastAccount(store: Pick<SyncStore, 'meta'>, key: FinishedKey): string | undefined {
	return readFinished(store, key)?.accountId;
}

function readFinished(store: Pick<SyncStore, 'meta'>, key: FinishedKey): Finished | undefined {
	const text = store.meta(nameOf(key));
	return text === undefined ? undefined : (JSON.parse(text) as Finished);
}

function nameOf({ profile, endpointUrl = '', region }: FinishedKey): string {
	return `sync-finished:${JSON.stringify([profile, endpointUrl, region])}`;
}
