import { rootCallers } from './callerMatcher.ts';
import { printCaller } from './callerQuery.ts';
import type { CallExceptions, CallFilter } from './query.ts';
import type { QueryKey } from './queryKeys.ts';
import { printQueryTime } from './queryTimes.ts';
import { quoteValue, quoteWord } from './queryTokens.ts';
import { anyResource } from './resourcePattern.ts';

/**
 * A filter as the query that means it: `parseQuery(printQuery(filter))` finds the same calls, but
 * that an exact caller becomes `who:`, which also takes the role.
 */
export function printQuery(filter: CallFilter): string {
	const { failed, readOnly, unnamed, except = {} } = filter;
	const parts = [
		...(filter.caller === undefined ? [] : [`who:${printCaller(filter.caller)}`]),
		...lists(filter, ''),
		...lists(except, '-'),
		...(failed === undefined ? [] : [failed ? 'is:failed' : 'is:ok']),
		...(readOnly === undefined ? [] : [readOnly ? 'is:read' : 'is:change']),
		...(unnamed ? ['is:unnamed'] : []),
		...single('resource', filter.arn && resourceText(filter.arn)),
		...single('role', filter.role),
		...single('since', filter.from && printQueryTime(filter.from)),
		...single('before', filter.to && printQueryTime(filter.to)),
		...single('account', filter.accountId),
		...single('region', filter.region),
		...single('session', filter.session),
		...(filter.text ?? '')
			.split(/\s+/)
			.filter((word) => word !== '')
			.map(quoteWord),
	];
	return parts.join(' ');
}

function lists({ who = [], eventNames, origins }: CallExceptions, not: string): readonly string[] {
	const others = who.filter((each) => each !== rootCallers);
	return [
		...(who.length > others.length ? [`${not}is:root`] : []),
		...listed(`${not}who`, others.map(printCaller)),
		...listed(`${not}op`, eventNames?.map(quoteValue)),
		...listed(`${not}origin`, origins),
	];
}

function listed(key: string, values: readonly string[] = []): readonly string[] {
	return values.length === 0 ? [] : [`${key}:${values.join(',')}`];
}

function single(key: QueryKey, value: string | undefined): readonly string[] {
	return value === undefined ? [] : [`${key}:${quoteValue(value)}`];
}

function resourceText(arn: string): string {
	if (arn.startsWith(anyResource)) {
		return arn.slice(anyResource.length);
	}
	return arn.startsWith(anyKind) ? arn.slice(anyKind.length) : arn;
}

const anyKind = 'arn:*:imagebuilder:*:*:';
