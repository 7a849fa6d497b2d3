import { HistoryError, type HistoryErrorDetails } from '../model/errors.ts';
import { toHistoryError } from './awsErrors.ts';
import type { Credentials } from './credentials.ts';
import type { HttpOptions } from './httpOptions.ts';
import { type Lookup, type LookupAnswer, pageSize } from './lookup.ts';
import { watchServerTime } from './serverTime.ts';

export interface CloudTrailDeps {
	readonly region: string;
	readonly credentials: Credentials;
	readonly http: HttpOptions;
	readonly endpoint?: string;
	/** Told with AWS's time, ms since 1970, of each answer. */
	readonly onServerTime?: (time: number) => void;
}

const action = 'cloudtrail:LookupEvents';
/** A whole answer, its body included. */
const longest = 90_000;

/** LookupEvents of one Region; loads the client at once, as the first request will soon come. */
export function createLookup(deps: CloudTrailDeps): Lookup {
	const { region, credentials } = deps;
	let client = openClient(deps);
	let clientVersion = credentials.version;
	// the first request has the same error
	client.catch(() => undefined);

	async function ask(...[request, signal, onLeave]: Parameters<Lookup>): Promise<LookupAnswer> {
		const timeout = AbortSignal.timeout(longest);
		const details: HistoryErrorDetails = { region, action };
		try {
			if (clientVersion !== credentials.version) {
				clientVersion = credentials.version;
				client = openClient(deps);
			}
			return await (await client)(request, AbortSignal.any([signal, timeout]), onLeave);
		} catch (error) {
			if (timeout.aborted && !signal.aborted) {
				throw new HistoryError('timeout', 'AWS did not answer in time.', { details });
			}
			const known = toHistoryError(error, details);
			throw known.code === 'expired-session'
				? toHistoryError(known, { ...details, ...credentials.signIn })
				: known;
		}
	}

	return async (request, signal, onLeave) => {
		const { version } = credentials;
		try {
			return await ask(request, signal, onLeave);
		} catch (error) {
			const expired =
				error instanceof HistoryError &&
				error.code === 'expired-session' &&
				error.details.awsCode !== undefined;
			if (!expired || !(await credentials.renew(version))) {
				throw error;
			}
			return ask(request, signal, onLeave);
		}
	};
}

async function openClient(deps: CloudTrailDeps): Promise<Lookup> {
	const { region, credentials, http, endpoint, onServerTime } = deps;
	const { CloudTrailClient, LookupEventsCommand } = await import('./aws/cloudTrail.ts');
	const client = new CloudTrailClient({
		region,
		credentials: () => credentials.get(),
		requestHandler: http,
		// retries are paced here, by the limiter
		maxAttempts: 1,
		customUserAgent: 'image-builder-history',
		...(endpoint !== undefined && { endpoint }),
	});
	watchServerTime(client.middlewareStack, onServerTime);
	return async (request, abortSignal, onLeave = () => undefined) => {
		const { attribute, from, to, nextToken } = request;
		const command = new LookupEventsCommand({
			LookupAttributes: [{ AttributeKey: attribute.key, AttributeValue: attribute.value }],
			StartTime: new Date(from),
			EndTime: new Date(to),
			MaxResults: pageSize,
			...(nextToken !== undefined && { NextToken: nextToken }),
		});
		// signed, and next in line for the socket
		command.middlewareStack.add(
			(next) => (args) => {
				onLeave();
				return next(args);
			},
			{ step: 'deserialize', priority: 'low' },
		);
		const answer = await client.send(command, { abortSignal });
		if (answer.Events !== undefined && !Array.isArray(answer.Events)) {
			throw new HistoryError('bad-answer', 'The answer holds no list of events.');
		}
		return {
			events: (answer.Events ?? []).map((event) => ({
				...(event.EventId !== undefined && { id: event.EventId }),
				...(event.EventTime !== undefined && { time: event.EventTime.getTime() }),
				...(event.EventSource !== undefined && { source: event.EventSource }),
				...(event.CloudTrailEvent !== undefined && { record: event.CloudTrailEvent }),
			})),
			...(answer.NextToken !== undefined && { nextToken: answer.NextToken }),
		};
	};
}
