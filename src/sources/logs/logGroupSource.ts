import { type LogGroupSettings, sourceId } from '../../model/connectionSettings.ts';
import type { Coverage } from '../../model/coverage.ts';
import { HistoryError } from '../../model/errors.ts';
import type { FetchEstimate, FetchWindow } from '../../model/fetch.ts';
import type { ArchiveMemory, ArchivePage, ArchiveSource, ReadOptions } from '../archiveSource.ts';
import type { AwsSession } from '../awsSession.ts';
import { type Clock, systemClock } from '../clock.ts';
import { withRegions } from '../withRegions.ts';
import { recordsQuery } from './insightsQuery.ts';
import { LogCoverage, type Place } from './logCoverage.ts';
import { estimateOf } from './logEstimate.ts';
import { addressOf, describeLogGroup, type LogGroupFacts, oldestOf } from './logGroup.ts';
import { LogReading } from './logReading.ts';
import { LogsClient } from './logsClient.ts';
import { runTogether } from './runTogether.ts';

const hour = 3_600_000;
/** An account has 100 queries at a time, 30 in some partitions, and others need some too. */
const sideBySideQueries = 4;
/** Of so long a window a look at whose records there are costs a small part, ms. */
const worthALook = 48 * hour;

export interface LogGroupDeps {
	readonly session: Pick<AwsSession, 'regions' | 'account' | 'client'>;
	readonly memory: Pick<ArchiveMemory, 'gaps' | 'coverage'>;
	/** The connection's Regions; all that the group has if there are none. */
	readonly regions?: readonly string[];
	readonly log: (level: 'info' | 'warn', message: string) => void;
	/** ms since 1970. */
	readonly now: () => number;
	readonly clock?: Clock;
}

/** A log group that a trail writes to, queried with CloudWatch Logs Insights. */
export class LogGroupSource implements ArchiveSource {
	readonly #settings: LogGroupSettings;
	readonly #deps: LogGroupDeps;
	readonly #clock: Clock;
	readonly #address: ReturnType<typeof addressOf>;
	readonly #region: string;
	readonly #client: LogsClient;

	constructor(settings: LogGroupSettings, deps: LogGroupDeps) {
		this.#settings = settings;
		this.#deps = deps;
		this.#clock = deps.clock ?? systemClock;
		this.#address = addressOf(settings.logGroup);
		const { session } = deps;
		this.#region = settings.region ?? this.#address.region ?? session.regions[0] ?? 'us-east-1';
		this.#client = new LogsClient(session.client('cloudwatch_logs', this.#region), this.#clock);
	}

	async estimate(asked: FetchWindow, signal: AbortSignal): Promise<FetchEstimate> {
		const window = withRegions(asked, this.#deps.regions);
		const facts = await this.#describe(signal);
		const places = placesOf(this.#deps.memory.coverage(sourceId(this.#settings)));
		return {
			...estimateOf(window, facts, this.#deps.now(), this.#settings.complete),
			query: recordsQuery(window),
			...(places.length > 0 && { places }),
		};
	}

	async *read(asked: FetchWindow, options: ReadOptions): AsyncGenerator<ArchivePage> {
		const window = withRegions(asked, this.#deps.regions);
		const { memory, log, now } = this.#deps;
		const { onProgress = () => undefined } = options;
		const stop = new AbortController();
		const signal = AbortSignal.any([options.signal, stop.signal]);
		onProgress({ phase: 'planning', done: 0, bytes: 0, calls: 0 });
		const facts = await this.#describe(signal);
		const source = sourceId(this.#settings);
		const span = { from: Date.parse(window.from), to: Date.parse(window.to) };
		const before = memory.coverage(source);
		const places = placesOf(before);
		const reading = new LogReading({
			...{ client: this.#client, clock: this.#clock, signal, log, onProgress, window, places },
			logGroup: this.#address.identifier,
			discovered: facts.logClass === undefined || facts.logClass === 'STANDARD',
			coverage: new LogCoverage({
				window: span,
				narrowing: window,
				oldest: oldestOf(facts, now()),
				now: now(),
				source,
				complete: this.#settings.complete ?? 'changes',
				before,
				oldGaps: memory.gaps(source),
			}),
			look:
				span.to - span.from >= worthALook ||
				!before.some(({ from }) => Date.parse(from) <= span.from),
		});
		yield reading.page();
		yield* runTogether(
			() => reading.next(),
			sideBySideQueries,
			() => stop.abort(new HistoryError('cancelled', 'Reading was left.')),
		);
	}

	async #describe(signal: AbortSignal): Promise<LogGroupFacts> {
		const address = this.#address;
		// an ARN of another account is asked for in another way
		const ownAccount =
			address.accountId === undefined ? undefined : await this.#deps.session.account(signal);
		const request = { address, region: this.#region, ownAccount };
		return describeLogGroup(this.#client, request, signal);
	}
}

function placesOf(coverage: readonly Coverage[]): readonly Place[] {
	return [
		...new Map(
			coverage.map(({ accountId, region }) => [`${accountId}/${region}`, { accountId, region }]),
		).values(),
	];
}
