import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Call } from '../model/call.ts';
import type { Coverage, Gap } from '../model/coverage.ts';
import type {
	CallCounts,
	CallFilter,
	CallGroup,
	CallPage,
	CallQuery,
	CallSpan,
	CallTotal,
	GroupKey,
	ResourceQuery,
	ResourceSummary,
	TimeBin,
	TimeBins,
} from '../model/query.ts';
import type { RecordedCall } from '../model/recordedCall.ts';
import type { Scope } from '../model/scope.ts';
import { callIds } from './callIds.ts';
import { cursorOf, planBeyond, readPaging } from './callPaging.ts';
import type { Stop } from './connection.ts';
import { Coordination } from './coordination.ts';
import { countCalls, noCalls } from './counts.ts';
import { readCoverage, saveCoverage } from './coverageTable.ts';
import type { Database } from './database.ts';
import { type FilterPlan, planFilter } from './filterPlan.ts';
import { closeGaps, readGaps, saveGaps } from './gapTable.ts';
import { groupCalls } from './groups.ts';
import { HistoryFile } from './historyFile.ts';
import type { LeaseResult } from './lease.ts';
import { markImported } from './places.ts';
import type { Recovered } from './recovery.ts';
import { reindexSome } from './reindex.ts';
import { readResources } from './resources.ts';
import { type StoredObject, saveSeen, unseenObjects } from './seenObjects.ts';
import { toStoreError } from './storeErrors.ts';
import { countBins } from './timeline.ts';
import { spanOf, totalOf } from './totals.ts';

export interface StoreOptions {
	/** Made if it is missing. */
	readonly folder: string;
	/** `history.db` if not given. */
	readonly fileName?: string;
	readonly now?: () => number;
	readonly readOnly?: boolean;
	/** `false`: as where SQLite has no FTS5 (Node before 22.16). */
	readonly fullText?: boolean;
	/** A damage found later than on opening was repaired. */
	readonly onRecovered?: (recovered: Recovered) => void;
}

/** One answer of a source, to be saved as a whole. */
export interface SavedPage {
	readonly calls: readonly RecordedCall[];
	/** `event-history`, `logs`, `sample`, ... */
	readonly source: string;
	readonly coverage?: readonly Coverage[];
	/** Calls of these accounts are seen in every scope from now on. */
	readonly imported?: boolean;
	readonly gaps?: readonly Gap[];
	/** `what` of gaps of the source that were read after all. */
	readonly closedGaps?: readonly string[];
	/** Objects whose calls the page holds. */
	readonly seen?: readonly StoredObject[];
}

/**
 * All calls of all accounts in one SQLite file, which several threads and processes open at once.
 * Every method may throw a HistoryError `store-*`; nothing stored before is lost then.
 */
export class CallStore {
	readonly #file: HistoryFile;
	readonly #coordination: Coordination;

	/** @throws HistoryError `store-busy`, `store-read-only`, `store-full`, `store-damaged`, `store-newer`. */
	static open(options: StoreOptions): CallStore {
		return new CallStore(options);
	}

