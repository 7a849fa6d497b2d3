import type { Coverage, Gap } from '../../model/coverage.ts';
import type { FetchProgress } from '../../model/fetch.ts';
import type { ArchivePage, ReadOptions } from '../archiveSource.ts';
import type { LogPool } from '../logPool.ts';
import { type Emit, sideBySide } from '../sideBySide.ts';
import { type Span, spanOf, timesOf } from '../span.ts';
import { ObjectReader, type ReadObject } from './objectReader.ts';
import { OpenGaps, placeName } from './openGaps.ts';
import { PageBuilder } from './pageBuilder.ts';
import { nameOfRest, PlaceState, quietGap } from './placeState.ts';
import { overAt, proveQuiet, quietByPrefix, quietGaps } from './quietDays.ts';
import type { S3Bucket } from './s3Bucket.ts';
import type { ListedPart } from './trailListing.ts';
import type { TrailObject } from './trailObjects.ts';
import type { FoundPlaces } from './trailPlaces.ts';

export interface TrailRunOptions {
	readonly source: string;
	readonly complete: Coverage['complete'];
	readonly found: FoundPlaces;
	/** Only these are looked at; all that are there if not given. */
	readonly regions: ReadonlySet<string> | undefined;
	/** The events that may be claimed. */
	readonly events: Span;
	/** ms since 1970, by AWS's clock. */
	readonly now: number;
	/** Events are in log files that were delivered until so much later, ms. */
	readonly margin: number;
	readonly bucket: S3Bucket;
	readonly pool: LogPool;
	/** What the source left out before. */
	readonly gaps: readonly Gap[];
	/** Does the trail log all Regions? */
	readonly multiRegion: boolean;
	/** What was read of the source before. */
	readonly known: () => readonly Coverage[];
	list(onPart: (part: ListedPart) => void, signal: AbortSignal): AsyncIterable<ListedPart>;
}

/** Objects that are fetched or read at a time; the session bounds the connections. */
const sideways = 64;
const resultsAhead = 64;

/** One reading of a bucket. */
export class TrailRun {
	readonly #options: TrailRunOptions;
	readonly #states: ReadonlyMap<string, PlaceState>;
	readonly #page = new PageBuilder();
	/** Of the source. */
	readonly #gaps: OpenGaps;
	readonly #count = { done: 0, listed: 0, placesLeft: 0, bytes: 0, calls: 0 };

