import type { CallFilter } from '../model/query.ts';
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
		case 'search':
			return { text: target.text };
	}
}

/** The calls of a target that the panel's filter lets through. */
export function listFilter(target: HistoryTarget, filter: PanelFilter): CallFilter {
	const words = [target.kind === 'search' ? target.text : '', filter.text.trim()]
		.filter((text) => text !== '')
		.join(' ');
	return {
		...targetFilter(target),
		...(words !== '' && { text: words }),
		...(filter.changesOnly && { readOnly: false }),
	};
}
