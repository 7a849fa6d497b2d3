import {
	fieldsOf,
	invalid,
	listPage,
	type Parameters,
	resultPage,
	text,
} from './athenaParameters.ts';
import { AthenaTables } from './athenaTables.ts';
import { AwsError } from './awsError.ts';
import type { ServiceHandler } from './awsWorld.ts';
import type { HiveTable } from './hiveTable.ts';
import { type QueryRun, QueryRuns } from './queryRuns.ts';

export interface AthenaWorkgroup {
	readonly name: string;
	/** `s3://...`; none if not given. */
	readonly outputLocation?: string;
	readonly bytesScannedCutoff?: number;
}

export interface AthenaOptions {
	readonly tables?: readonly HiveTable[];
	/** `primary` with a place for results if not given. */
	readonly workgroups?: readonly AthenaWorkgroup[];
	/** Queries at the same time; 20 if not given. */
	readonly mostQueries?: number;
}

/** Athena over log files: it runs the SQL, so that wrong SQL gives wrong rows. */
export class AthenaStandIn {
	readonly runs = new QueryRuns();
	readonly #workgroups: readonly AthenaWorkgroup[];
	readonly #mostQueries: number;
	readonly #tokens = new Map<string, QueryRun>();
	#tables: readonly HiveTable[];
	#data: AthenaTables;

