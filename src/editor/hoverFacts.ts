import type { Call } from '../model/call.ts';
import type { History } from '../model/history.ts';
import { type LastChanges, lastChanges } from '../model/lastEdit.ts';
import type { CallCounts } from '../model/query.ts';
import { explainUnknown, type UnknownReason } from '../model/unknown.ts';

/** Calls that a hover lists. */
const shownCalls = 5;

/** What a hover says of a resource. */
export interface HoverFacts extends LastChanges {
	/** ARN, or pattern of one. */
	readonly arn: string;
	readonly counts: CallCounts;
	/** Newest first. */
	readonly calls: readonly Call[];
	/** Why there are no calls to list; empty where there are. */
	readonly unknown: readonly UnknownReason[];
	readonly sample: boolean;
}

export interface HoverQuestion {
	readonly arn: string;
	readonly showReadCalls: boolean;
	readonly isCancelled: () => boolean;
}

/**
 * Asks the store, never the network.
 * @returns undefined where nobody waits for the answer any more.
 */
export async function readHoverFacts(
	history: Pick<History, 'calls' | 'count' | 'coverage' | 'connection'>,
	{ arn, showReadCalls, isCancelled }: HoverQuestion,
): Promise<HoverFacts | undefined> {
	const sample = history.connection.kind === 'sample';
	const [page, counts] = await Promise.all([
		history.calls({ arn, limit: shownCalls, ...(!showReadCalls && { readOnly: false }) }),
		history.count({ arn }),
	]);
	if (isCancelled()) {
		return undefined;
	}
	const { calls } = page;
	if (calls.length === 0) {
		const coverage = await history.coverage();
		const { connection } = history;
		return isCancelled()
			? undefined
			: {
					...{ arn, counts, calls, sample },
					unknown: explainUnknown({ arn, known: counts.calls, connection, coverage }),
				};
	}
	const last = await lastChanges(history, arn);
	return isCancelled() ? undefined : { arn, counts, calls, sample, unknown: [], ...last };
}
