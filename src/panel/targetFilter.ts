import { type MovingFilter, movingTimes, withTimes } from '../model/movingFilter.ts';
import type { CallFilter } from '../model/query.ts';
import { parseQuery } from '../model/queryLanguage.ts';
import { english, type Translate } from '../model/translate.ts';
import type { HistoryTarget, PanelFilter } from '../protocol/target.ts';

/** The calls of a target, all of them. */
export function targetFilter(target: HistoryTarget): CallFilter {
	switch (target.kind) {
		case 'all':
			return {};
		case 'resource':
			return { arn: target.arn };
		case 'caller':
			return { caller: target.caller };
		case 'session':
			return { session: target.session };
		case 'search':
			return { text: target.text };
	}
}

export interface ListFilter {
	readonly filter: CallFilter;
	/** What of the query could not be done, in words. */
	readonly problems: readonly string[];
}

/**
 * The calls of a target that the panel's filter lets through.
 * @param now epoch ms, for relative times of the query.
 */
export function readListFilter(
	target: HistoryTarget,
	{ changesOnly, text, range }: PanelFilter,
	now: number,
	t: Translate = english,
): ListFilter {
	const { filter, problems } = parseQuery(text, { now, t });
	const own = targetFilter(target);
	const words = [own.text, filter.text].filter((each) => each !== undefined && each !== '');
	const from = [filter.from, range?.from].filter((each) => each !== undefined);
	const to = [filter.to, range?.to].filter((each) => each !== undefined);
	const clashes = (['arn', 'session'] as const).filter(
		(key) => own[key] !== undefined && filter[key] !== undefined && own[key] !== filter[key],
	);
	return {
		filter: {
			...(changesOnly && { readOnly: false }),
			...filter,
			// whatever is typed, the panel stays with what its title says
			...own,
			...(words.length > 0 && { text: words.join(' ') }),
			...(from.length > 0 && { from: byTime(from).at(-1) ?? '' }),
			...(to.length > 0 && { to: byTime(to)[0] ?? '' }),
		},
		problems: [
			...problems.map(({ message }) => message),
			...clashes.map((key) =>
				key === 'arn'
					? t('This panel is about one resource: {0} is left out.', 'resource:')
					: t('This panel is about one sign-in: {0} is left out.', 'session:'),
			),
		],
	};
}

/** The same without what is wrong with it. */
export function listFilter(target: HistoryTarget, filter: PanelFilter, now: number): CallFilter {
	return readListFilter(target, filter, now).filter;
}

/** The same for the tree, which has a switch of its own for reads. A time told from now stays so. */
export function sharedFilter(
	target: HistoryTarget,
	{ text, range }: PanelFilter,
	now: number,
): MovingFilter {
	const filter = { changesOnly: false, text, ...(range && { range }) };
	const zoomed = range ? `since:${range.from} before:${range.to}` : '';
	return withTimes(listFilter(target, filter, now), movingTimes(`${zoomed} ${text}`));
}

function byTime(times: readonly string[]): readonly string[] {
	return times.toSorted((one, other) => Date.parse(one) - Date.parse(other));
}
