import type { RegionProgress } from '../../../src/model/history.ts';
import { ServerClock } from '../../../src/sources/serverTime.ts';
import { RegionSync, type RegionSyncDeps } from '../../../src/sync/regionSync.ts';
import { FakeCloudTrail, type FakeEvent, type FakeOptions } from './fakeCloudTrail.ts';
import { MemoryStore } from './memoryStore.ts';
import { VirtualClock } from './virtualClock.ts';

export const now = Date.parse('2026-11-20T12:00:00Z');
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Events spread evenly from `from` back to `to`, a few ms since 1970. */
export function spread(
	count: number,
	from: number,
	to: number,
	name: string | ((index: number) => string) = 'GetImagePipeline',
	prefix = 'event',
): FakeEvent[] {
	return Array.from({ length: count }, (_, index) => ({
		id: `${prefix}-${index}`,
		time: Math.floor((from - ((from - to) * index) / count) / 1000) * 1000,
		name: typeof name === 'string' ? name : name(index),
	}));
}

export interface Harness {
	readonly clock: VirtualClock;
	readonly store: MemoryStore;
	readonly trail: FakeCloudTrail;
	readonly progress: RegionProgress[];
	readonly log: string[];
	/** Reads the Region once, in virtual time. */
	sync(options?: Partial<RegionSyncDeps>): Promise<RegionSync>;
}

/** One Region of a fake CloudTrail, a store in memory and a clock that waits for nobody. */
export function harness(options: Partial<FakeOptions> = {}): Harness {
	const clock = new VirtualClock(now);
	const store = new MemoryStore();
	const trail = new FakeCloudTrail({ clock, events: [], latency: 200, ...options });
	const progress: RegionProgress[] = [];
	const log: string[] = [];
	return {
		clock,
		store,
		trail,
		progress,
		log,
		async sync(deps = {}) {
			const reading = new RegionSync({
				store,
				clock,
				serverClock: new ServerClock(() => clock.now()),
				lookup: trail.lookup,
				region: 'eu-west-1',
				lookBackDays: 90,
				signal: new AbortController().signal,
				account: Promise.resolve('111122223333'),
				onAccount: () => undefined,
				onProgress: (each) => progress.push(each),
				onSaved: () => undefined,
				log: (_, message) => log.push(message),
				...deps,
			});
			await clock.run(reading.run());
			return reading;
		},
	};
}
