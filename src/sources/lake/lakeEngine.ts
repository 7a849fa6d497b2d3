import { HistoryError } from '../../model/errors.ts';
import { plainText } from '../../model/plainText.ts';
import type { QueryEngine, QueryRow, QueryState } from '../query/queryEngine.ts';
import { tokenPages } from '../tokenPages.ts';
import type { LakeClient } from './lakeClient.ts';

/** Most rows that CloudTrail Lake gives at once. */
const pageSize = 1000;
const columns = ['account', 'region', 'record', 'first_day', 'last_day'];

/** CloudTrail Lake of one Region. */
export class LakeEngine implements QueryEngine {
	readonly #client: LakeClient;

	constructor(client: LakeClient) {
		this.#client = client;
	}

	async start(sql: string, signal: AbortSignal): Promise<string> {
		const action = 'cloudtrail:StartQuery';
		const { StartQueryCommand } = await import('../aws/cloudTrail.ts');
		const answer = await this.#client.send(
			(client, abortSignal) =>
				client.send(new StartQueryCommand({ QueryStatement: sql }), { abortSignal }),
			{ action, signal },
		);
		if (answer.QueryId === undefined) {
			throw new HistoryError('bad-answer', 'CloudTrail Lake started a query and gave no id.', {
				details: { action },
			});
		}
		return answer.QueryId;
	}

	async state(id: string, signal: AbortSignal): Promise<QueryState> {
		try {
			const { DescribeQueryCommand } = await import('../aws/cloudTrail.ts');
			const answer = await this.#client.send(
				(client, abortSignal) =>
					client.send(new DescribeQueryCommand({ QueryId: id }), { abortSignal }),
				{ action: 'cloudtrail:DescribeQuery', signal },
			);
			const bytes = answer.QueryStatistics?.BytesScanned ?? 0;
			switch (answer.QueryStatus) {
				case 'FINISHED':
					return { phase: 'done', bytes };
				case 'FAILED':
				case 'CANCELLED':
				case 'TIMED_OUT': {
					const status = answer.QueryStatus.toLowerCase().replace('_', ' ');
					const reason = plainText(answer.ErrorMessage ?? `the query was ${status}`, 300);
					return { phase: 'failed', bytes, reason, hope: hopeOf(answer.QueryStatus, reason) };
				}
				default:
					return { phase: 'running', bytes };
			}
		} catch (error) {
			if (error instanceof HistoryError && error.details.awsCode === 'QueryIdNotFoundException') {
				const reason = 'CloudTrail no longer knows the query';
				return { phase: 'failed', bytes: 0, reason, hope: 'again' };
			}
			throw error;
		}
	}

	async *rows(id: string, signal: AbortSignal): AsyncGenerator<readonly QueryRow[]> {
		const input = { QueryId: id, MaxQueryResults: pageSize };
		const { GetQueryResultsCommand } = await import('../aws/cloudTrail.ts');
		const pages = tokenPages((next) =>
			this.#client.send(
				(client, abortSignal) =>
					client.send(new GetQueryResultsCommand({ ...input, ...next }), { abortSignal }),
				{ action: 'cloudtrail:GetQueryResults', signal },
			),
		);
		for await (const { QueryResultRows: rows = [] } of pages) {
			yield rows.map(rowOf);
		}
	}

	async stop(id: string, signal: AbortSignal): Promise<void> {
		const { CancelQueryCommand } = await import('../aws/cloudTrail.ts');
		await this.#client.send(
			(client, abortSignal) =>
				client.send(new CancelQueryCommand({ QueryId: id }), { abortSignal }),
			{ action: 'cloudtrail:CancelQuery', signal },
		);
	}

	takeRequests(): number {
		return this.#client.takeRequests();
	}
}

/** A row is a list of objects with one column each. */
function rowOf(cells: readonly Readonly<Record<string, string>>[]): QueryRow {
	const values = new Map(cells.flatMap((cell) => Object.entries(cell)));
	return columns.map((column) => values.get(column) || undefined);
}

function hopeOf(status: string, reason: string): 'again' | 'smaller' | 'part' | 'never' {
	if (status === 'TIMED_OUT' || /exhausted resources|timed? ?out/i.test(reason)) {
		return 'smaller';
	}
	if (/SYNTAX|not found|cannot be resolved/i.test(reason)) {
		return 'never';
	}
	return /internal/i.test(reason) ? 'again' : 'part';
}
