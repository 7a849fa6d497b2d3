import { parseArn } from '../model/arn.ts';
import { type HistoryTarget, isObject, isText, readTarget } from '../protocol/target.ts';

/**
 * What the argument of `showHistory` stands for: an ARN or a pattern of one, a row of the tree, or
 * a target itself.
 * @returns undefined where it names nothing.
 */
export function commandTarget(argument: unknown): HistoryTarget | undefined {
	if (typeof argument === 'string') {
		const arn = argument.trim();
		return parseArn(arn) ? { kind: 'resource', arn } : undefined;
	}
	if (!isObject(argument)) {
		return undefined;
	}
	return readTarget(argument) ?? rowTarget(argument);
}

/** The event id in an argument of `showCall`: itself, or a row of the tree that is a call. */
export function commandEventId(argument: unknown): string | undefined {
	if (isText(argument)) {
		return argument.trim();
	}
	if (!isObject(argument)) {
		return undefined;
	}
	const { eventId } = isObject(argument.call) ? argument.call : argument;
	return isText(eventId) ? eventId : undefined;
}

/** Rows come through menus, as plain objects of any age: see `sidebar/rows.ts`. */
function rowTarget(row: Readonly<Record<string, unknown>>): HistoryTarget | undefined {
	if (typeof row.arn === 'string') {
		return commandTarget(row.arn);
	}
	if (isText(row.caller)) {
		return { kind: 'caller', caller: row.caller };
	}
	const touches = isObject(row.call) ? row.call.touches : undefined;
	const first: unknown = Array.isArray(touches) ? touches[0] : undefined;
	return isObject(first) && typeof first.arn === 'string' ? commandTarget(first.arn) : undefined;
}
