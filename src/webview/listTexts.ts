import type { Layout } from '../protocol/layout.ts';
import type { HistorySnapshot } from '../protocol/messages.ts';
import { isStoreOrder, type Sort } from './gridRows.ts';
import { t } from './translate.ts';

/** How many calls the filter lets through. */
export function statusText({ matching, heading }: HistorySnapshot): string {
	const total = heading.counts.calls;
	return matching === total
		? t('{0} calls', total.toLocaleString())
		: t('{0} of {1} calls', matching.toLocaleString(), total.toLocaleString());
}

/** What of the list is here, and what that means for an order that the store has not made. */
export function footerText(loaded: number, matching: number, sort: Sort, layout: Layout): string {
	if (loaded >= matching) {
		return '';
	}
	const [here, all] = [loaded.toLocaleString(), matching.toLocaleString()];
	if (layout.groupBy !== 'none') {
		return t('Groups of the {0} newest calls, of {1}: scroll to read more', here, all);
	}
	return isStoreOrder(sort)
		? t('{0} of {1} loaded', here, all)
		: t('Sorted among the {0} newest calls, of {1}: scroll to read more', here, all);
}
