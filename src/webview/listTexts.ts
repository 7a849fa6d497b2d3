import { changesText } from '../model/describe.ts';
import type { CallTotal } from '../model/query.ts';
import type { Layout } from '../protocol/layout.ts';
import type { ListFacts } from '../protocol/messages.ts';
import { isStoreOrder, type Sort } from './gridRows.ts';
import { numberText, pageLocale } from './locale.ts';
import { t } from './translate.ts';

/** A number, which is said to be too small where it is. */
export function totalText({ calls, more }: CallTotal): string {
	return more ? t('more than {0}', numberText(calls)) : numberText(calls);
}

/** How many calls the filter lets through. */
export function statusText({ matching, target }: ListFacts): string {
	const { calls: all } = target.counts;
	return matching.calls === all.calls && matching.more === all.more
		? t('{0} calls', totalText(all))
		: t('{0} of {1} calls', totalText(matching), totalText(all));
}

/** How many changes there are. */
export function changesTotalText(changes: CallTotal): string {
	return changes.more
		? t('{0} changes', totalText(changes))
		: changesText(changes.calls, t, pageLocale());
}

/**
 * What of the list is here, and what that means for an order that the store has not made.
 * @param total undefined until it was counted.
 */
export function footerText(
	loaded: number,
	total: CallTotal | undefined,
	sort: Sort,
	layout: Layout,
): string {
	if (!total || (!total.more && loaded >= total.calls)) {
		return '';
	}
	const [here, all] = [numberText(loaded), totalText(total)];
	if (layout.groupBy !== 'none') {
		return sort.column === 'when' && !sort.descending
			? t('Groups of the {0} oldest calls, of {1}: scroll to read more', here, all)
			: t('Groups of the {0} newest calls, of {1}: scroll to read more', here, all);
	}
	return isStoreOrder(sort)
		? t('{0} of {1} loaded', here, all)
		: t('Sorted among the {0} newest calls, of {1}: scroll to read more', here, all);
}
