import type { Call } from '../model/call.ts';
import type { History } from '../model/history.ts';
import type { CallCounts } from '../model/query.ts';
import { explainUnknown, type UnknownReason } from '../model/unknown.ts';

/** Calls that a hover lists. */
const shownCalls = 5;

/** What a hover says of a resource. */
export interface HoverFacts {
	/** ARN, or pattern of one. */
	readonly arn: string;
	readonly counts: CallCounts;
	/** Newest first. */
	readonly calls: readonly Call[];
	/** The last mutating call about the resource that did not fail. */
	readonly lastChange?: Call;
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
	const changes = await history.calls({
		...{ arn, role: 'subject', readOnly: false, failed: false, limit: 1 },
	});
	const [lastChange] = changes.calls;
	return isCancelled()
		? undefined
		: { ...{ arn, counts, calls, sample, unknown: [] }, ...(lastChange && { lastChange }) };
}
