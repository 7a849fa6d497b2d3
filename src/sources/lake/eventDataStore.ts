import { HistoryError } from '../../model/errors.ts';
import { imageBuilderSource } from '../../model/readRecord.ts';

interface FieldSelector {
	readonly Field?: string | undefined;
	readonly Equals?: readonly string[] | undefined;
	readonly NotEquals?: readonly string[] | undefined;
}

/** What a store is told to keep, as CloudTrail answers it. */
export interface EventSelector {
	readonly FieldSelectors?: readonly FieldSelector[] | undefined;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The id of a store, which becomes a part of the SQL.
 * @param name ARN or id
 * @throws HistoryError where it is neither
 */
export function storeId(name: string): string {
	const id = name.split('/').at(-1) ?? '';
	if (!uuid.test(id)) {
		throw new HistoryError(
			'bad-query',
			'"eventDataStore" is neither the ARN nor the id of an event data store. Both end with an id such as 12345678-1234-1234-1234-123456789012.',
		);
	}
	return id;
}

/** Region of a store's ARN. */
export function storeRegion(name: string): string | undefined {
	return /^arn:[^:]*:cloudtrail:([^:]+):/.exec(name)?.[1];
}

/**
 * What a store keeps of Image Builder's calls.
 * @returns undefined where it keeps none, or nobody can tell which
 */
export function keptBy(selectors: readonly EventSelector[]): 'all' | 'changes' | undefined {
	const kept = selectors.flatMap(({ FieldSelectors: fields = [] }) => {
		const valuesOf = (name: string) => fields.find(({ Field }) => Field === name)?.Equals;
		if (!valuesOf('eventCategory')?.includes('Management') || !fields.every(keepsAll)) {
			return [];
		}
		const readOnly = valuesOf('readOnly');
		return readOnly === undefined
			? ['all' as const]
			: readOnly.includes('false')
				? ['changes' as const]
				: [];
	});
	return kept.includes('all') ? 'all' : kept[0];
}

/** Does the selector leave out none of Image Builder's calls, but for `readOnly`? */
function keepsAll({ Field: field, Equals: only, NotEquals: not = [] }: FieldSelector): boolean {
	switch (field) {
		case 'eventCategory':
		case 'readOnly':
			return true;
		case 'eventSource':
			return (only?.includes(imageBuilderSource) ?? true) && !not.includes(imageBuilderSource);
		default:
			// names, callers and the like may leave out some
			return false;
	}
}
