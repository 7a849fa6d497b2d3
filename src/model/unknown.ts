import { type ImageBuilderArn, parseArn } from './arn.ts';
import { connectionParts } from './connectionPlaces.ts';
import type { Coverage } from './coverage.ts';
import { type PlaceCoverage, summariseCoverage } from './coverageSummary.ts';
import type { HistoryErrorCode } from './errors.ts';
import type { Connection } from './history.ts';

/** Why nothing can be shown of a resource. */
export type UnknownReason =
	/** Calls are known, yet all of them only read, and reads are not shown. */
	| { readonly kind: 'only-reads'; readonly reads: number }
	| { readonly kind: 'not-in-sample' }
	/** AWS or a third party owns it: only calls that name it can be known. */
	| { readonly kind: 'not-yours'; readonly owner: string }
	| { readonly kind: 'not-connected' }
	| { readonly kind: 'connecting' }
	| {
			readonly kind: 'failed';
			readonly code: HistoryErrorCode | string;
			readonly message: string;
			readonly region?: string;
	  }
	/** Not of those that the connections read; these are never none. */
	| {
			readonly kind: 'other-account';
			readonly owner: string;
			readonly accountIds: readonly string[];
	  }
	| { readonly kind: 'region-not-selected'; readonly region: string }
	/** Being read now; `readBackTo` is missing where nothing has come yet. */
	| { readonly kind: 'syncing'; readonly region?: string; readonly readBackTo?: string }
	| { readonly kind: 'not-read'; readonly region?: string }
	/** No call in all that was read. What is older is not known. */
	| { readonly kind: 'nothing-read-of-it'; readonly places: readonly PlaceCoverage[] };

export interface UnknownCase {
	/** ARN, or pattern of one; without it: of anything. */
	readonly arn?: string;
	/** Known calls of it, reads included. */
	readonly known: number;
	readonly connection: Connection;
	readonly coverage: readonly Coverage[];
}

/** Why nothing is shown, the reason that matters most first; never empty. */
export function explainUnknown(unknown: UnknownCase): readonly UnknownReason[] {
	const { known, connection } = unknown;
	if (known > 0) {
		return [{ kind: 'only-reads', reads: known }];
	}
	if (connection.kind === 'sample') {
		return [{ kind: 'not-in-sample' }];
	}
	const arn = unknown.arn === undefined ? undefined : parseArn(unknown.arn);
	const places = summariseCoverage(unknown.coverage).filter((place) => concerns(place, arn));
	const reasons: UnknownReason[] = [];
	if (arn && !isAccount(arn.owner) && !arn.owner.includes('*')) {
		reasons.push({ kind: 'not-yours', owner: arn.owner });
	}
	reasons.push(...connectionReasons(connection, arn, places));
	if (places.length > 0) {
		reasons.push({ kind: 'nothing-read-of-it', places });
	} else if (!reasons.some((reason) => reason.kind !== 'not-yours')) {
		const region = knownPart(arn?.region);
		reasons.push({ kind: 'not-read', ...(region !== undefined && { region }) });
	}
	return reasons;
}

function connectionReasons(
	connection: Connection,
	arn: ImageBuilderArn | undefined,
	places: readonly PlaceCoverage[],
): readonly UnknownReason[] {
	if (connection.kind !== 'aws') {
		return [];
	}
	const { phase } = connection;
	const region = knownPart(arn?.region);
	const owner = arn && isAccount(arn.owner) ? arn.owner : undefined;
	const parts = connectionParts(connection);
	// an account that is not known yet may be the owner
	const owners = parts.filter(
		({ accountId = owner }) => owner === undefined || accountId === owner,
	);
	if (owner !== undefined && owners.length === 0 && places.length === 0) {
		const accountIds = [...new Set(parts.flatMap(({ accountId }) => accountId ?? []))];
		return [{ kind: 'other-account', owner, accountIds }];
	}
	const [error] = owners.every((part) => part.phase === 'failed')
		? owners.flatMap((part) => part.error ?? [])
		: [];
	if (error) {
		return [{ kind: 'failed', code: error.code, message: error.message }];
	}
	if (
		region !== undefined &&
		places.length === 0 &&
		owners.length > 0 &&
		owners.every(({ regions }) => regions.length > 0 && !regions.includes(region))
	) {
		return [{ kind: 'region-not-selected', region }];
	}
	if (phase === 'unknown') {
		return places.length > 0 ? [] : [{ kind: 'not-connected' }];
	}
	if (phase === 'connecting') {
		return [{ kind: 'connecting' }];
	}
	return progressReasons(connection, region, owner);
}

function progressReasons(
	connection: Extract<Connection, { kind: 'aws' }>,
	region: string | undefined,
	owner: string | undefined,
): readonly UnknownReason[] {
	const progress = connection.progress.filter(
		(each) =>
			(region === undefined || each.region === region) &&
			(owner === undefined || each.accountId === '' || each.accountId === owner),
	);
	const failed = progress.find((each) => each.phase === 'failed');
	if (failed?.error) {
		const { code, message } = failed.error;
		return [{ kind: 'failed', code, message, region: failed.region }];
	}
	if (connection.phase !== 'syncing') {
		return [];
	}
	const open = progress.find((each) => each.phase !== 'done' && each.phase !== 'failed');
	if (!open) {
		return progress.length > 0 ? [] : [{ kind: 'syncing', ...(region && { region }) }];
	}
	const { readBackTo } = open;
	return [
		{ kind: 'syncing', region: open.region, ...(readBackTo !== undefined && { readBackTo }) },
	];
}

/** Can the place hold calls of the resource? Any account can name what AWS owns. */
function concerns(place: PlaceCoverage, arn: ImageBuilderArn | undefined): boolean {
	if (!arn) {
		return true;
	}
	const region = knownPart(arn.region);
	return (
		(region === undefined || place.region === region) &&
		(!isAccount(arn.owner) || place.accountId === arn.owner)
	);
}

function knownPart(part: string | undefined): string | undefined {
	return part === undefined || part === '' || part.includes('*') ? undefined : part;
}

function isAccount(owner: string): boolean {
	return /^\d{12}$/.test(owner);
}
