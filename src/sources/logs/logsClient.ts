import type {
	DescribeLogGroupsCommandInput,
	GetQueryResultsCommandOutput,
	LogGroup,
	StartQueryCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { HistoryError } from '../../model/errors.ts';
import type { ClientConfig, ClientDeps } from '../awsClient.ts';
import type { Clock } from '../clock.ts';
import { CountedClient } from '../countedClient.ts';
import { watchServerTime } from '../serverTime.ts';
import { withGrace } from '../withGrace.ts';

/** Rows of one answer: a record may have 256 KB, an answer is held in memory. */
const rowsAnAnswer = 1000;
/** A query that is just being started is waited for so long, as only then it can be stopped, ms. */
const lingering = 2000;
const stopWithin = 5000;

/** The requests to CloudWatch Logs that this extension sends, in one Region. */
export class LogsClient {
	readonly #client: CountedClient<Awaited<ReturnType<typeof load>>>;

	constructor(deps: ClientDeps, clock: Clock) {
		this.#client = new CountedClient(deps, load, clock);
	}

	/** Requests sent since it was last asked, those that failed included. */
	takeRequests(): number {
		return this.#client.takeRequests();
	}

	/** One page of groups, by name. @throws HistoryError */
	async groups(
		input: DescribeLogGroupsCommandInput,
		signal: AbortSignal,
	): Promise<{ readonly groups: readonly LogGroup[]; readonly nextToken?: string }> {
		const { DescribeLogGroupsCommand } = await import('../aws/cloudWatchLogs.ts');
		const { logGroups = [], nextToken } = await this.#client.send(
			(client, abortSignal) => client.send(new DescribeLogGroupsCommand(input), { abortSignal }),
			{ action: 'logs:DescribeLogGroups', signal },
		);
		return { groups: logGroups, ...(nextToken !== undefined && { nextToken }) };
	}

	/** Starts a query. A cancelled one may start all the same, and must be stopped. */
	async start(input: StartQueryCommandInput, signal: AbortSignal): Promise<string> {
		try {
			const { StartQueryCommand } = await import('../aws/cloudWatchLogs.ts');
			const { queryId } = await withGrace(signal, lingering, (late) =>
				this.#client.send(
					(client, abortSignal) => client.send(new StartQueryCommand(input), { abortSignal }),
					{ action: 'logs:StartQuery', signal: late },
				),
			);
			if (queryId === undefined) {
				throw new HistoryError('bad-answer', 'CloudWatch Logs started a query without an id.');
			}
			return queryId;
		} catch (error) {
			if (error instanceof HistoryError && error.details.awsCode === 'ResourceNotFoundException') {
				const { details } = error;
				const message = `There is no log group "${input.logGroupIdentifiers?.[0]}" that this profile sees in ${details.region}. Check its name and Region in the settings.`;
				throw new HistoryError('not-found', message, { cause: error, details });
			}
			throw error;
		}
	}

	/** What a query found until now; all of it only once it is complete. */
	async results(
		queryId: string,
		nextToken: string | undefined,
		signal: AbortSignal,
	): Promise<GetQueryResultsCommandOutput> {
		const input = {
			queryId,
			maxItems: rowsAnAnswer,
			...(nextToken !== undefined && { nextToken }),
		};
		const { GetQueryResultsCommand } = await import('../aws/cloudWatchLogs.ts');
		return this.#client.send(
			(client, abortSignal) => client.send(new GetQueryResultsCommand(input), { abortSignal }),
			{
				action: 'logs:GetQueryResults',
				signal,
			},
		);
	}

	/** Never throws: nothing can be done, and a query ends by itself. */
	async stop(queryId: string): Promise<void> {
		try {
			const { StopQueryCommand } = await import('../aws/cloudWatchLogs.ts');
			await this.#client.sendOnce(
				(client, abortSignal) => client.send(new StopQueryCommand({ queryId }), { abortSignal }),
				{
					action: 'logs:StopQuery',
					signal: AbortSignal.timeout(stopWithin),
				},
			);
		} catch {
			// it ended just now, or goes on until it ends
		}
	}
}

async function load(config: ClientConfig) {
	const { CloudWatchLogsClient } = await import('../aws/cloudWatchLogs.ts');
	const client = new CloudWatchLogsClient(config);
	watchServerTime(client.middlewareStack, config.onServerTime);
	return client;
}
