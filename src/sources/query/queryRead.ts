import type { Coverage, Gap } from '../../model/coverage.ts';
import { HistoryError } from '../../model/errors.ts';
import type { FetchProgress, FetchWindow } from '../../model/fetch.ts';
import type { ReadResult } from '../../model/readRecord.ts';
import type { RecordedCall } from '../../model/recordedCall.ts';
import type { ArchivePage, ReadOptions } from '../archiveSource.ts';
import type { Clock } from '../clock.ts';
import { mergeSpans, type Span, spanName } from '../span.ts';
import { PlaceBook } from './placeBook.ts';
import type { QueryEngine, QueryRow, QueryState } from './queryEngine.ts';
import { isFilled, lostPart, UnreadableRows } from './queryGaps.ts';
import type { QueryPlan } from './queryPlan.ts';
import { type EndedQuery, RunningQueries } from './runningQuery.ts';
import { day, halvesOf } from './timeSlices.ts';

export interface QueryReadOptions extends QueryPlan {
	readonly engine: QueryEngine;
	readonly clock: Clock;
	readonly log: (level: 'info' | 'warn', message: string) => void;
	/** `sourceId`. */
	readonly source: string;
	/** Name of the service, for people. */
	readonly service: string;
	readonly complete: 'all' | 'changes';
	readonly window: FetchWindow;
	/** Reads the text of a row's record. */
	readonly read: (text: string) => ReadResult;
	readonly coverage: readonly Coverage[];
	readonly gaps: readonly Gap[];
}

interface Part extends Span {
	/** How often it failed as a whole or was halved. */
	readonly failures: number;
}

type FailedState = QueryState & { readonly phase: 'failed' };

/** So many queries run side by side; accounts have few places for them. */
const atOnce = 2;
/** CloudTrail delivers within that time, ms. */
const deliveryDelay = 15 * 60_000;
/** A part that failed is tried so often again, in halves where that may help. */
const mostRetries = 3;
/** With nothing read, so many failed parts are the whole archive's failure. */
const mostFailedParts = 3;

/** Reads the slices one query each; see `ArchiveSource.read`. */
export class QueryRead {
	readonly #options: QueryReadOptions;
	readonly #queries: RunningQueries;
	readonly #book: PlaceBook;
	readonly #signal: AbortSignal;
	readonly #onProgress: (progress: FetchProgress) => void;
	readonly #scanned = new Map<Part, number>();
	/** Names of the gaps that this reading left. */
	readonly #left = new Set<string>();
	#openGaps: readonly Gap[];
	#read: readonly Span[] = [];
	#partsRead = 0;
	#failed = 0;
	#total: number;
	#calls = 0;
	#anyRow = false;