	private constructor(options: StoreOptions) {
		const file = join(options.folder, options.fileName ?? 'history.db');
		try {
			mkdirSync(options.folder, { recursive: true });
		} catch (error) {
			throw toStoreError(error, file);
		}
		this.#file = new HistoryFile({
			file,
			now: options.now ?? Date.now,
			readOnly: options.readOnly ?? false,
			fullText: options.fullText ?? true,
			...(options.onRecovered && { onRecovered: options.onRecovered }),
		});
		this.#coordination = new Coordination(`${file}.windows`);
	}

	/** A damaged database was set aside, on opening or since. */
	get recovered(): Recovered | undefined {
		return this.#file.recovered;
	}

	/** Saves a page in one transaction. Saving it again changes nothing. */
	save(page: SavedPage): { newCalls: number; changedCalls: number } {
		return this.#file.use((database) =>
			database.write(() => {
				const { connection, writer } = database;
				if (page.imported) {
					markImported(connection, new Set(page.calls.map(({ call }) => call.accountId)));
				}
				saveCoverage(connection, page.coverage ?? []);
				saveGaps(connection, page.gaps ?? []);
				closeGaps(connection, page.source, page.closedGaps ?? []);
				saveSeen(connection, page.seen ?? []);
				return writer.save(page.calls, () => [page.source]);
			}),
		);
	}

	/** @throws HistoryError `bad-query` too. */
	calls(query: CallQuery, scope: Scope): CallPage {
		const { limit, order, after } = readPaging(query);
		return this.#planned(query, scope, { calls: [] }, (database, plan) => {
			const rest = after === undefined ? plan : planBeyond(plan, after, order);
			const ids = callIds(database.connection, rest, limit + 1, order);
			const calls = database.reader.calls(ids.slice(0, limit));
			const last = ids[limit - 1];
			return ids.length > limit && last !== undefined ? { calls, next: cursorOf(last) } : { calls };
		});
	}

	count(filter: CallFilter, scope: Scope): CallCounts {
		return this.#planned(filter, scope, noCalls, ({ connection }, plan) =>
			countCalls(connection, plan),
		);
	}

	/** How many calls match; counting may end at `upTo`, where there are more. */
	total(filter: CallFilter, upTo: number, scope: Scope, stop?: Stop): CallTotal {
		return this.#planned(filter, scope, { calls: 0, more: false }, ({ connection }, plan) =>
			connection.until(stop, () => totalOf(connection, plan, upTo)),
		);
	}

	/** @returns undefined where no call matches. */
	span(filter: CallFilter, scope: Scope): CallSpan | undefined {
		return this.#planned<CallSpan | undefined>(filter, scope, undefined, ({ connection }, plan) =>
			spanOf(connection, plan),
		);
	}

	/** In the order of their ARNs; one summary for each account and Region that has calls. */
	resources(query: ResourceQuery, scope: Scope): ResourceSummary[] {
		return this.#planned(query.calls ?? {}, scope, [], (database, plan) =>
			readResources(database, plan, query),
		);
	}

	/** Oldest bin first. @throws HistoryError `bad-query` and, once `stop` says so, `cancelled`. */
	timeline(filter: CallFilter, bins: TimeBins, scope: Scope, stop?: Stop): TimeBin[] {
		return this.#file.use(({ connection }) =>
			connection.until(stop, () =>
				countBins(connection, planFilter(connection, filter, scope), bins),
			),
		);
	}

	/** The last active first. */
	groups(by: GroupKey, filter: CallFilter, scope: Scope): CallGroup[] {
		return this.#planned(filter, scope, [], ({ connection }, plan) =>
			groupCalls(connection, by, plan),
		);
	}

	call(eventId: string): Call | undefined {
		return this.#file.use(({ reader }) => reader.call(eventId));
	}

	/** The record as it came, JSON text. */
	record(eventId: string): string | undefined {
		return this.#file.use(({ reader }) => reader.record(eventId));
	}

	coverage(scope?: Scope): Coverage[] {
		return this.#file.use(({ connection }) => readCoverage(connection, scope));
	}

	gaps(scope?: Scope): Gap[] {
		return this.#file.use(({ connection }) => readGaps(connection, scope));
	}

	/** Those of the objects of one folder that no saved page had, or that have changed since. */
	unseen<T extends Omit<StoredObject, 'folder'>>(
		folder: string,
		objects: readonly T[],
	): readonly T[] {
		return this.#file.use(({ connection }) => unseenObjects(connection, folder, objects));
	}

	/**
	 * Takes the next moment at which a request of the key may be sent, for all windows together.
	 * @param intervalMs the least distance between two moments.
	 * @param now epoch ms.
	 * @returns epoch ms.
	 */
	reserveSlot(key: string, intervalMs: number, now: number): number {
		return this.#coordinate((windows) => windows.reserveSlot(key, intervalMs, now));
	}

	/** No moment of the key lies before `until`, epoch ms. At most 15 minutes are kept to. */
	holdSlots(key: string, until: number): void {
		this.#coordinate((windows) => windows.holdSlots(key, until));
	}

	acquireLease(name: string, holder: string, ttlMs: number, now: number): LeaseResult {
		return this.#coordinate((windows) => windows.acquireLease(name, holder, ttlMs, now));
	}

	/** @returns false where another holder took the lease over. */
	renewLease(name: string, holder: string, ttlMs: number, now: number): boolean {
		return this.#coordinate((windows) => windows.renewLease(name, holder, ttlMs, now));
	}

	releaseLease(name: string, holder: string): void {
		this.#coordinate((windows) => windows.releaseLease(name, holder));
	}

	meta(key: string): string | undefined {
		return this.#file.use(
			({ connection }) =>
				connection.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value,
		);
	}

	setMeta(key: string, value: string): void {
		this.#file.use((database) =>
			database.write(() => {
				database.connection.run(
					'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
					key,
					value,
				);
			}),
		);
	}

	/**
	 * After an update that reads records by other rules, or that brought FTS5 along: indexes some
	 * calls anew. Call it until it says true, with pauses; queries go on meanwhile.
	 * @returns true where nothing is left to do, which is nearly always.
	 */
	reindex(limit = 500): boolean {
		return this.#file.use((database) => reindexSome(database, limit));
	}

	/** Another number than before where another connection changed the history meanwhile. */
	dataVersion(): number {
		return this.#file.dataVersion();
	}

	close(): void {
		this.#file.close();
		this.#coordination.close();
	}

	#planned<T>(
		filter: CallFilter,
		scope: Scope,
		nothing: T,
		read: (database: Database, plan: FilterPlan) => T,
	): T {
		return this.#file.use((database) => {
			const plan = planFilter(database.connection, filter, scope);
			return plan ? read(database, plan) : nothing;
		});
	}

	#coordinate<T>(action: (windows: Coordination) => T): T {
		try {
			return action(this.#coordination);
		} catch (error) {
			throw toStoreError(error, this.#file.path);
		}
	}
}
