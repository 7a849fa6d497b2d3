import type { Call } from '../model/call.ts';
import type { Asked, History } from '../model/history.ts';
import type { CallQuery } from '../model/query.ts';
import { cut } from '../model/text.ts';
import type { ListedCall } from '../protocol/listedCall.ts';
import type { CallRows } from '../protocol/messages.ts';

/** Longest text of a row, UTF-16 units: what the title of a cell can show. */
const maxText = 400;

/** Reads a page of the list, as slim as the page shows it. @throws HistoryError */
export async function takeRows(
	history: Pick<History, 'calls'>,
	query: CallQuery,
	asked: Asked = {},
): Promise<CallRows> {
	const { calls, next } = await history.calls(query, asked);
	return { calls: calls.map(listedCall), ...(next !== undefined && { next }) };
}

/** What a list shows of a call. */
export function listedCall(call: Call): ListedCall {
	const { eventId, eventTime, readOnly, accountId, region, caller, origin, touches } = call;
	const { name, arn, role, mfa, session } = caller;
	const touch = touches.find((each) => each.role === 'subject') ?? touches[0];
	return {
		...{ eventId, eventTime, readOnly, accountId, region },
		eventName: short(call.eventName),
		caller: {
			type: short(caller.type),
			name: short(name),
			...(arn !== undefined && { arn: short(arn) }),
			...(role !== undefined && { role: short(role) }),
			...(mfa !== undefined && { mfa }),
			...(session !== undefined && { session }),
		},
		origin: { kind: origin.kind, detail: short(origin.name ?? origin.evidence) },
		...(call.sourceIPAddress !== undefined && { sourceIPAddress: short(call.sourceIPAddress) }),
		...(call.errorCode !== undefined && { errorCode: short(call.errorCode) }),
		...(call.errorMessage !== undefined && { errorMessage: short(call.errorMessage) }),
		...(touch && { resource: short(touch.arn) }),
		moreResources: Math.max(0, touches.length - 1),
	};
}

function short(text: string): string {
	return cut(text, maxText);
}
