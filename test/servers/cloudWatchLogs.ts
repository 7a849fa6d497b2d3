import { AwsError } from './awsError.ts';
import type { ServiceHandler, ServiceRequest } from './awsWorld.ts';
import { describeLogGroups } from './describeLogGroups.ts';
import { type LogAnswer, type LogEvent, LogEvents } from './logEvents.ts';
import {
	invalid,
	logGroupsOf,
	optionalInteger,
	optionalText,
	requiredInteger,
	requiredText,
} from './logsParameters.ts';
import { type TranslatedQuery, translateQuery } from './logsQueryLanguage.ts';

/** Target prefix of CloudWatch Logs. */
export const logsTarget = 'Logs_20140328';

export interface LogGroupStandIn {
	readonly name: string;
	readonly accountId: string;
	readonly region: string;
	/** ms since 1970. */
	readonly created: number;
	readonly retentionDays?: number;
	/** `STANDARD` if not given. */
	readonly logClass?: 'STANDARD' | 'INFREQUENT_ACCESS' | 'DELIVERY';
	readonly masked?: boolean;
	/** Records as a trail would have sent them. */
	readonly records?: Iterable<object>;
	/** Further log events as they are. */
	readonly events?: Iterable<LogEvent>;
	/** How much later than its `eventTime` a record's `@timestamp` is, ms. */
	readonly delay?: number;
}

export interface CloudWatchLogsOptions {
	/** Queries of an account at a time; 30 if not given, as in China. */
	readonly mostQueries?: number;
	/** Accounts whose groups a monitoring account sees, by its own id. */
	readonly linked?: Readonly<Record<string, readonly string[]>>;
	/** How many answers say that a query is scheduled or runs; 1 if not given. */
	readonly runningAnswers?: number;
	/** The end of a query's time is the end of that second, not its beginning: AWS does not say. */
	readonly wholeSeconds?: boolean;
}

export interface StoredGroup extends Omit<LogGroupStandIn, 'records' | 'events'> {
	readonly arn: string;
	readonly storedBytes: number;
}

/** How queries end that were told to fail. */
export type QueryEnding = 'Failed' | 'Timeout' | 'Cancelled';

interface Query {
	readonly id: string;
	readonly owner: string;
	readonly answer: Promise<LogAnswer>;
	readonly ending: 'Complete' | QueryEnding;
	readonly events: boolean;
	asked: number;
	stopped: boolean;
}

const mostEventBytes = 256 * 1024;
const mostResults = 10_000;

/** CloudWatch Logs as far as queries need it. Queries really run, over the events of the groups. */
export class CloudWatchLogs {
	readonly #options: CloudWatchLogsOptions;
	readonly #groups = new Map<string, StoredGroup>();
	readonly #events = new LogEvents();
	readonly #queries = new Map<string, Query>();
	#failing: { ending: QueryEnding; left: number }[] = [];
	#numbers = 0;

	constructor(options: CloudWatchLogsOptions = {}) {
		this.#options = options;
	}

