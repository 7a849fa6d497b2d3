import { accountText } from '../model/accountText.ts';
import type { Call } from '../model/call.ts';
import { callBefore } from '../model/callBefore.ts';
import { settingOperations } from '../model/configurationEdits.ts';
import { accountNamesOf } from '../model/connectionPlaces.ts';
import { HistoryError } from '../model/errors.ts';
import { explainFailure } from '../model/explainFailure.ts';
import type { History } from '../model/history.ts';
import { changedProperties, type PropertyChange } from '../model/propertyDiff.ts';
import { readSettingCall } from '../model/stateCalls.ts';
import type { Translate } from '../model/translate.ts';
import type { CallChanges, CallDetail } from '../protocol/callDetail.ts';
import { callLink, relatedCalls } from './relatedCalls.ts';

/** A longer record opens as a document only; CloudTrail's own limit is 256 KB. */
const maxRecordLength = 300_000;
const maxChanges = 200;
/** Longest value that is sent along, JSON text. */
const maxValue = 4000;

type Asked = Pick<History, 'call' | 'calls' | 'record' | 'connection'>;

/** All that is known of a call. @throws HistoryError `not-found` */
export async function takeDetail(
	history: Asked,
	eventId: string,
	t: Translate,
	locale?: string,
): Promise<CallDetail> {
	const [call, record] = await Promise.all([history.call(eventId), history.record(eventId)]);
	if (!call) {
		throw new HistoryError('not-found', t('This call is not known (any more).'));
	}
	const [changes, related] = await Promise.all([
		takeChanges(history, call, record, locale),
		relatedCalls(history, call, record, t, locale),
	]);
	const failure = explainFailure(call, t);
	return {
		call,
		related,
		account: accountText(call.accountId, accountNamesOf(history.connection)),
		...(changes && { changes }),
		...(failure && { failure }),
		...(record === undefined
			? {}
			: record.length > maxRecordLength
				? { recordLength: record.length }
				: { record }),
	};
}

async function takeChanges(
	history: Asked,
	call: Call,
	record: string | undefined,
	locale: string | undefined,
): Promise<CallChanges | undefined> {
	const arn = call.touches.find((each) => each.role === 'subject')?.arn;
	if (arn === undefined || record === undefined || !settingOperations.includes(call.eventName)) {
		return undefined;
	}
	const before = await callBefore(history, call);
	const properties = changedProperties(
		before && readSettingCall(before, await history.record(before.eventId)),
		readSettingCall(call, record),
	);
	return {
		arn,
		...(before && { before: callLink(before, locale) }),
		properties: properties.slice(0, maxChanges).map(shortened),
		cut: properties.length > maxChanges,
	};
}

/** User data and component documents can be as long as a record. */
function shortened(change: PropertyChange): PropertyChange {
	const short = <T>(value: T): T | string => {
		const text = typeof value === 'string' ? value : JSON.stringify(value);
		return text.length > maxValue ? `${text.slice(0, maxValue)}…` : value;
	};
	return {
		path: short(change.path),
		kind: change.kind,
		...(change.before !== undefined && { before: short(change.before) }),
		...(change.after !== undefined && { after: short(change.after) }),
	};
}
