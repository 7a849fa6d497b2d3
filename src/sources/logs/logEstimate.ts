import type { FetchEstimate, FetchWindow } from '../../model/fetch.ts';
import { type LogGroupFacts, oldestOf } from './logGroup.ts';

/** Logs Insights in us-east-1, USD a byte scanned: 0.005 a GB, of every log class. */
const usdAByte = 0.005 / 1e9;

/** What a query over a window would scan, guessed from what the group stores. */
export function estimateOf(
	window: FetchWindow,
	facts: LogGroupFacts,
	now: number,
	complete: 'all' | 'changes' | undefined,
): Omit<FetchEstimate, 'query' | 'places'> {
	const oldest = oldestOf(facts, now);
	const from = Math.max(Date.parse(window.from), oldest);
	const to = Math.min(Date.parse(window.to), now);
	const share = oldest > 0 && now > oldest ? Math.max(0, to - from) / (now - oldest) : undefined;
	const bytes =
		facts.storedBytes === undefined || share === undefined
			? undefined
			: Math.round(facts.storedBytes * share);
	return {
		...(bytes !== undefined && { bytes, usd: bytes * usdAByte }),
		notes: [
			bytes === undefined
				? 'What the query will scan is not known. CloudWatch Logs Insights costs about USD 0.005 a GB scanned.'
				: 'The size is a rough guess: what the log group stores, as if it had come evenly. CloudWatch Logs Insights costs about USD 0.005 a GB scanned.',
			...ageNotes(window, facts, now),
			...(facts.logClass === 'DELIVERY'
				? ['Log groups of the class Delivery cannot be queried.']
				: []),
			...(facts.masked
				? ['A data protection policy masks parts of the records in this log group.']
				: []),
			...(complete === undefined
				? [
						'Counted as complete for changes. If the trail logs reads too, set "complete": "all" of this source.',
					]
				: []),
			'CloudTrail does not send records above 256 KB to CloudWatch Logs.',
		],
	};
}

function ageNotes(window: FetchWindow, facts: LogGroupFacts, now: number): string[] {
	const oldest = oldestOf(facts, now);
	if (oldest <= Date.parse(window.from)) {
		return [];
	}
	const day = new Date(oldest).toISOString().slice(0, 10);
	return [
		oldest === facts.created
			? `The log group was created on ${day}: it holds nothing older.`
			: `The log group keeps records for ${facts.retentionDays} days: nothing before ${day} is there any more.`,
	];
}
