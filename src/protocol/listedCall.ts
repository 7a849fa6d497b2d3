import type { Call, Caller, OriginKind } from '../model/call.ts';
import { isObject } from './target.ts';

/**
 * What a list shows of a call; all else is asked for by its event id. Texts come from records and
 * are cut to what can be shown.
 */
export interface ListedCall
	extends Pick<
		Call,
		| 'eventId'
		| 'eventTime'
		| 'eventName'
		| 'readOnly'
		| 'accountId'
		| 'region'
		| 'sourceIPAddress'
		| 'errorCode'
		| 'errorMessage'
	> {
	readonly caller: Pick<Caller, 'type' | 'name' | 'arn' | 'role' | 'mfa' | 'session'>;
	readonly origin: { readonly kind: OriginKind; readonly detail: string };
	/** ARN of what it is about, else of the first that it names. */
	readonly resource?: string;
	/** How many it names besides. */
	readonly moreResources: number;
}

/** Has it what a list and a whole call have in common? */
export function isAnyCall(value: unknown): value is Record<string, unknown> {
	return (
		isObject(value) &&
		typeof value.eventId === 'string' &&
		typeof value.eventTime === 'string' &&
		typeof value.eventName === 'string' &&
		isObject(value.caller) &&
		typeof value.caller.name === 'string' &&
		isObject(value.origin) &&
		typeof value.origin.kind === 'string'
	);
}

export function isListedCall(value: unknown): value is ListedCall {
	return (
		isAnyCall(value) &&
		(value.resource === undefined || typeof value.resource === 'string') &&
		typeof value.moreResources === 'number'
	);
}
