import { HistoryError, isCancellation } from '../../model/errors.ts';
import type { FetchProgress, FetchWindow } from '../../model/fetch.ts';
import { readRecord } from '../../model/readRecord.ts';
import type { RecordedCall } from '../../model/recordedCall.ts';
import type { ArchivePage } from '../archiveSource.ts';
import type { Clock } from '../clock.ts';
import { isRegionName } from '../regionName.ts';
import type { Span } from '../span.ts';
import { isAccountId, mostRows, recordsQuery } from './insightsQuery.ts';
import type { LogCoverage, Place } from './logCoverage.ts';
import type { LogsClient } from './logsClient.ts';
import {
	fieldOf,
	isQueryFailure,
	type QueryRequest,
	queryFailure,
	type Row,
	rowTime,
	runQuery,
} from './runQuery.ts';
import { seekPlaces } from './seekPlaces.ts';
import { afterFailure, cutSlice, firstSlicesOf, type Slice } from './timeSlices.ts';

export interface LogReadingOptions {
	readonly client: LogsClient;
	readonly clock: Clock;
	readonly signal: AbortSignal;
	readonly log: (level: 'info' | 'warn', message: string) => void;
	readonly onProgress: (progress: FetchProgress) => void;
	readonly logGroup: string;
	/** Does the group's class discover the fields of JSON? */
	readonly discovered: boolean;
	readonly window: FetchWindow;
	readonly coverage: LogCoverage;
	/** Places that the source is known to hold from before. */
	readonly places: readonly Place[];
	/** Is it to be found out whose records there are, and whether there are any at the begin? */
	readonly look: boolean;
}

/** The records of a slice that cannot be read, and when they came. */
interface Broken {
	from: number;
	to: number;
	reason: string;
}

/** One reading of a log group: slices of its time, each a query that gives pages. */
export class LogReading {
	readonly #options: LogReadingOptions;
	readonly #window: Span;
	readonly #query: string;
	readonly #places = new Map<string, Place>();
	/** Newest first: people ask for what was lately. */
	#waiting: Slice[];
	#toLook: boolean;
	#total: number;
	#done = 0;
	#calls = 0;
	/** Scanned by queries that ended, and by those that run. */
	#bytes = 0;
	readonly #running = new Map<object, number>();

	constructor(options: LogReadingOptions) {
		this.#options = options;
		const { window, coverage, places } = options;
		this.#window = { from: Date.parse(window.from), to: Date.parse(window.to) };
		this.#query = recordsQuery(window);
		this.#waiting = coverage.asked.from < coverage.asked.to ? firstSlicesOf(coverage.asked) : [];
		this.#total = this.#waiting.length;
		this.#toLook = options.look && this.#total > 0;
		for (const place of places) {
			this.#notePlace(place);
		}
	}

	/** The next query to run beside those that run; undefined where none waits. */
	next(): AsyncGenerator<ArchivePage, void> | undefined {
		if (this.#toLook) {
			this.#toLook = false;
			return this.#look();
		}
		const slice = this.#waiting.shift();
		return slice && this.#read(slice);
	}

	/** A page that says how far the reading is, and what became known by that. */
	page(part: Partial<ArchivePage> = {}): ArchivePage {
		const { coverage, client } = this.#options;
		const closedGaps = coverage.takeClosedGaps();
		return {
			...{ calls: [], unreadable: [] },
			...part,
			coverage: coverage.takeCoverage(this.#places.values()),
			...(closedGaps.length > 0 && { closedGaps }),
			progress: this.#progress,
			requests: client.takeRequests(),
		};
	}

	get #progress(): FetchProgress {
		const running = [...this.#running.values()].reduce((sum, bytes) => sum + bytes, 0);
		return {
			...{ phase: 'reading', done: this.#done, total: this.#total },
			...{ bytes: this.#bytes + running, calls: this.#calls },
		};
	}

	async *#read(slice: Slice): AsyncGenerator<ArchivePage, void> {
		const { coverage, log } = this.#options;
		/** Event ids of what came, with their time, as only the last second may come again. */
		const came = new Map<string, number>();
		const broken: Broken = { from: slice.to, to: slice.from, reason: '' };
		let rows = 0;
		let oldest = slice.to;
		try {
			const query = this.#run({ query: this.#query, span: slice });
			for (let step = await query.next(); ; step = await query.next()) {
				if (!step.done) {
					rows += step.value.length;
					oldest = Math.min(oldest, ...step.value.map(rowTime));
					if (rows > 0) {
						coverage.sawRecord(oldest);
					}
					yield this.page(this.#take(step.value, slice, came, broken));
					continue;
				}
				const { recordsMatched = rows, recordsScanned, resultCount } = step.value;
				// older endpoints tell no count of rows
				if (rows < (resultCount ?? Math.min(1, recordsMatched))) {
					throw queryFailure('Incomplete');
				}
				this.#done++;
				if (broken.reason !== '') {
					yield this.#lose(broken, `Records cannot be read: ${broken.reason}.`);
				}
				if (rows < mostRows) {
					coverage.read(slice, recordsScanned);
					yield this.page();
				} else {
					yield* this.#cut(slice, { oldest, left: recordsMatched - rows, came });
				}
				return;
			}
		} catch (error) {
			if (!isQueryFailure(error)) {
				throw error;
			}
			const halves = afterFailure({
				...slice,
				known: new Set([...(slice.known ?? []), ...came.keys()]),
			});
			log('warn', `A query of ${this.#options.logGroup} failed: ${error.message}`);
			if (halves.length > 0) {
				this.#wait(halves);
				this.#total--;
			} else {
				this.#done++;
				yield this.#lose(slice, error.message);
			}
		}
	}

	/** There are more rows than a query gives. */
	*#cut(
		slice: Slice,
		{ oldest, left, came }: { oldest: number; left: number; came: ReadonlyMap<string, number> },
	): Generator<ArchivePage, void> {
		const { done, lost, rest } = cutSlice(slice, oldest, Math.max(left, 1), mostRows);
		const [newest, ...others] = rest;
		if (newest) {
			const again = [...came].filter(([, time]) => time < newest.to).map(([id]) => id);
			this.#wait([{ ...newest, known: new Set([...(slice.known ?? []), ...again]) }, ...others]);
		}
		if (done.from < done.to) {
			this.#options.coverage.read(done, undefined);
		}
		yield lost ? this.#lose(lost, `More than ${mostRows} calls within one second.`) : this.page();
	}

	#lose(span: Span, reason: string): ArchivePage {
		const gap = this.#options.coverage.lose(span, reason);
		return this.page(gap && { gaps: [gap] });
	}

	#wait(slices: readonly Slice[]): void {
		this.#total += slices.length;
		this.#waiting = [...this.#waiting, ...slices].toSorted((a, b) => b.to - a.to);
	}

