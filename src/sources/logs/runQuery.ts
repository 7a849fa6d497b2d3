import type { QueryStatistics, ResultField } from '@aws-sdk/client-cloudwatch-logs';
import { HistoryError } from '../../model/errors.ts';
import type { Clock } from '../clock.ts';
import type { Span } from '../span.ts';
import type { LogsClient } from './logsClient.ts';

export interface QueryRequest {
	/** Name or ARN of the group. */
	readonly logGroup: string;
	readonly query: string;
	/** Of `@timestamp`, in whole seconds; a moment after its end may be found too. */
	readonly span: Span;
}

export interface QueryRun {
	readonly client: LogsClient;
	readonly clock: Clock;
	readonly signal: AbortSignal;
	/** Bytes that the query scanned until now. */
	readonly onScanned: (bytes: number) => void;
}

export type Row = readonly ResultField[];

const firstWait = 250;
const longestWait = 5000;
const slower = 1.6;
/** AWS ends queries after 60 minutes itself. */
const longestQuery = 65 * 60_000;

/**
 * Runs one Logs Insights query to its end and yields its rows. A query that is left before, or
 * cancelled, is stopped.
 * @returns the statistics of the whole query
 * @throws HistoryError; `isQueryFailure` tells whether another query may do better
 */
export async function* runQuery(
	{ logGroup, query, span }: QueryRequest,
	{ client, clock, signal, onScanned }: QueryRun,
): AsyncGenerator<readonly Row[], QueryStatistics> {
	const queryId = await client.start(
		{
			logGroupIdentifiers: [logGroup],
			queryString: query,
			startTime: Math.floor(span.from / 1000),
			// inclusive, and whether a whole second is meant is not said
			endTime: Math.ceil(span.to / 1000),
		},
		signal,
	);
	let ended = false;
	try {
		signal.throwIfAborted();
		const begun = clock.now();
		for (let wait = firstWait; ; wait = Math.min(longestWait, wait * slower)) {
			await clock.sleep(wait, signal);
			const answer = await client.results(queryId, undefined, signal);
			const { status = 'Unknown', statistics = {} } = answer;
			onScanned(statistics.bytesScanned ?? 0);
			if (status === 'Complete') {
				ended = true;
				for (let page = answer; ; ) {
					yield page.results ?? [];
					if (page.nextToken === undefined) {
						return statistics;
					}
					page = await client.results(queryId, page.nextToken, signal);
				}
			}
			ended = status === 'Failed' || status === 'Timeout' || status === 'Cancelled';
			if (ended || clock.now() - begun > longestQuery) {
				throw queryFailure(ended ? status : 'Timeout');
			}
		}
	} finally {
		if (!ended) {
			await client.stop(queryId);
		}
	}
}

const endings: Readonly<Record<string, string>> = {
	Failed: 'CloudWatch Logs gave the query up.',
	Timeout: 'The query took CloudWatch Logs longer than an hour.',
	Cancelled: 'Somebody stopped the query.',
	Incomplete: 'CloudWatch Logs gave fewer rows than it had found.',
};

export function queryFailure(status: keyof typeof endings): HistoryError {
	return new HistoryError('aws', endings[status] ?? 'The query failed.', {
		details: { awsCode: `Query${status}`, action: 'logs:GetQueryResults' },
	});
}

/** Did this one query fail, and not all that could be asked? */
export function isQueryFailure(error: unknown): error is HistoryError {
	if (!(error instanceof HistoryError)) {
		return false;
	}
	const { awsCode = '', action } = error.details;
	return (
		awsCode.startsWith('Query') ||
		error.code === 'service-fault' ||
		error.code === 'bad-answer' ||
		(awsCode === 'ResourceNotFoundException' && action === 'logs:GetQueryResults')
	);
}

export function fieldOf(row: Row, field: string): string | undefined {
	return row.find((each) => each.field === field)?.value;
}

/** `2026-11-20 12:00:00.000`, as Logs Insights writes times, in UTC. @returns ms, or NaN. */
export function rowTime(row: Row): number {
	return Date.parse(`${fieldOf(row, '@timestamp')?.replace(' ', 'T')}Z`);
}
