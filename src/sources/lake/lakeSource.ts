import { type LakeSettings, sourceId } from '../../model/connectionSettings.ts';
import { HistoryError } from '../../model/errors.ts';
import type { FetchEstimate, FetchWindow } from '../../model/fetch.ts';
import { readRecord } from '../../model/readRecord.ts';
import type { ArchivePage, ArchiveSource, ReadOptions } from '../archiveSource.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { ArchiveDeps } from '../openArchive.ts';
import { type QueryPlan, shownSql } from '../query/queryPlan.ts';
import { QueryRead } from '../query/queryRead.ts';
import { day, monthsOf } from '../query/timeSlices.ts';
import { withRegions } from '../withRegions.ts';
import { keptBy, storeId, storeRegion } from './eventDataStore.ts';
import { type LakeClient, openLake } from './lakeClient.ts';
import { LakeEngine } from './lakeEngine.ts';
import { lakeSql } from './lakeSql.ts';

/** List price of us-east-1 in November 2026, USD for 1 GB scanned. */
const usdPerGigabyte = 0.005;

interface Plan extends QueryPlan {
	readonly notes: readonly string[];
}

/** An event data store of CloudTrail Lake. */
export class LakeSource implements ArchiveSource {
	readonly #settings: LakeSettings;
	readonly #deps: Omit<ArchiveDeps, 'workerUrl'>;
	readonly #clock: Clock;
	readonly #client: LakeClient;

	constructor(
		settings: LakeSettings,
		deps: Omit<ArchiveDeps, 'workerUrl'>,
		clock: Clock = { ...systemClock, now: deps.now },
	) {
		this.#settings = settings;
		this.#deps = deps;
		this.#clock = clock;
		const { session } = deps;
		const region = settings.region ?? storeRegion(settings.eventDataStore) ?? session.regions[0];
		this.#client = openLake(session.client('cloudtrail', region ?? ''), clock);
	}

	async estimate(asked: FetchWindow, signal: AbortSignal): Promise<FetchEstimate> {
		const window = withRegions(asked, this.#deps.regions);
		const plan = await this.#plan(window, signal);
		const query = shownSql(plan);
		return {
			...(query !== undefined && { query }),
			notes: [
				`CloudTrail Lake charges about ${usdPerGigabyte} USD for each GB that it scans; how much that is, it tells only while it scans.`,
				...plan.notes,
			],
		};
	}

	async *read(asked: FetchWindow, options: ReadOptions): AsyncGenerator<ArchivePage> {
		const window = withRegions(asked, this.#deps.regions);
		const { memory, log } = this.#deps;
		options.onProgress?.({ phase: 'planning', done: 0, bytes: 0, calls: 0 });
		const plan = await this.#plan(window, options.signal);
		const source = sourceId(this.#settings);
		const read = new QueryRead(
			{
				...plan,
				engine: new LakeEngine(this.#client),
				clock: this.#clock,
				log,
				source,
				service: 'CloudTrail Lake',
				complete: this.#settings.complete ?? 'changes',
				window,
				read: readRecord,
				coverage: memory.coverage(source),
				gaps: memory.gaps(source),
			},
			options,
		);
		yield* read.pages();
	}

	async #plan(window: FetchWindow, signal: AbortSignal): Promise<Plan> {
		const id = storeId(this.#settings.eventDataStore);
		const { accounts = [], regions = [] } = window;
		const store = await this.#store(signal);
		const {
			Status,
			RetentionPeriod,
			AdvancedEventSelectors,
			Name,
			PartitionKeys: keys = [],
		} = store;
		const name = Name ?? id;
		if (Status === 'PENDING_DELETION') {
			throw new HistoryError(
				'not-found',
				`The event data store ${name} is about to be deleted and answers no queries. Restore it, or take the source out of the settings.`,
			);
		}
		const now = this.#clock.now();
		const begin = RetentionPeriod === undefined ? 0 : now - RetentionPeriod * day;
		const from = Date.parse(window.from);
		const kept = AdvancedEventSelectors && keptBy(AdvancedEventSelectors);
		return {
			slices: monthsOf({ from: Math.max(from, begin), to: Math.min(Date.parse(window.to), now) }),
			divisible: true,
			sqlOf: (slice) => lakeSql(id, { slice, accounts, regions, keys }),
			notes: [
				...(from < begin
					? [`The event data store ${name} keeps events for ${RetentionPeriod} days.`]
					: []),
				...(AdvancedEventSelectors && kept === undefined
					? [`The event data store ${name} may not keep the calls of Image Builder.`]
					: []),
				...(kept === 'changes' ? [`The event data store ${name} keeps only changes.`] : []),
				...(Status === 'STOPPED_INGESTION'
					? [`The event data store ${name} takes no new events any more.`]
					: []),
			],
		};
	}

	async #store(signal: AbortSignal) {
		const { eventDataStore } = this.#settings;
		try {
			const { GetEventDataStoreCommand } = await import('../aws/cloudTrail.ts');
			return await this.#client.send(
				(client, abortSignal) =>
					client.send(new GetEventDataStoreCommand({ EventDataStore: eventDataStore }), {
						abortSignal,
					}),
				{ action: 'cloudtrail:GetEventDataStore', signal },
			);
		} catch (error) {
			if (
				error instanceof HistoryError &&
				/^EventDataStore(?:NotFound|ARNInvalid)/.test(error.details.awsCode ?? '')
			) {
				const { details } = error;
				throw new HistoryError(
					'not-found',
					`There is no such event data store in ${details.region ?? 'this Region'}. Set "eventDataStore" and "region" of the source to one that is there.`,
					{ cause: error, details },
				);
			}
			throw error;
		}
	}
}
