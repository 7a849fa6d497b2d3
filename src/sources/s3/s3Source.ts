import { availableParallelism } from 'node:os';
import { type S3Settings, sourceId } from '../../model/connectionSettings.ts';
import type { FetchEstimate, FetchWindow } from '../../model/fetch.ts';
import type { ArchivePage, ArchiveSource, ReadOptions } from '../archiveSource.ts';
import { logLimits } from '../logLimits.ts';
import { LogPool } from '../logPool.ts';
import type { ArchiveDeps } from '../openArchive.ts';
import type { Span } from '../span.ts';
import { S3Bucket } from './s3Bucket.ts';
import { costOf } from './s3Costs.ts';
import type { TrailPlace } from './trailKey.ts';
import { type ListedPart, type ListingOptions, listPlaces } from './trailListing.ts';
import { findPlaces, type PlaceFilter } from './trailPlaces.ts';
import { TrailRun } from './trailRun.ts';

/** Records come up to so much later than their calls, ms; mostly within five minutes. */
const deliveryMargin = 2 * 3_600_000;
/** Calls of the last minutes may still be on their way, ms. */
const youngest = 15 * 60_000;

/** The log files of a trail in a bucket. */
export class S3Source implements ArchiveSource {
	readonly #settings: S3Settings;
	readonly #deps: ArchiveDeps;
	readonly #bucket: S3Bucket;

	constructor(settings: S3Settings, deps: ArchiveDeps) {
		const { session } = deps;
		this.#settings = settings;
		this.#deps = deps;
		this.#bucket = new S3Bucket({
			bucket: settings.bucket,
			requesterPays: settings.requesterPays ?? false,
			region: settings.region ?? session.regions[0] ?? 'us-east-1',
			clientOf: (region) => session.client('s3', region),
		});
	}

	/** Lists what would be read: a request for a thousand objects. */
	async estimate(window: FetchWindow, signal: AbortSignal): Promise<FetchEstimate> {
		this.#bucket.takeRequests();
		const found = await findPlaces(this.#bucket, this.#settings, this.#filter(window), signal);
		const count = { objects: 0, objectsKnown: 0, bytes: 0 };
		const held = new Map<string, { readonly accountId: string; readonly region: string }>();
		const notes = found.refused.map(
			({ accountId, error }) => `Account ${accountId} cannot be listed: ${error.message}`,
		);
		let archived = 0;
		for await (const part of this.#list(found.places, window, { signal })) {
			const { accountId, region, prefix } = part.place;
			if (part.error) {
				notes.push(`${accountId}, ${region} cannot be listed: ${part.error.message}`);
			}
			if (part.listed.length > 0) {
				held.set(prefix, { accountId, region });
			}
			count.objectsKnown += part.listed.length - part.unread.length;
			count.objects += part.unread.length;
			// archived ones are looked at, and not fetched
			const fetched = part.unread.filter((object) => !object.archived);
			count.bytes += fetched.reduce((sum, { size }) => sum + size, 0);
			archived += part.unread.length - fetched.length;
		}
		if (archived > 0) {
			notes.push(
				`${archived} of the objects are archived (S3 Glacier): they can be read once they are restored.`,
			);
		}
		const lists = this.#bucket.takeRequests();
		const usd = costOf({ lists, gets: count.objects - archived, bytes: count.bytes });
		return { ...count, usd, places: [...held.values()], notes };
	}

	async *read(window: FetchWindow, options: ReadOptions): AsyncGenerator<ArchivePage> {
		this.#bucket.takeRequests();
		const filter = this.#filter(window);
		const found = await findPlaces(this.#bucket, this.#settings, filter, options.signal);
		const source = sourceId(this.#settings);
		const pool = new LogPool({
			workerUrl: this.#deps.workerUrl,
			workers: Math.min(4, availableParallelism()),
			limits: logLimits,
			jobsPerWorker: 8,
		});
		try {
			const run = new TrailRun({
				source,
				complete: this.#settings.complete ?? 'changes',
				found,
				regions: filter.regions,
				events: this.#events(window),
				now: this.#deps.now(),
				margin: deliveryMargin,
				bucket: this.#bucket,
				pool,
				gaps: this.#deps.memory.gaps(source),
				multiRegion: this.#settings.multiRegion ?? false,
				known: () => this.#deps.memory.coverage(source),
				list: (onPart, signal) => this.#list(found.places, window, { signal, onPart }),
			});
			yield* run.pages(options);
		} finally {
			await pool.close();
		}
	}

	/** Objects that may hold events of a window. */
	#list(
		places: readonly TrailPlace[],
		{ from, to }: FetchWindow,
		options: Pick<ListingOptions, 'signal' | 'onPart'>,
	): AsyncGenerator<ListedPart> {
		return listPlaces(places, {
			bucket: this.#bucket,
			name: this.#settings.bucket,
			memory: this.#deps.memory,
			span: { from: Date.parse(from), to: Date.parse(to) + deliveryMargin },
			...options,
		});
	}

	/** The events of a window that may be claimed. */
	#events({ from, to }: FetchWindow): Span {
		return {
			from: Date.parse(from),
			to: Math.min(Date.parse(to), this.#deps.now() - youngest),
		};
	}

	/** What is asked for; the connection's Regions where nobody names any. */
	#filter({ accounts, regions }: FetchWindow): PlaceFilter {
		const { regions: connection = [] } = this.#deps;
		const named = both(this.#settings.regions, regions);
		return {
			accounts: both(this.#settings.accounts, accounts),
			regions: named ?? (connection.length > 0 ? new Set(connection) : undefined),
		};
	}
}

/** What is in both lists; all is where there is no list. */
function both(
	one: readonly string[] | undefined,
	other: readonly string[] | undefined,
): ReadonlySet<string> | undefined {
	const sets = [one, other].flatMap((list) => (list === undefined ? [] : new Set(list)));
	const [first, second] = sets;
	return first && second ? new Set([...first].filter((each) => second.has(each))) : first;
}
