import { HistoryError } from '../model/errors.ts';
import { AwsClient, type ClientConfig, type ClientDeps } from './awsClient.ts';
import { type Lookup, pageSize } from './lookup.ts';
import { watchServerTime } from './serverTime.ts';

const action = 'cloudtrail:LookupEvents';

/** LookupEvents of one Region; loads the client at once, as the first request will soon come. */
export function createLookup(deps: ClientDeps): Lookup {
	const client = new AwsClient(deps, openClient);
	client.open();
	return (request, signal, onLeave) =>
		client.sendOnce((lookup, under) => lookup(request, under, onLeave), { action, signal });
}

async function openClient(config: ClientConfig): Promise<Lookup> {
	const { CloudTrailClient, LookupEventsCommand } = await import('./aws/cloudTrail.ts');
	const client = new CloudTrailClient(config);
	watchServerTime(client.middlewareStack, config.onServerTime);
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
