import type { AthenaSettings } from '../../model/connectionSettings.ts';
import { HistoryError } from '../../model/errors.ts';
import { plainText } from '../../model/plainText.ts';
import type { QueryEngine, QueryRow, QueryState } from '../query/queryEngine.ts';
import { tokenPages } from '../tokenPages.ts';
import type { AthenaClient } from './athenaClient.ts';

/** Most rows that Athena gives at once. */
const pageSize = 1000;
/** Reasons that hold for every part of the time: the SQL, the table, the permissions. */
const hopeless =
	/SYNTAX_ERROR|COLUMN_NOT_FOUND|TABLE_NOT_FOUND|SCHEMA_NOT_FOUND|FUNCTION_NOT|TYPE_MISMATCH|CONSTRAINT_VIOLATION|NOT_SUPPORTED|PERMISSION_DENIED|Insufficient permissions|Lake Formation|(?:location|output).*Access ?Denied/i;
/** Reasons that go away where less is asked for. */
const tooMuch =
	/exhausted resources|EXCEEDED_|timed? ?out|bytes scanned limit|too many (?:open|partitions)/i;

/** Athena of one Region. */
export class AthenaEngine implements QueryEngine {
	readonly #client: AthenaClient;
	readonly #settings: AthenaSettings;

	constructor(client: AthenaClient, settings: AthenaSettings) {
		this.#client = client;
		this.#settings = settings;
	}

	async start(sql: string, signal: AbortSignal): Promise<string> {
		const { database, catalog, workgroup, outputLocation } = this.#settings;
		// the same for every try, so that no try starts a second query
		const token = crypto.randomUUID();
		const action = 'athena:StartQueryExecution';
		try {
			const { StartQueryExecutionCommand } = await import('../aws/athena.ts');
			const answer = await this.#client.send(
				(client, abortSignal) => {
					const command = new StartQueryExecutionCommand({
						QueryString: sql,
						ClientRequestToken: token,
						QueryExecutionContext: { Database: database, Catalog: catalog ?? 'AwsDataCatalog' },
						WorkGroup: workgroup ?? 'primary',
						...(outputLocation !== undefined && {
							ResultConfiguration: { OutputLocation: outputLocation },
						}),
					});
					return client.send(command, { abortSignal });
				},
				{ action, signal },
			);
			if (answer.QueryExecutionId === undefined) {
				throw new HistoryError('bad-answer', 'Athena started a query and gave no id.', {
					details: { action },
				});
			}
			return answer.QueryExecutionId;
		} catch (error) {
			throw explained(error, workgroup ?? 'primary');
		}
	}

	async state(id: string, signal: AbortSignal): Promise<QueryState> {
		const { GetQueryExecutionCommand } = await import('../aws/athena.ts');
		const { QueryExecution: query } = await this.#client.send(
			(client, abortSignal) =>
				client.send(new GetQueryExecutionCommand({ QueryExecutionId: id }), {
					abortSignal,
				}),
			{ action: 'athena:GetQueryExecution', signal },
		);
		const bytes = query?.Statistics?.DataScannedInBytes ?? 0;
		const { State: state, StateChangeReason: why = '', AthenaError: failure } = query?.Status ?? {};
		switch (state) {
			case 'SUCCEEDED':
				return { phase: 'done', bytes };
			case 'FAILED':
			case 'CANCELLED': {
				const text = why || failure?.ErrorMessage || `the query was ${state.toLowerCase()}`;
				const hope = tooMuch.test(text)
					? 'smaller'
					: hopeless.test(text)
						? 'never'
						: failure?.Retryable === true || failure?.ErrorCategory === 1
							? 'again'
							: 'part';
				return { phase: 'failed', bytes, reason: reasonOf(text), hope };
			}
			default:
				return { phase: 'running', bytes };
		}
	}

	async *rows(id: string, signal: AbortSignal): AsyncGenerator<readonly QueryRow[]> {
		const input = { QueryExecutionId: id, MaxResults: pageSize };
		const { GetQueryResultsCommand } = await import('../aws/athena.ts');
		const pages = tokenPages((next) =>
			this.#client.send(
				(client, abortSignal) =>
					client.send(new GetQueryResultsCommand({ ...input, ...next }), { abortSignal }),
				{ action: 'athena:GetQueryResults', signal },
			),
		);
		let heading = true;
		for await (const { ResultSet: { Rows: rows = [] } = {} } of pages) {
			yield rows
				.slice(heading ? 1 : 0)
				.map(({ Data: values = [] }) => values.map(({ VarCharValue: value }) => value));
			heading = false;
		}
	}

	async stop(id: string, signal: AbortSignal): Promise<void> {
		const { StopQueryExecutionCommand } = await import('../aws/athena.ts');
		await this.#client.send(
			(client, abortSignal) =>
				client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }), {
					abortSignal,
				}),
			{ action: 'athena:StopQueryExecution', signal },
		);
	}

	takeRequests(): number {
		return this.#client.takeRequests();
	}
}

/** Reasons about data quote it: what a record says does not go into gaps and logs. */
function reasonOf(text: string): string {
	const code = /^(?:HIVE_BAD_DATA|INVALID_FUNCTION_ARGUMENT|INVALID_CAST_ARGUMENT)\b/.exec(
		text,
	)?.[0];
	return code === undefined
		? plainText(text, 300)
		: `${code}: a log file holds something that the table cannot read`;
}

/** Says what to set where Athena lacks something that settings can give. */
function explained(error: unknown, workgroup: string): unknown {
	if (!(error instanceof HistoryError) || error.details.awsCode !== 'InvalidRequestException') {
		return error;
	}
	const { details, message } = error;
	if (/output location/i.test(message)) {
		return new HistoryError(
			'aws',
			`Athena has no place for results: the workgroup ${plainText(workgroup, 100)} has no output location. Set "outputLocation" of the source to a folder of S3, such as "s3://bucket/folder/", or name a workgroup that has one.`,
			{ cause: error, details },
		);
	}
	if (/workgroup/i.test(message)) {
		return new HistoryError(
			'aws',
			`Athena has no workgroup ${plainText(workgroup, 100)} that can be used. Set "workgroup" of the source to another one. (${message})`,
			{ cause: error, details },
		);
	}
	return error;
}
