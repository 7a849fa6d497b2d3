import { parseArn } from '../model/arn.ts';
import type { Call } from '../model/call.ts';
import { HistoryError } from '../model/errors.ts';
import { isObject } from '../model/record.ts';

/** The ARN in an argument of a command: the text itself, or a row or object with `arn`. */
export function arnIn(argument: unknown): string | undefined {
	const text = typeof argument === 'string' ? argument.trim() : textField(argument, 'arn');
	return text !== undefined && parseArn(text) ? text : undefined;
}

/** The event id in an argument of a command: the text itself, or a row or object with `eventId`. */
export function eventIdIn(argument: unknown): string | undefined {
	const text = typeof argument === 'string' ? argument.trim() : textField(argument, 'eventId');
	return text === '' ? undefined : text;
}

/** The call in an argument of a command: a row of the tree that is one. */
export function callIn(argument: unknown): Pick<Call, 'eventTime' | 'touches'> | undefined {
	if (typeof argument !== 'object' || argument === null || !('call' in argument)) {
		return undefined;
	}
	const { call } = argument as { readonly call: unknown };
	return isObject(call) && typeof call.eventTime === 'string' && Array.isArray(call.touches)
		? (call as unknown as Call)
		: undefined;
}

/**
 * The event ids that a command is about. A menu of the tree gives the clicked row and all selected
 * rows; other callers give ids one by one or as an array.
 */
export function eventIdsIn(args: readonly unknown[]): readonly string[] {
	const [first, second] = args;
	const rows = Array.isArray(second) && second.length > 1 ? second : args.flat();
	const ids = rows.flatMap((row) => eventIdIn(row) ?? []);
	return [...new Set(ids.length > 0 ? ids : [eventIdIn(first) ?? []].flat())];
}

/** @throws HistoryError `bad-query` where the argument names no resource. */
export function arnOrThrow(argument: unknown, message: string): string {
	const arn = arnIn(argument);
	if (arn === undefined) {
		throw new HistoryError('bad-query', message);
	}
	return arn;
}

function textField(value: unknown, name: string): string | undefined {
	if (typeof value !== 'object' || value === null || !(name in value)) {
		return undefined;
	}
	const field: unknown = (value as Readonly<Record<string, unknown>>)[name];
	return typeof field === 'string' ? field : undefined;
}
