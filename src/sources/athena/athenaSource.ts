import { type AthenaSettings, sourceId } from '../../model/connectionSettings.ts';
import { HistoryError } from '../../model/errors.ts';
import type { FetchEstimate, FetchWindow } from '../../model/fetch.ts';
import type { ArchivePage, ArchiveSource, ReadOptions } from '../archiveSource.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { ArchiveDeps } from '../openArchive.ts';
import { type QueryPlan, shownSql } from '../query/queryPlan.ts';
import { QueryRead } from '../query/queryRead.ts';
import { readRebuilt } from '../query/rebuildRecord.ts';
import { monthsOf } from '../query/timeSlices.ts';
import { withRegions } from '../withRegions.ts';
import { type AthenaClient, openAthena } from './athenaClient.ts';
import { AthenaEngine } from './athenaEngine.ts';
import { athenaSql } from './athenaSql.ts';
import { isBoundedInTime, keyOf, tableBegin } from './partitionBounds.ts';
import { checkTableShape, readTableShape, type TableShape } from './tableShape.ts';
import { describeWorkgroup } from './workgroup.ts';

/** List price of us-east-1 in November 2026, USD for 1 TB scanned; at least 10 MB a query. */
const usdPerTerabyte = 5;

interface Plan extends QueryPlan {
	readonly shape: TableShape;
}

/** A table over a trail's log files, asked with Athena. */
export class AthenaSource implements ArchiveSource {
	readonly #settings: AthenaSettings;
	readonly #deps: Omit<ArchiveDeps, 'workerUrl'>;
	readonly #clock: Clock;
	readonly #client: AthenaClient;

	constructor(
		settings: AthenaSettings,
		deps: Omit<ArchiveDeps, 'workerUrl'>,
		clock: Clock = { ...systemClock, now: deps.now },
	) {
		this.#settings = settings;
		this.#deps = deps;
		this.#clock = clock;
		const region = settings.region ?? deps.session.regions[0] ?? '';
		this.#client = openAthena(deps.session.client('athena', region), clock);
	}

	async estimate(asked: FetchWindow, signal: AbortSignal): Promise<FetchEstimate> {
		const window = withRegions(asked, this.#deps.regions);
		const plan = await this.#plan(window, signal);
		const { shape, divisible } = plan;
		const query = shownSql(plan);
		const bytes = divisible ? undefined : shape.bytes;
		return {
			...(bytes !== undefined && { bytes, usd: (bytes / 1e12) * usdPerTerabyte }),
			...(!divisible && { unbounded: true }),
			...(query !== undefined && { query }),
			notes: [
				`Athena charges about ${usdPerTerabyte} USD for each TB that it scans; how much that is, it tells only while it scans.`,
				...(divisible
					? []
					: ['The table has no partition of the time: all of its data is scanned.']),
				...(keyOf(shape, 'region') || (window.regions ?? []).length === 0
					? []
					: ['The table has no partition of the Region: the data of all Regions is scanned.']),
				...(await this.#workgroupNotes(signal)),
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
				engine: new AthenaEngine(this.#client, this.#settings),
				clock: this.#clock,
				log,
				source,
				service: 'Athena',
				complete: this.#settings.complete ?? 'changes',
				window,
				read: readRebuilt,
				coverage: memory.coverage(source),
				gaps: memory.gaps(source),
			},
			options,
		);
		yield* read.pages();
	}

	async #plan(window: FetchWindow, signal: AbortSignal): Promise<Plan> {
		const { session } = this.#deps;
		const shape = await this.#shape(signal);
		const now = this.#clock.now();
		const from = Math.max(Date.parse(window.from), tableBegin(shape, now) ?? 0);
		const whole = { from, to: Math.min(Date.parse(window.to), now) };
		const divisible = isBoundedInTime(shape);
		const { accounts = [], regions = [] } = window;
		const injected = keyOf(shape, 'account')?.projection?.type === 'injected';
		const own = injected && accounts.length === 0 ? await session.account(signal) : undefined;
		return {
			shape,
			divisible,
			slices: divisible ? monthsOf(whole) : whole.from < whole.to ? [whole] : [],
			sqlOf: (slice) =>
				athenaSql(
					{ ...this.#settings, shape },
					{
						slice,
						accounts,
						regions,
						ownAccounts: own === undefined ? [] : [own],
						ownRegions: session.regions,
					},
				),
		};
	}

	async #shape(signal: AbortSignal): Promise<TableShape> {
		const { catalog = 'AwsDataCatalog', database, table, workgroup } = this.#settings;
		const name = `${database}.${table}`;
		const { GetTableMetadataCommand } = await import('../aws/athena.ts');
		const { TableMetadata: metadata } = await this.#client
			.send(
				(client, abortSignal) =>
					client.send(
						new GetTableMetadataCommand({
							CatalogName: catalog,
							DatabaseName: database,
							TableName: table,
							...(workgroup !== undefined && { WorkGroup: workgroup }),
						}),
						{ abortSignal },
					),
				{ action: 'athena:GetTableMetadata', signal },
			)
			.catch((error: unknown) => {
				const { message, details } =
					error instanceof HistoryError ? error : new HistoryError('aws', '');
				throw details.awsCode === 'MetadataException' && /not ?found/i.test(message)
					? new HistoryError(
							'not-found',
							`Athena knows no table ${name} in ${details.region ?? 'this Region'}. Set "database", "table" and "region" of the source to where it is.`,
							{ cause: error, details },
						)
					: error;
			});
		const shape = readTableShape(metadata ?? {});
		checkTableShape(shape, name);
		return shape;
	}

	/** What the workgroup says of queries; nothing where that may not be asked. */
	async #workgroupNotes(signal: AbortSignal): Promise<readonly string[]> {
		const { workgroup = 'primary', outputLocation } = this.#settings;
		try {
			const { hasOutput, mostBytes } = await describeWorkgroup(this.#client, workgroup, signal);
			return [
				...(mostBytes === undefined
					? []
					: [`The workgroup ${workgroup} stops each query at ${Math.round(mostBytes / 1e6)} MB.`]),
				...(!hasOutput && outputLocation === undefined
					? [
							`The workgroup ${workgroup} has no output location: set "outputLocation" of the source, or no query can run.`,
						]
					: []),
			];
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof HistoryError && ['access-denied', 'aws'].includes(error.code)) {
				return [];
			}
			throw error;
		}
	}
}
