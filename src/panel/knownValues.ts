import { accountNamesOf } from '../model/connectionPlaces.ts';
import type { History } from '../model/history.ts';
import { operationNames } from '../model/operations.ts';
import type { KnownValues } from '../model/queryCompletion.ts';
import type { HistoryTarget } from '../protocol/target.ts';
import { targetFilter } from './targetFilter.ts';

/** As many of a kind as one would look through. */
const most = 500;

/** What a query about the target can be completed with, the busiest first. */
export async function knownValues(
	history: Pick<History, 'groups' | 'resources' | 'connection'>,
	target: HistoryTarget,
): Promise<KnownValues> {
	const filter = targetFilter(target);
	const [callers, places, resources] = await Promise.all([
		history.groups('caller', filter),
		history.groups('place', filter),
		// in a panel about one resource there is no other to ask for
		target.kind === 'resource' ? [] : history.resources(),
	]);
	const byCalls = <T extends { readonly calls: number }>(list: readonly T[]) =>
		list.toSorted((one, other) => other.calls - one.calls).slice(0, most);
	const of = (part: 0 | 1) => [
		...new Set(byCalls(places).flatMap(({ key }) => key.split('/')[part] ?? [])),
	];
	return {
		operations: operationNames,
		callers: byCalls(callers).map(({ key }) => key),
		resources: [...new Set(byCalls(resources).map(({ name }) => name))],
		accounts: of(0),
		accountNames: accountNamesOf(history.connection),
		regions: of(1),
	};
}
