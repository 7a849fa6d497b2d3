import type { Call } from './call.ts';
import type { History } from './history.ts';
import type { SettingCall } from './propertyHistory.ts';
import { readCloudTrailRecord } from './record.ts';
import { stateOperations } from './resourceState.ts';

/** So many calls of one resource are read; a state from more than these says so by its first. */
const maxCalls = 1000;

/** The calls that a resource's state is made from, newest first, each with its request. */
export async function readStateCalls(
	history: Pick<History, 'calls' | 'record'>,
	arn: string,
): Promise<readonly SettingCall[]> {
	const { calls } = await history.calls({
		arn,
		role: 'subject',
		readOnly: false,
		failed: false,
		eventNames: stateOperations,
		limit: maxCalls,
	});
	return Promise.all(
		calls
			// a recipe without a version would take all of its versions
			.filter(({ touches }) =>
				touches.some((touch) => touch.arn === arn && touch.role === 'subject'),
			)
			.map(async (call) => readSettingCall(call, await history.record(call.eventId))),
	);
}

/** A call with the request of its record; without one where the record cannot be read. */
export function readSettingCall(call: Call, record: string | undefined): SettingCall {
	try {
		const request =
			record === undefined
				? undefined
				: readCloudTrailRecord(JSON.parse(record))?.requestParameters;
		return { call, request };
	} catch {
		return { call, request: undefined };
	}
}
