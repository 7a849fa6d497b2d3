import type { FakeEvent } from '../test/unit/sync/fakeCloudTrail.ts';
import { day, harness, hour, now, spread } from '../test/unit/sync/regionHarness.ts';
import type { BenchRow } from './benchRow.ts';
import { benchServed } from './syncServed.ts';

/** How well syncing uses what CloudTrail allows. */
export async function benchSync(): Promise<BenchRow[]> {
	// alone: a server in a busy process sees requests late, and takes them for too fast
	const served = await benchServed();
	return [...served, await benchCeiling(50), await benchCeiling(1000), await benchWritesFirst()];
}

/** A long sync in virtual time, where nothing but the pacing itself can lose any. */
async function benchCeiling(latency: number): Promise<BenchRow> {
	const events = spread(60_000, now - hour, now - 85 * day);
	const { sync, trail, clock, store } = harness({ events, latency });
	await sync();
	const named = trail.requests.filter(({ attribute }) => attribute.key === 'EventName').length;
	// full pages and the look-ups by name; pages read twice because of a split do not count
	const useful = events.length / 50 + named;
	const share = useful / ((clock.now() - now) / 1000) / 2;
	return {
		what: `sync of 60,000 calls in virtual time, answers after ${latency} ms: share of 2 pages/s`,
		measured: `${(share * 100).toFixed(1)}%, ${trail.refused} throttles`,
		budget: '>= 97%, 0 throttles',
		ok: share >= 0.97 && trail.refused === 0 && store.calls.size === events.length,
	};
}

/** Requests are time at the ceiling. */
async function benchWritesFirst(): Promise<BenchRow> {
	const names = ['StartImagePipelineExecution', 'UpdateImagePipeline', 'CreateImageRecipe'];
	const changes = [
		...spread(1700, now - hour, now - 89 * day, (index) => names[index % 3] ?? '', 'change'),
		...spread(200, now - hour, now - 89 * day, 'CreateImage', 'image'),
		...spread(100, now - hour, now - 89 * day, 'TagResource', 'tag'),
	];
	const foreign: FakeEvent[] = [
		...spread(300, now - hour, now - 89 * day, 'CreateImage', 'ec2'),
		...spread(20_000, now - hour, now - 89 * day, 'TagResource', 'foreign'),
	].map((event) => ({ ...event, source: 'ec2.amazonaws.com' }));
	const reads = spread(200_000, now - hour, now - 89 * day);
	const { sync, trail, store } = harness({ events: [...reads, ...changes, ...foreign] });
	const wanted = new Set(changes.filter(({ name }) => name !== 'TagResource').map(({ id }) => id));
	let left = wanted.size;
	let requests = 0;
	const save = store.save.bind(store);
	store.save = (page) => {
		left -= page.calls.filter(
			({ call }) => wanted.has(call.eventId) && !store.calls.has(call.eventId),
		).length;
		const saved = save(page);
		const known = page.coverage?.some(
			({ complete, from }) => complete === 'changes' && Date.parse(from) < now - 89 * day,
		);
		if (requests === 0 && left === 0 && known) {
			requests = trail.requests.length;
		}
		return saved;
	};
	await sync();
	const sweep = Math.ceil((reads.length + changes.length) / 50);
	const ratio = sweep / requests;
	return {
		what: 'sync: every change among 200,000 reads by name against the plain sweep',
		measured: `${requests} requests against ${sweep}, 1/${ratio.toFixed(1)}`,
		budget: '<= 1/20',
		ok: requests > 0 && ratio >= 20,
	};
}