	constructor(options: TrailRunOptions) {
		this.#options = options;
		this.#gaps = new OpenGaps(options.gaps.filter(({ kind }) => kind !== 'quiet'));
		this.#states = new Map(
			options.found.places.map((place) => [
				place.prefix,
				new PlaceState(place, { ...options, gaps: this.#gaps }),
			]),
		);
		this.#count.placesLeft = this.#states.size;
	}

	async *pages({ signal, onProgress }: ReadOptions): AsyncGenerator<ArchivePage> {
		const { bucket, pool } = this.#options;
		const reader = new ObjectReader(bucket, pool);
		const outcomes = sideBySide(
			(under) => this.#objects(under, onProgress),
			{ most: sideways, waiting: resultsAhead, signal },
			async (object, emit: Emit<ReadObject>, under) => {
				if (this.#stateOf(object).refusal === undefined) {
					await emit(await reader.read(object, under));
				}
			},
		);
		for await (const outcome of outcomes) {
			this.#take(outcome);
			if (this.#page.isFull) {
				yield* this.#pages();
			}
		}
		this.#finish();
		// of what comes now nothing is lost where it fails
		yield* this.#pages();
		await this.#tellQuiet(signal);
		yield* this.#pages();
	}

	/** Days and places without log files: proven to be read, or told as they are. */
	async #tellQuiet(signal: AbortSignal): Promise<void> {
		const { bucket, multiRegion, gaps, complete, source, found, events, now } = this.#options;
		const states = [...this.#states.values()].filter(({ listed, refusal }) => listed && !refusal);
		const before = this.#options
			.known()
			.filter((each) => each.complete !== 'changes' || complete === 'changes');
		const places = Map.groupBy(before, placeName);
		const known = ({ place }: PlaceState) => (places.get(placeName(place)) ?? []).map(spanOf);
		const proven = proveQuiet(states, { bucket, multiRegion, known }, signal);
		for await (const { state, spans } of proven) {
			this.#cover(state, spans);
		}
		const told = quietByPrefix(gaps);
		const asked = [
			...states.map((state) => ({
				place: state.place,
				quiet: state.ledger.quiet,
				read: [...state.ledger.listed, ...known(state)],
			})),
			...found.missing.map((place) => ({ place, quiet: [events], read: [] })),
		];
		for (const { place, quiet, read } of asked) {
			const { gaps, closed } = quietGaps(place, {
				quiet: overAt(quiet, now),
				before: told.get(place.prefix) ?? [],
				read,
				gapOf: (span, what) => quietGap(source, place, span, what),
			});
			gaps.forEach((gap) => void this.#page.addGap(gap));
			closed.forEach((what) => void this.#page.closeGap(what));
		}
	}

	/** What is to be read; what the listing tells by itself goes onto the page. */
	async *#objects(
		signal: AbortSignal,
		onProgress: ReadOptions['onProgress'],
	): AsyncGenerator<TrailObject> {
		const onPart = ({ unread, upTo, error }: ListedPart) => {
			this.#count.listed += unread.length;
			this.#count.placesLeft -= upTo === Infinity || error ? 1 : 0;
			onProgress?.(this.#progress);
		};
		for await (const part of this.#options.list(onPart, signal)) {
			const state = this.#stateOf(part);
			if (part.error) {
				const { events } = this.#options;
				const from = Math.max(events.from, state.ledger.upTo);
				this.#addGap(state.gapOf({ from, to: events.to }, part.error.message));
				continue;
			}
			state.listed = part.upTo === Infinity;
			this.#cover(state, state.ledger.list(part.listed, part.unread, part.upTo));
			yield* part.unread;
		}
	}

	#take({ object, result, etag, bytes, reason, denied }: ReadObject): void {
		const state = this.#stateOf(object);
		this.#count.done++;
		this.#count.bytes += bytes;
		if (result) {
			const { folder, name } = object;
			this.#count.calls += result.calls.length;
			this.#page.addRead(result.calls, result.unreadable, {
				...{ folder, name, etag: etag ?? object.etag },
			});
			state.read().forEach((gap) => void this.#page.addGap(gap));
		}
		if (reason === undefined) {
			this.#closeGap(object.key);
		} else {
			const gap = state.gapOfObject(object, reason);
			this.#gaps.add(gap);
			for (const each of denied ? state.deny(gap, denied) : [gap]) {
				this.#page.addGap(each);
			}
		}
		this.#cover(state, state.ledger.done(object));
	}

	/** @throws HistoryError where nothing could be read */
	#finish(): void {
		const states = [...this.#states.values()];
		const [refusal] = states.flatMap((each) => each.refusal ?? []);
		if (refusal && states.every((each) => each.refusal || !each.anyRead)) {
			throw refusal;
		}
		for (const state of states) {
			const whole = state.listed && !state.refusal;
			for (const gap of state.close()) {
				this.#addGap(gap);
			}
			if (whole && this.#closeRests(state.place.prefix)) {
				this.#cover(state, state.ledger.again());
			}
		}
		this.#finishAccounts();
	}

	/** Accounts whose Regions cannot be listed are gaps; those that can be again are none. */
	#finishAccounts(): void {
		const { events, found, regions } = this.#options;
		for (const { accountId, prefix, error } of found.refused) {
			for (const region of regions ?? ['']) {
				const below = region === '' ? prefix : `${prefix}${region}/`;
				this.#addGap({
					...{ accountId, region, source: this.#options.source },
					...{ what: nameOfRest(below, events), reason: error.message, ...timesOf(events) },
				});
			}
		}
		for (const prefix of found.listed) {
			const states = [...this.#states.values()].filter(({ place }) =>
				place.prefix.startsWith(prefix),
			);
			// what was missing of a Region that has no log files is missing no more
			const without = [...(regions ?? [''])]
				.map((region) => (region === '' ? prefix : `${prefix}${region}/`))
				.filter((below) => !this.#states.has(below));
			const whole = regions || states.every((state) => state.listed && !state.refusal);
			if (whole && without.map((below) => this.#closeRests(below)).includes(true)) {
				states.forEach((state) => void this.#cover(state, state.ledger.again()));
			}
		}
	}

	/** @returns whether something below a prefix was missing in the time that was read now. */
	#closeRests(prefix: string): boolean {
		const { events } = this.#options;
		const rests = [...this.#gaps.values()].filter(
			({ what, from, to }) =>
				what.startsWith(`${prefix} `) &&
				Date.parse(from) >= events.from &&
				Date.parse(to) <= events.to,
		);
		rests.forEach(({ what }) => void this.#closeGap(what));
		return rests.length > 0;
	}

	#addGap(gap: Gap): void {
		if (gap.from >= gap.to) {
			return;
		}
		this.#gaps.add(gap);
		this.#page.addGap(gap);
	}

	#closeGap(what: string): void {
		if (this.#gaps.delete(what)) {
			this.#page.closeGap(what);
		}
	}

	#cover(state: PlaceState, spans: readonly Span[]): void {
		this.#page.addCoverage(state.coverageOf(spans));
	}

	#pages(): readonly ArchivePage[] {
		return this.#page.take(this.#progress, this.#options.bucket.takeRequests());
	}

	get #progress(): FetchProgress {
		const { done, listed, placesLeft, bytes, calls } = this.#count;
		return {
			phase: done === 0 && placesLeft > 0 ? 'planning' : 'reading',
			...{ done, bytes, calls },
			...(placesLeft === 0 && { total: listed }),
		};
	}

	#stateOf({ place }: Pick<TrailObject, 'place'>): PlaceState {
		const state = this.#states.get(place.prefix);
		if (!state) {
			throw new Error('A place that is not read.');
		}
		return state;
	}
}