	constructor(options: AthenaOptions = {}) {
		this.#tables = options.tables ?? [];
		this.#data = new AthenaTables(this.#tables);
		this.#workgroups = options.workgroups ?? [
			{ name: 'primary', outputLocation: 's3://query-results/' },
		];
		this.#mostQueries = options.mostQueries ?? 20;
	}

	setTables(tables: readonly HiveTable[]): void {
		this.close();
		this.#tables = tables;
		this.#data = new AthenaTables(tables);
	}

	close(): void {
		this.#data.close();
	}

	/** For `AwsServerOptions.services` under `AmazonAthena`. */
	readonly handler: ServiceHandler = async ({ action, parameters, signedFor }) => {
		if (signedFor !== 'athena') {
			throw new AwsError(
				'InvalidSignatureException',
				"Credential should be scoped to correct service: 'athena'.",
				403,
			);
		}
		switch (action) {
			case 'StartQueryExecution':
				return this.#start(parameters);
			case 'GetQueryExecution':
				return this.#execution(this.#run(parameters));
			case 'GetQueryResults':
				return this.#results(parameters);
			case 'StopQueryExecution': {
				const run = this.#run(parameters);
				if (run.state === 'queued' || run.state === 'running') {
					run.state = 'cancelled';
				}
				return {};
			}
			case 'GetTableMetadata':
				return { TableMetadata: metadataOf(this.#table(parameters)) };
			case 'ListDataCatalogs':
				return listPage(parameters, 'DataCatalogsSummary', [
					{ CatalogName: 'AwsDataCatalog', Type: 'GLUE' },
				]);
			case 'ListDatabases':
				this.#catalog(parameters);
				return listPage(
					parameters,
					'DatabaseList',
					[...new Set(this.#tables.map(({ database }) => database))].map((Name) => ({ Name })),
				);
			case 'ListTableMetadata':
				this.#catalog(parameters);
				return listPage(
					parameters,
					'TableMetadataList',
					this.#inDatabase(text(parameters, 'DatabaseName')).map(metadataOf),
				);
			case 'ListWorkGroups':
				return listPage(
					parameters,
					'WorkGroups',
					this.#workgroups.map(({ name }) => ({ Name: name, State: 'ENABLED' })),
				);
			case 'GetWorkGroup':
				return { WorkGroup: workgroupOf(this.#workgroup(text(parameters, 'WorkGroup'))) };
			default:
				throw new AwsError('UnknownOperationException', '');
		}
	};

	#start(parameters: Parameters): object {
		const sql = text(parameters, 'QueryString');
		if (Buffer.byteLength(sql) > 262_144) {
			throw invalid('Member must have length less than or equal to 262144');
		}
		const token = parameters.ClientRequestToken;
		if (typeof token === 'string') {
			if (token.length < 32 || token.length > 128) {
				throw invalid('ClientRequestToken must have length from 32 to 128');
			}
			const known = this.#tokens.get(token);
			if (known) {
				if (known.sql !== sql) {
					throw invalid('Idempotent parameters do not match');
				}
				return { QueryExecutionId: known.id };
			}
		}
		const group = this.#workgroup(
			typeof parameters.WorkGroup === 'string' ? parameters.WorkGroup : 'primary',
		);
		const output = fieldsOf(parameters.ResultConfiguration).OutputLocation ?? group.outputLocation;
		if (typeof output !== 'string') {
			throw invalid(
				'No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.',
			);
		}
		if (!/^s3:\/\/[^/]+/.test(output)) {
			throw invalid('outputLocation is not a valid S3 path.');
		}
		const { Catalog: catalog = 'AwsDataCatalog' } = fieldsOf(parameters.QueryExecutionContext);
		if (catalog !== 'AwsDataCatalog') {
			throw invalid(`Catalog ${catalog} was not found.`);
		}
		if (this.runs.running >= this.#mostQueries) {
			throw new AwsError(
				'TooManyRequestsException',
				'You have exceeded the limit for the number of queries you can run concurrently.',
			);
		}
		const run = this.runs.start(sql);
		if (typeof token === 'string') {
			this.#tokens.set(token, run);
		}
		return { QueryExecutionId: run.id };
	}

	async #execution(run: QueryRun): Promise<object> {
		await this.runs.advance(run, (sql) => this.#data.query(sql));
		const states = {
			queued: 'QUEUED',
			running: 'RUNNING',
			done: 'SUCCEEDED',
			failed: 'FAILED',
			cancelled: 'CANCELLED',
		} as const;
		const { reason, category = 2, retryable = false } = run.failure ?? {};
		return {
			QueryExecution: {
				QueryExecutionId: run.id,
				Query: run.sql,
				StatementType: 'DML',
				Statistics: { DataScannedInBytes: run.bytes, EngineExecutionTimeInMillis: 1 },
				Status: {
					State: states[run.state],
					SubmissionDateTime: Date.now() / 1000,
					...(reason !== undefined && {
						StateChangeReason: reason,
						AthenaError: {
							ErrorCategory: category,
							ErrorType: 1,
							Retryable: retryable,
							ErrorMessage: reason,
						},
					}),
				},
			},
		};
	}

	#results(parameters: Parameters): object {
		const run = this.#run(parameters);
		if (run.state !== 'done') {
			throw invalid(
				run.state === 'failed' || run.state === 'cancelled'
					? 'Query did not finish successfully. Final query state: FAILED'
					: 'Query has not yet finished. Current state: RUNNING',
			);
		}
		const rows = [run.columns, ...run.rows];
		const { start, end, next } = resultPage(parameters, rows.length);
		return {
			ResultSet: {
				Rows: rows.slice(start, end).map((row) => ({
					Data: row.map((value) => (value === null ? {} : { VarCharValue: value })),
				})),
				ResultSetMetadata: { ColumnInfo: run.columns.map((Name) => ({ Name, Type: 'varchar' })) },
			},
			...next,
		};
	}

	#run(parameters: Parameters): QueryRun {
		const id = text(parameters, 'QueryExecutionId');
		const run = this.runs.all.find((each) => each.id === id);
		if (!run) {
			throw invalid(`QueryExecution ${id} was not found`);
		}
		return run;
	}

	#workgroup(name: string): AthenaWorkgroup {
		const group = this.#workgroups.find((each) => each.name === name);
		if (!group) {
			throw invalid('WorkGroup is not found.');
		}
		return group;
	}

	#catalog(parameters: Parameters): void {
		if (text(parameters, 'CatalogName') !== 'AwsDataCatalog') {
			throw invalid('Catalog was not found.');
		}
	}

	#inDatabase(name: string): readonly HiveTable[] {
		const tables = this.#tables.filter(({ database }) => database === name);
		if (tables.length === 0) {
			throw new AwsError(
				'MetadataException',
				`EntityNotFoundException: Database ${name} not found.`,
			);
		}
		return tables;
	}

	#table(parameters: Parameters): HiveTable {
		this.#catalog(parameters);
		const name = text(parameters, 'TableName');
		const table = this.#inDatabase(text(parameters, 'DatabaseName')).find(
			(each) => each.name === name,
		);
		if (!table) {
			throw new AwsError('MetadataException', `EntityNotFoundException: Table ${name} not found.`);
		}
		return table;
	}
}

function metadataOf({ name, columns, partitionKeys = [], parameters = {} }: HiveTable): object {
	const list = (each: HiveTable['columns']) =>
		each.map((column) => ({ Name: column.name, Type: column.type }));
	return {
		Name: name,
		CreateTime: 1_700_000_000,
		TableType: 'EXTERNAL_TABLE',
		Columns: list(columns),
		PartitionKeys: list(partitionKeys),
		Parameters: parameters,
	};
}

function workgroupOf({ name, outputLocation, bytesScannedCutoff }: AthenaWorkgroup): object {
	return {
		Name: name,
		State: 'ENABLED',
		Configuration: {
			ResultConfiguration: outputLocation === undefined ? {} : { OutputLocation: outputLocation },
			EnforceWorkGroupConfiguration: false,
			...(bytesScannedCutoff !== undefined && { BytesScannedCutoffPerQuery: bytesScannedCutoff }),
			EngineVersion: { EffectiveEngineVersion: 'Athena engine version 3' },
		},
	};
}
