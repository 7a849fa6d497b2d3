import { AwsError } from './awsError.ts';
import type { ServiceHandler, ServiceRequest } from './awsWorld.ts';
import { QueryDatabase } from './queryDatabase.ts';
import { type QueryRun, QueryRuns, type QueryWork } from './queryRuns.ts';
import { checkTrino, conditionsOn, TrinoError } from './trinoDialect.ts';

export interface LakeStore {
	readonly arn: string;
	readonly name: string;
	readonly records: readonly object[];
	/** `ENABLED` if not given. */
	readonly status?: string;
	/** Days; 2557 if not given. */
	readonly retention?: number;
	/** All management events if not given. */
	readonly selectors?: readonly object[];
	/** Has it partitions by day, which queries must name? */
	readonly byDay?: boolean;
}

export interface LakeOptions {
	readonly stores?: readonly LakeStore[];
	/** Queries at the same time; 10 if not given. */
	readonly mostQueries?: number;
}

type Parameters = ServiceRequest['parameters'];

/** Those of the documented schema that are asked for here. */
const columns = [
	['eventjson', 'VARCHAR'],
	['eventtime', 'TIMESTAMP'],
	['eventsource', 'VARCHAR'],
	['eventname', 'VARCHAR'],
	['awsregion', 'VARCHAR'],
	['eventid', 'VARCHAR'],
	['recipientaccountid', 'VARCHAR'],
	['calendarday', 'BIGINT'],
] as const;
const management = [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }];

/** CloudTrail Lake: it runs the SQL over records. */
export class LakeStandIn {
	readonly runs = new QueryRuns();
	readonly #mostQueries: number;
	#stores: readonly LakeStore[];
	#database: Promise<QueryDatabase> | undefined;

	constructor(options: LakeOptions = {}) {
		this.#stores = options.stores ?? [];
		this.#mostQueries = options.mostQueries ?? 10;
	}

	setStores(stores: readonly LakeStore[]): void {
		this.close();
		this.#stores = stores;
	}

	close(): void {
		this.#database?.then((database) => database.close()).catch(() => undefined);
		this.#database = undefined;
	}

	/** For `AwsServerOptions.services` under `CloudTrail_20131101`. */
	readonly handler: ServiceHandler = async ({ action, parameters, signedFor, region }) => {
		if (signedFor !== 'cloudtrail') {
			throw new AwsError(
				'InvalidSignatureException',
				"Credential should be scoped to correct service: 'cloudtrail'.",
				403,
			);
		}
		switch (action) {
			case 'ListEventDataStores': {
				const stores = this.#stores.filter(({ arn }) => arn.split(':')[3] === region);
				const { start, end, next } = pageAt(parameters, 'MaxResults', stores.length);
				return { EventDataStores: stores.slice(start, end).map(storeOf), ...next };
			}
			case 'GetEventDataStore':
				return storeOf(this.#store(parameters.EventDataStore, region));
			case 'StartQuery':
				return this.#start(parameters, region);
			case 'DescribeQuery':
				return this.#describe(this.#run(parameters));
			case 'GetQueryResults':
				return this.#results(parameters);
			case 'CancelQuery': {
				const run = this.#run(parameters);
				if (run.state !== 'queued' && run.state !== 'running') {
					throw new AwsError('InactiveQueryException', 'The query is not running.');
				}
				run.state = 'cancelled';
				return { QueryId: run.id, QueryStatus: 'CANCELLED' };
			}
			default:
				throw new AwsError('UnknownOperationException', '');
		}
	};

	#start({ QueryStatement: sql }: Parameters, region: string): object {
		if (typeof sql !== 'string' || sql.length === 0 || sql.length > 10_000) {
			throw new AwsError('InvalidParameterException', 'QueryStatement has 1 to 10000 characters.');
		}
		const store = this.#store(idIn(sql), region);
		if (store.status !== undefined && !['ENABLED', 'STOPPED_INGESTION'].includes(store.status)) {
			throw new AwsError('InactiveEventDataStoreException', 'The event data store is inactive.');
		}
		if (store.byDay && !sql.includes('t."calendarday" ')) {
			throw new AwsError('InvalidQueryStatementException', 'The query has no calendarday.');
		}
		if (this.runs.running >= this.#mostQueries) {
			throw new AwsError(
				'MaxConcurrentQueriesException',
				'You are already running the maximum number of concurrent queries.',
			);
		}
		return { QueryId: this.runs.start(sql).id };
	}

	async #describe(run: QueryRun): Promise<object> {
		await this.runs.advance(run, (sql) => this.#query(sql));
		return {
			QueryId: run.id,
			QueryString: run.sql,
			QueryStatus: statusOf(run),
			QueryStatistics: {
				EventsMatched: run.rows.length,
				EventsScanned: run.rows.length,
				BytesScanned: run.bytes,
				ExecutionTimeInMillis: 1,
				CreationTime: Date.now() / 1000,
			},
			...(run.failure && { ErrorMessage: run.failure.reason }),
		};
	}