	constructor(options: QueryReadOptions, { signal, onProgress = () => undefined }: ReadOptions) {
		this.#options = options;
		this.#signal = signal;
		this.#onProgress = onProgress;
		this.#total = options.slices.length;
		this.#openGaps = options.gaps;
		this.#queries = new RunningQueries(options.engine, options.clock, signal);
		const { accounts = [], regions = [] } = options.window;
		const wanted = (list: readonly string[], value: string) =>
			list.length === 0 || list.includes(value);
		this.#book = new PlaceBook({
			...options,
			known: options.coverage.filter(
				({ accountId, region }) => wanted(accounts, accountId) && wanted(regions, region),
			),
			limit: options.clock.now() - deliveryDelay,
		});
	}

	async *pages(): AsyncGenerator<ArchivePage> {
		const waiting: Part[] = this.#options.slices.map((slice) => ({ ...slice, failures: 0 }));
		const running: { part: Part; end: Promise<EndedQuery> }[] = [];
		try {
			while (waiting.length > 0 || running.length > 0) {
				for (const part of waiting.splice(0, atOnce - running.length)) {
					running.push({ part, end: this.#run(part) });
				}
				const next = running.shift();
				if (!next) {
					break;
				}
				const { id, state } = await next.end;
				if (state.phase !== 'failed') {
					yield* this.#pagesOf(next.part, id);
					continue;
				}
				const again = this.#retriesOf(next.part, state);
				waiting.unshift(...again);
				this.#total += Math.max(0, again.length - 1);
				if (again.length === 0) {
					yield this.#missing(next.part, state);
				}
			}
			if (!this.#anyRow) {
				const { source, window, log } = this.#options;
				log(
					'warn',
					`${source} holds no record of any service from ${window.from} to ${window.to}.`,
				);
			}
		} catch (error) {
			if (this.#signal.aborted) {
				throw new HistoryError('cancelled', 'The queries were cancelled.', { cause: error });
			}
			throw error;
		} finally {
			// what was left running would be asked for by nobody
			await this.#queries.stop((message) => this.#options.log('warn', message));
		}
	}

	#run(part: Part): Promise<EndedQuery> {
		return this.#queries.run(this.#options.sqlOf(part), (bytes) => {
			this.#scanned.set(part, bytes);
			this.#onProgress(this.#progress());
		});
	}

	async *#pagesOf(part: Part, id: string): AsyncGenerator<ArchivePage> {
		let empty = true;
		const broken = new UnreadableRows(part);
		for await (const rows of this.#options.engine.rows(id, this.#signal)) {
			empty &&= rows.length === 0;
			yield this.#page(this.#callsOf(rows, part, broken));
		}
		const gaps = broken.gaps(this.#options);
		gaps.forEach(({ what }) => void this.#left.add(what));
		this.#partsRead++;
		this.#read = mergeSpans([...this.#read, part]);
		if (!empty) {
			this.#anyRow = true;
			this.#book.done(part);
		}
		const closed = this.#openGaps.filter((gap) => this.#isClosed(gap));
		this.#openGaps = this.#openGaps.filter((gap) => !closed.includes(gap));
		yield this.#page({
			coverage: this.#book.take(),
			...(gaps.length > 0 && { gaps }),
			...(closed.length > 0 && { closedGaps: closed.map(({ what }) => what) }),
		});
	}

	#callsOf(
		rows: readonly QueryRow[],
		part: Part,
		broken: UnreadableRows,
	): { calls: readonly RecordedCall[]; unreadable: readonly string[] } {
		const calls: RecordedCall[] = [];
		const unreadable: string[] = [];
		for (const [accountId = '', region = '', text, first = '', last = ''] of rows) {
			this.#book.see(accountId, region, { first, last });
			if (text === undefined) {
				continue;
			}
			const read = this.#options.read(text);
			if (!read.ok) {
				unreadable.push(read.reason);
				broken.add({ accountId, region, first, last, reason: read.reason });
				continue;
			}
			const time = Date.parse(read.value.call.eventTime);
			if (time >= part.from && time < part.to) {
				calls.push(read.value);
			}
		}
		this.#calls += calls.length;
		return { calls, unreadable };
	}

	/** @returns the part or its halves, where another query may do better. */
	#retriesOf(part: Part, state: FailedState): readonly Part[] {
		const { service, divisible, log } = this.#options;
		log('warn', `${service} could not read ${spanName(part)}: ${state.reason}`);
		const failures = part.failures + 1;
		if (failures > mostRetries || state.hope === 'never' || state.hope === 'part') {
			return [];
		}
		const halves =
			divisible && (state.hope === 'smaller' || failures > 1) && part.to - part.from > day
				? halvesOf(part)
				: [part];
		return halves.length === 1 && state.hope === 'smaller'
			? []
			: halves.map((slice) => ({ ...slice, failures }));
	}

	/** A gap, or the end of it all where no part can be read. */
	#missing(part: Part, { reason, hope }: FailedState): ArchivePage {
		const { service, source, window } = this.#options;
		this.#failed++;
		if (this.#partsRead === 0 && (hope === 'never' || this.#failed >= mostFailedParts)) {
			throw new HistoryError('aws', `${service} could not run the query: ${reason}`, {
				details: { awsCode: 'QueryFailed' },
			});
		}
		const gap = lostPart(part, `${service}: ${reason}`, { source, window });
		this.#left.add(gap.what);
		return this.#page({ gaps: [gap] });
	}

	/** Was all of the gap read by now, with the accounts and Regions that it is of? */
	#isClosed(gap: Gap): boolean {
		return !this.#left.has(gap.what) && isFilled(gap, this.#read, this.#options.window);
	}

	#page(
		part: Partial<Pick<ArchivePage, 'calls' | 'unreadable' | 'coverage' | 'gaps' | 'closedGaps'>>,
	): ArchivePage {
		return {
			calls: [],
			unreadable: [],
			coverage: [],
			...part,
			progress: this.#progress(),
			requests: this.#options.engine.takeRequests(),
		};
	}

	#progress(): FetchProgress {
		const bytes = [...this.#scanned.values()].reduce((sum, each) => sum + each, 0);
		return {
			phase: 'reading',
			// what is a gap now is done with too
			done: this.#partsRead + this.#failed,
			total: this.#total,
			bytes,
			calls: this.#calls,
		};
	}
}
