import { type ImageBuilderArn, parseArn } from './arn.ts';
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
	| { readonly kind: 'other-account'; readonly owner: string; readonly accountId: string }
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
	const { accountId, phase, error } = connection;
	const region = knownPart(arn?.region);
	if (
		arn &&
		isAccount(arn.owner) &&
		accountId !== undefined &&
		arn.owner !== accountId &&
		places.length === 0
	) {
		return [{ kind: 'other-account', owner: arn.owner, accountId }];
	}
	if (phase === 'failed' && error) {
		return [{ kind: 'failed', code: error.code, message: error.message }];
	}
	if (
		region !== undefined &&
		connection.regions.length > 0 &&
		!connection.regions.includes(region) &&
		places.length === 0
	) {
		return [{ kind: 'region-not-selected', region }];
	}
	if (phase === 'unknown') {
		return places.length > 0 ? [] : [{ kind: 'not-connected' }];
	}
	if (phase === 'connecting') {
		return [{ kind: 'connecting' }];
	}
	return progressReasons(connection, region);
}

function progressReasons(
	connection: Extract<Connection, { kind: 'aws' }>,
	region: string | undefined,
): readonly UnknownReason[] {
	const progress = connection.progress.filter(
		(each) => region === undefined || each.region === region,
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
