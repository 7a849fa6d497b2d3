import type {
	DescribeLogGroupsCommandInput,
	GetQueryResultsCommandOutput,
	LogGroup,
	StartQueryCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { HistoryError } from '../../model/errors.ts';
import { AwsClient, type ClientConfig, type ClientDeps } from '../awsClient.ts';
import type { Clock } from '../clock.ts';
import { watchServerTime } from '../serverTime.ts';

/** Rows of one answer: a record may have 256 KB, an answer is held in memory. */
const rowsAnAnswer = 1000;
/** A query that is just being started is waited for so long, as only then it can be stopped, ms. */
const lingering = 2000;
const stopWithin = 5000;

/** The requests to CloudWatch Logs that this extension sends, in one Region. */
export class LogsClient {
	readonly #client: AwsClient<Awaited<ReturnType<typeof openClient>>>;
	#requests = 0;

	constructor(deps: ClientDeps, clock: Clock) {
		this.#client = new AwsClient(deps, openClient, clock);
	}

	/** Requests since this was asked before. */
	takeRequests(): number {
		const requests = this.#requests;
		this.#requests = 0;
		return requests;
	}

	/** One page of groups, by name. @throws HistoryError */
	async groups(
		input: DescribeLogGroupsCommandInput,
		signal: AbortSignal,
	): Promise<{ readonly groups: readonly LogGroup[]; readonly nextToken?: string }> {
		this.#requests++;
		const { logGroups = [], nextToken } = await this.#client.send(
			(client, abortSignal) => client.describe(input, abortSignal),
			{ action: 'logs:DescribeLogGroups', signal },
		);
		return { groups: logGroups, ...(nextToken !== undefined && { nextToken }) };
	}

	/** Starts a query. A cancelled one may start all the same, and must be stopped. */
	async start(input: StartQueryCommandInput, signal: AbortSignal): Promise<string> {
		signal.throwIfAborted();
		const late = new AbortController();
		const later = () => setTimeout(() => late.abort(signal.reason), lingering).unref();
		signal.addEventListener('abort', later, { once: true });
		try {
			this.#requests++;
			const { queryId } = await this.#client.send(
				(client, abortSignal) => client.start(input, abortSignal),
				{ action: 'logs:StartQuery', signal: late.signal },
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
		} finally {
			signal.removeEventListener('abort', later);
		}
	}

	/** What a query found until now; all of it only once it is complete. */
	async results(
		queryId: string,
		nextToken: string | undefined,
		signal: AbortSignal,
	): Promise<GetQueryResultsCommandOutput> {
		this.#requests++;
		const input = {
			queryId,
			maxItems: rowsAnAnswer,
			...(nextToken !== undefined && { nextToken }),
		};
		return this.#client.send((client, abortSignal) => client.results(input, abortSignal), {
			action: 'logs:GetQueryResults',
			signal,
		});
	}

	/** Never throws: nothing can be done, and a query ends by itself. */
	async stop(queryId: string): Promise<void> {
		this.#requests++;
		try {
			await this.#client.sendOnce((client, abortSignal) => client.stop({ queryId }, abortSignal), {
				action: 'logs:StopQuery',
				signal: AbortSignal.timeout(stopWithin),
			});
		} catch {
			// it ended just now, or goes on until it ends
		}
	}
}

async function openClient(config: ClientConfig) {
	const {
		CloudWatchLogsClient,
		DescribeLogGroupsCommand,
		GetQueryResultsCommand,
		StartQueryCommand,
		StopQueryCommand,
	} = await import('../aws/cloudWatchLogs.ts');
	const client = new CloudWatchLogsClient(config);
	watchServerTime(client.middlewareStack, config.onServerTime);
	return {
		describe: (input: DescribeLogGroupsCommandInput, abortSignal: AbortSignal) =>
			client.send(new DescribeLogGroupsCommand(input), { abortSignal }),
		start: (input: StartQueryCommandInput, abortSignal: AbortSignal) =>
			client.send(new StartQueryCommand(input), { abortSignal }),
		results: (
			input: { readonly queryId: string; readonly nextToken?: string },
			abortSignal: AbortSignal,
		) => client.send(new GetQueryResultsCommand(input), { abortSignal }),
		stop: (input: { readonly queryId: string }, abortSignal: AbortSignal) =>
			client.send(new StopQueryCommand(input), { abortSignal }),
	};
}