	/** Those calls of some rows that were asked for and did not come before. */
	#take(
		rows: readonly Row[],
		slice: Slice,
		came: Map<string, number>,
		broken: Broken,
	): Pick<ArchivePage, 'calls' | 'unreadable'> {
		const calls: RecordedCall[] = [];
		const unreadable: string[] = [];
		for (const row of rows) {
			const time = rowTime(row);
			const message = fieldOf(row, '@message');
			if (Number.isNaN(time) || message === undefined) {
				throw new HistoryError('bad-answer', 'CloudWatch Logs gave a row without its fields.');
			}
			if (time < slice.from || time >= slice.to) {
				continue;
			}
			const read = readRecord(message);
			if (read.ok) {
				const { call } = read.value;
				if (slice.known?.has(call.eventId) || came.has(call.eventId)) {
					continue;
				}
				came.set(call.eventId, time);
				this.#notePlace(call);
				if (this.#asked(call)) {
					calls.push(read.value);
				}
			} else if (read.kind === 'unreadable') {
				unreadable.push(read.reason);
				const second = Math.floor(time / 1000) * 1000;
				broken.from = Math.min(broken.from, second);
				broken.to = Math.max(broken.to, second + 1000);
				broken.reason ||= read.reason;
			}
		}
		this.#calls += calls.length;
		return { calls, unreadable };
	}

	#asked(call: Place & { readonly eventTime: string }): boolean {
		const time = Date.parse(call.eventTime);
		return time >= this.#window.from && time < this.#window.to && this.#askedPlace(call);
	}

	#askedPlace({ accountId, region }: Place): boolean {
		const { accounts, regions } = this.#options.window;
		return (accounts?.includes(accountId) ?? true) && (regions?.includes(region) ?? true);
	}

	#notePlace({ accountId, region }: Place): void {
		const place = { accountId, region };
		if (isAccountId(accountId) && isRegionName(region) && this.#askedPlace(place)) {
			this.#places.set(`${accountId}/${region}`, place);
		}
	}

	async *#look(): AsyncGenerator<ArchivePage, void> {
		const { coverage, discovered, log, logGroup } = this.#options;
		const begun = await seekPlaces({
			...{ asked: coverage.asked, discovered },
			run: (request) => this.#run(request),
			note: (place) => this.#notePlace(place),
			warn: (message) => log('warn', `A look into ${logGroup} failed: ${message}`),
		});
		if (begun !== undefined) {
			coverage.sawRecord(begun);
		}
		yield this.page();
	}

	async *#run(request: Pick<QueryRequest, 'query' | 'span'>) {
		const { client, clock, signal, logGroup, onProgress } = this.#options;
		const key = {};
		try {
			return yield* runQuery(
				{ logGroup, ...request },
				{
					...{ client, clock, signal },
					onScanned: (bytes) => {
						this.#running.set(key, bytes);
						onProgress(this.#progress);
					},
				},
			);
		} catch (error) {
			throw signal.aborted && !isCancellation(error)
				? new HistoryError('cancelled', 'Reading was cancelled.', { cause: error })
				: error;
		} finally {
			this.#bytes += this.#running.get(key) ?? 0;
			this.#running.delete(key);
		}
	}
}
