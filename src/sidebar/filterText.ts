import { type AccountNames, accountText } from '../model/accountText.ts';
import type { OriginKind } from '../model/call.ts';
import { localTime, originTitle } from '../model/describe.ts';
import type { MovingFilter } from '../model/movingFilter.ts';
import { plainText } from '../model/plainText.ts';
import type { CallFilter } from '../model/query.ts';
import { resourceTitle } from '../model/resourceNames.ts';
import { english, type Translate } from '../model/translate.ts';
import { hoursIn, hoursText } from './timeChoices.ts';

/** The facets of a filter, in the order people ask. */
export type Facet =
	| 'time'
	| 'caller'
	| 'operation'
	| 'origin'
	| 'outcome'
	| 'text'
	| 'resource'
	| 'place';

export interface FilterTextOptions {
	readonly t?: Translate;
	/** Of accounts. */
	readonly names?: AccountNames;
}

/** The value of one facet in words; undefined where it is not set. */
export function facetText(
	facet: Facet,
	filter: MovingFilter,
	{ t = english, names }: FilterTextOptions = {},
): string | undefined {
	switch (facet) {
		case 'time':
			return timeText(filter, t);
		case 'caller':
			return filter.session === undefined
				? withExcept(callers(filter), filter.except?.who, t)
				: t('one sign-in of {0}', plainText(filter.caller ?? '?', 60));
		case 'operation':
			return withExcept(filter.eventNames, filter.except?.eventNames, t);
		case 'origin': {
			const title = (origin: OriginKind) => originTitle(origin, t);
			return withExcept(filter.origins?.map(title), filter.except?.origins?.map(title), t);
		}
		case 'outcome':
			return outcome(filter, t);
		case 'text':
			return filter.text && `“${plainText(filter.text, 60)}”`;
		case 'resource':
			return filter.unnamed
				? t('no resource')
				: filter.arn && plainText(resourceTitle(filter.arn), 60);
		case 'place':
			return (
				[filter.accountId && accountText(filter.accountId, names), filter.region]
					.filter(Boolean)
					.join(' ') || undefined
			);
	}
}

export const facets: readonly Facet[] = [
	'time',
	'caller',
	'operation',
	'origin',
	'outcome',
	'text',
	'resource',
	'place',
];

/** The whole filter on one line; undefined where nothing is filtered. */
export function filterText(
	filter: MovingFilter,
	options: FilterTextOptions = {},
): string | undefined {
	const parts = facets
		.map((facet) => facetText(facet, filter, options))
		.filter((part) => part !== undefined && part !== '');
	return parts.length === 0 ? undefined : parts.join(' · ');
}

function callers({ caller, who }: CallFilter): readonly string[] | undefined {
	return caller === undefined ? who : [caller, ...(who ?? [])];
}

/** `Update*`, `not Console`, or both. */
function withExcept(
	wanted: readonly string[] | undefined,
	unwanted: readonly string[] | undefined,
	t: Translate,
): string | undefined {
	const parts = [wanted && listed(wanted, t), unwanted && t('not {0}', listed(unwanted, t))];
	return parts.filter((part) => part !== undefined).join(', ') || undefined;
}

function timeText({ from, to, times }: MovingFilter, t: Translate): string | undefined {
	if (times !== undefined) {
		const hours = hoursIn(times);
		return hours === undefined ? plainText(times, 80) : hoursText(hours, t);
	}
	if (from !== undefined && to !== undefined) {
		return t('{0} to {1}', localTime(from), localTime(to));
	}
	if (from !== undefined) {
		return t('since {0}', localTime(from));
	}
	return to === undefined ? undefined : t('before {0}', localTime(to));
}

function outcome({ failed, readOnly }: CallFilter, t: Translate): string | undefined {
	const result = failed === undefined ? undefined : failed ? t('failed') : t('succeeded');
	const kind = readOnly === undefined ? undefined : readOnly ? t('reads') : t('changes only');
	return [result, kind].filter((part) => part !== undefined).join(', ') || undefined;
}

function listed(items: readonly string[], t: Translate): string {
	const shown = items.slice(0, 2).map((item) => plainText(item, 60));
	return items.length > 2
		? t('{0} and {1} more', shown.join(', '), items.length - 2)
		: shown.join(', ');
}