	/** The handler for `AwsServerOptions.services`. */
	readonly serve: ServiceHandler = (request) => {
		if (request.signedFor !== 'logs') {
			throw new AwsError(
				'InvalidSignatureException',
				"Credential should be scoped to correct service: 'logs'.",
				403,
			);
		}
		switch (request.action) {
			case 'DescribeLogGroups':
				return describeLogGroups([...this.#groups.values()], this.#options.linked ?? {}, request);
			case 'StartQuery':
				return this.#start(request);
			case 'GetQueryResults':
				return this.#results(request);
			case 'StopQuery':
				return this.#stop(request);
			default:
				throw new AwsError('UnknownOperationException', '');
		}
	};

	/** Makes a group, or makes it anew. What is too large for a log event is left out, as by AWS. */
	async putGroup(group: LogGroupStandIn): Promise<void> {
		const { records = [], events = [], delay = 0, ...facts } = group;
		const all = [
			...[...records].map((record) => ({
				timestamp: Date.parse(String('eventTime' in record ? record.eventTime : '')) + delay,
				message: JSON.stringify(record),
			})),
			...events,
		].filter(({ message }) => Buffer.byteLength(message) <= mostEventBytes);
		const arn = `arn:aws:logs:${group.region}:${group.accountId}:log-group:${group.name}`;
		const storedBytes = all.reduce((sum, { message }) => sum + Buffer.byteLength(message), 0);
		this.#groups.set(arn, { ...facts, arn, storedBytes });
		await this.#events.put(arn, all);
	}

	/** The group of a trail of account 111122223333 in eu-central-1 that keeps records for ten years. */
	async putTrail(records: readonly object[]): Promise<void> {
		await this.putGroup({
			...{ name: 'aws/cloudtrail/managementevents', accountId: '111122223333' },
			...{ region: 'eu-central-1', created: Date.now() - 3650 * 86_400_000, records },
		});
	}

	/** The next so many queries end in another way than well, after those that were told to before. */
	failQueries(ending: QueryEnding, times: number): void {
		this.#failing.push({ ending, left: times });
	}

	/** Queries end well again. */
	healQueries(): void {
		this.#failing = [];
	}

	/** Queries that were started and neither ended nor were stopped. */
	get running(): number {
		return [...this.#queries.values()].filter((query) => !this.#ended(query)).length;
	}

	/** How many queries were stopped. */
	get stopped(): number {
		return [...this.#queries.values()].filter(({ stopped }) => stopped).length;
	}

	close(): Promise<void> {
		return this.#events.close();
	}

	#start(request: ServiceRequest): object {
		const { parameters, accountId, region, now } = request;
		const start = requiredInteger(parameters, 'startTime', { least: 0 });
		const end = requiredInteger(parameters, 'endTime', { least: 0 });
		const text = requiredText(parameters, 'queryString', { longest: 10_000 });
		const limit = optionalInteger(parameters, 'limit', { least: 1, most: 100_000 });
		if (start > end) {
			throw invalid("Query's end date and time should not be before its start.");
		}
		const [arn, ...others] = logGroupsOf(request, this.#options.linked ?? {});
		const group = this.#groups.get(arn ?? '');
		if (!group || others.length > 0) {
			throw new AwsError(
				'ResourceNotFoundException',
				`Log group '${arn?.split(':log-group:')[1]}' does not exist for account ID '${accountId}'`,
			);
		}
		if (group.logClass === 'DELIVERY') {
			throw invalid('Log groups of the DELIVERY class cannot be queried.');
		}
		const query = translateQuery(text, limit);
		const owner = `${accountId}/${region}`;
		const running = [...this.#queries.values()].filter(
			(each) => each.owner === owner && !this.#ended(each),
		);
		if (running.length >= (this.#options.mostQueries ?? 30)) {
			throw new AwsError(
				'LimitExceededException',
				'Account maximum query concurrency limit of [30] reached.',
			);
		}
		const from = Math.max(start * 1000, now - (group.retentionDays ?? 100_000) * 86_400_000);
		const to = end * 1000 + (this.#options.wholeSeconds ? 999 : 0);
		const queryId = `query-${++this.#numbers}`;
		this.#queries.set(queryId, {
			...{ id: queryId, owner, asked: 0, stopped: false, events: query.events },
			answer: this.#run(group, from, to, query),
			ending: this.#nextEnding(),
		});
		return { queryId };
	}

	#run(group: StoredGroup, from: number, to: number, query: TranslatedQuery): Promise<LogAnswer> {
		const discovered = (group.logClass ?? 'STANDARD') === 'STANDARD';
		return this.#events.run({ group: group.arn, from, to, discovered, query });
	}

	async #results({ parameters, accountId, region }: ServiceRequest): Promise<object> {
		const most = optionalInteger(parameters, 'maxItems', { least: 1, most: mostResults });
		const token = optionalText(parameters, 'nextToken', { longest: 2048 });
		const query = this.#queryOf(parameters, `${accountId}/${region}`);
		const ended = this.#ended(query);
		query.asked++;
		const answer = await query.answer;
		const share = ended && query.ending === 'Complete' ? 1 : query.asked / (query.asked + 2);
		const status = query.stopped
			? 'Cancelled'
			: ended
				? query.ending
				: query.asked === 1
					? 'Scheduled'
					: 'Running';
		const all = status === 'Complete' ? answer.rows : answer.rows.slice(0, 3);
		const first = token === undefined ? 0 : positionOf(token, query.id);
		const last = first + (most ?? mostResults);
		return {
			queryLanguage: 'CWLI',
			results: status === 'Scheduled' ? [] : all.slice(first, last),
			statistics: {
				recordsMatched: Math.floor(answer.matched * share),
				recordsScanned: Math.floor(answer.scanned * share),
				estimatedRecordsSkipped: 0,
				bytesScanned: Math.floor(answer.bytes * share),
				estimatedBytesSkipped: 0,
				logGroupsScanned: 1,
				...(status === 'Complete' && { resultCount: answer.rows.length }),
			},
			status,
			...(status === 'Complete' && last < all.length && { nextToken: `${query.id}.${last}` }),
		};
	}

	#stop({ parameters, accountId, region }: ServiceRequest): object {
		const query = this.#queryOf(parameters, `${accountId}/${region}`);
		if (this.#ended(query)) {
			throw invalid('Query is not currently running');
		}
		query.stopped = true;
		return { success: true };
	}

	#queryOf(parameters: ServiceRequest['parameters'], owner: string): Query {
		const id = requiredText(parameters, 'queryId', { longest: 256 });
		const query = this.#queries.get(id);
		if (!query || query.owner !== owner) {
			throw new AwsError('ResourceNotFoundException', `Query ${id} not found`);
		}
		return query;
	}

	#ended({ asked, stopped }: Query): boolean {
		return stopped || asked >= (this.#options.runningAnswers ?? 1);
	}

	#nextEnding(): Query['ending'] {
		const [first] = this.#failing;
		if (first && --first.left <= 0) {
			this.#failing = this.#failing.slice(1);
		}
		return first?.ending ?? 'Complete';
	}
}

function positionOf(token: string, queryId: string): number {
	const [id, position] = token.split('.');
	if (id !== queryId) {
		throw invalid('The specified nextToken is invalid.');
	}
	return Number(position);
}
