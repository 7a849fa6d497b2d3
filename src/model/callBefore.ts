import type { Call } from './call.ts';
import { settingOperations } from './configurationEdits.ts';
import type { History } from './history.ts';
import { changedProperties, type PropertyChange } from './propertyDiff.ts';
import { readSettingCall } from './stateCalls.ts';

/** The call on the same resource that set its properties before; undefined where none is known. */
export async function callBefore(
	history: Pick<History, 'calls'>,
	call: Call,
): Promise<Call | undefined> {
	const arn = call.touches.find(({ role }) => role === 'subject')?.arn;
	const isSetting = settingOperations.includes(call.eventName);
	const { calls } = await history.calls({
		...(arn !== undefined && { arn, role: 'subject' }),
		...(isSetting
			? { eventNames: settingOperations, failed: false }
			: { eventNames: [call.eventName] }),
		to: call.eventTime,
		limit: 1,
	});
	return calls[0];
}

/** What a call changed; undefined where it set nothing or no call before it is known. */
export async function callChanges(
	history: Pick<History, 'calls' | 'record'>,
	call: Call,
): Promise<readonly PropertyChange[] | undefined> {
	if (call.errorCode !== undefined || !settingOperations.includes(call.eventName)) {
		return undefined;
	}
	const before = await callBefore(history, call);
	if (!before) {
		return undefined;
	}
	const [old, now] = await Promise.all(
		[before, call].map(async (each) => readSettingCall(each, await history.record(each.eventId))),
	);
	return now && changedProperties(old, now);
}