	#results(parameters: Parameters): object {
		const run = this.#run(parameters);
		const { start, end, next } = pageAt(parameters, 'MaxQueryResults', run.rows.length);
		return {
			QueryStatus: statusOf(run),
			QueryStatistics: {
				ResultsCount: Math.min(end, run.rows.length) - start,
				TotalResultsCount: run.rows.length,
				BytesScanned: run.bytes,
			},
			QueryResultRows: run.rows
				.slice(start, end)
				.map((row) =>
					row.flatMap((value, index) =>
						value === null ? [] : [{ [run.columns[index] ?? '']: value }],
					),
				),
			...next,
		};
	}

	async #query(sql: string): Promise<QueryWork> {
		const id = idIn(sql);
		const quoted = sql.replace(`FROM ${id} AS t\n`, `FROM "lake"."${id}" AS t\n`);
		// times are compared with texts, as AWS's own examples do
		checkTrino(quoted, [
			...columns
				.filter(([name]) => name !== 'eventtime')
				.map(([name, type]) => ({ name, type: type === 'BIGINT' ? 'bigint' : 'string' })),
		]);
		this.#database ??= this.#fill();
		const database = await this.#database;
		try {
			const where = conditionsOn(quoted, ['eventtime']).join(' AND ') || 'true';
			const scanned = await database.run(
				`SELECT sum(length(t."eventjson")) FROM "lake"."${id}" AS t WHERE ${where}`,
			);
			return {
				...(await database.run(quoted)),
				bytes: Number(scanned.rows[0]?.[0] ?? 0),
			};
		} catch (error) {
			throw new TrinoError(`SYNTAX_ERROR: ${error instanceof Error ? error.message : error}`);
		}
	}

	async #fill(): Promise<QueryDatabase> {
		const database = await QueryDatabase.open();
		for (const { arn, records } of this.#stores) {
			const dayOf = (record: object) =>
				'eventTime' in record ? String(record.eventTime).slice(0, 10).replaceAll('-', '') : '0';
			const rows = records.map((record) => {
				const fields = new Map(
					Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]),
				);
				const row = columns.map(([name]) => [name, fields.get(name) ?? null]);
				return {
					...Object.fromEntries(row),
					eventjson: textOf(record),
					calendarday: Number(dayOf(record)),
				};
			});
			await database.fill('lake', arn.split('/').at(-1) ?? '', new Map(columns), rows);
		}
		return database;
	}

	#run({ QueryId: id }: Parameters): QueryRun {
		const run = this.runs.all.find((each) => each.id === id);
		if (!run) {
			throw new AwsError('QueryIdNotFoundException', 'The query ID does not exist.');
		}
		return run;
	}

	#store(name: unknown, region: string): LakeStore {
		const text = String(name);
		const store = this.#stores.find(
			({ arn }) => (arn === text || arn.split('/').at(-1) === text) && arn.split(':')[3] === region,
		);
		if (!store) {
			throw text.startsWith('arn:') && !/^arn:aws:cloudtrail:.*eventdatastore\//.test(text)
				? new AwsError('EventDataStoreARNInvalidException', 'The ARN is not valid.')
				: new AwsError('EventDataStoreNotFoundException', 'The event data store was not found.');
		}
		return store;
	}
}

/** A record that is marked so has no text, as if AWS had lost it. */
function textOf(record: object): string | null {
	return 'lost' in record ? null : JSON.stringify(record);
}

function statusOf({ state }: QueryRun): string {
	const status = {
		queued: 'QUEUED',
		running: 'RUNNING',
		done: 'FINISHED',
		failed: 'FAILED',
		cancelled: 'CANCELLED',
	} as const;
	return status[state];
}

function storeOf({ arn, name, status, retention, selectors, byDay }: LakeStore): object {
	return {
		EventDataStoreArn: arn,
		Name: name,
		Status: status ?? 'ENABLED',
		AdvancedEventSelectors: selectors ?? management,
		MultiRegionEnabled: true,
		OrganizationEnabled: false,
		RetentionPeriod: retention ?? 2557,
		TerminationProtectionEnabled: true,
		CreatedTimestamp: 1_700_000_000,
		UpdatedTimestamp: 1_700_000_000,
		...(byDay && { PartitionKeys: [{ Name: 'calendarday', Type: 'bigint' }] }),
	};
}

/** The store that a query asks. */
function idIn(sql: string): string {
	const [, id] = /\bFROM ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/i.exec(sql) ?? [];
	if (id === undefined || !/^SELECT\b/i.test(sql)) {
		throw new AwsError(
			'InvalidQueryStatementException',
			'Only SELECT of an event data store can be run.',
		);
	}
	return id;
}

function pageAt(
	parameters: Parameters,
	name: 'MaxResults' | 'MaxQueryResults',
	length: number,
): { start: number; end: number; next: { NextToken?: string } } {
	const { [name]: size = 1000, NextToken: token } = parameters;
	if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > 1000) {
		throw new AwsError('InvalidMaxResultsException', `${name} is 1 to 1000.`);
	}
	const start = token === undefined ? 0 : Number(/^at-(\d+)$/.exec(String(token))?.[1]);
	if (Number.isNaN(start)) {
		throw new AwsError('InvalidNextTokenException', 'The token is not valid.');
	}
	const end = start + size;
	return { start, end, next: end < length ? { NextToken: `at-${end}` } : {} };
}
