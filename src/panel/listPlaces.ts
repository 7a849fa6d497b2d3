import { parseArn } from '../model/arn.ts';
import { accountNamesOf, connectionPlaces } from '../model/connectionPlaces.ts';
import type { Coverage } from '../model/coverage.ts';
import type { Connection } from '../model/history.ts';
import type { PlaceNames } from '../protocol/messages.ts';
import type { HistoryTarget } from '../protocol/target.ts';

interface OfPlace {
	readonly accountId?: string;
	readonly region: string;
}

/**
 * How to tell the places of a list apart: an archive may hold accounts and Regions that no connection
 * is of, and an import such as no source claims.
 * @returns undefined where the heading says it, or there is one place only
 */
export function listPlaces(
	target: HistoryTarget,
	connection: Connection,
	coverage: readonly Coverage[],
	calls: readonly OfPlace[],
): PlaceNames | undefined {
	const arn = target.kind === 'resource' ? parseArn(target.arn) : undefined;
	if (arn && !`${arn.owner}${arn.region}`.includes('*')) {
		return undefined;
	}
	const accounts = accountNamesOf(connection);
	const places: readonly OfPlace[] = [...connectionPlaces(connection), ...coverage, ...calls];
	const ids = places.flatMap(({ accountId }) => accountId ?? []);
	const oneAccount = new Set([...ids, ...Object.keys(accounts)]).size < 2;
	const regions = new Set(places.map(({ region }) => region));
	return oneAccount && regions.size < 2 ? undefined : { accounts, oneAccount };
}
