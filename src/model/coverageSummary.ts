import type { Coverage } from './coverage.ts';

/** What has been read of one account and Region, all sources taken together. */
export interface PlaceCoverage {
	readonly accountId: string;
	readonly region: string;
	/** Begin of the last unbroken stretch in which every call was read; ISO 8601. */
	readonly allFrom?: string;
	/** The same for changes, but for the operations of `except`; not later than `allFrom`. */
	readonly changesFrom: string;
	/** End of what has been read. */
	readonly to: string;
	/** Something older was read too, with a hole between. */
	readonly olderStretches: boolean;
	/** Operations that were not read apart, as far as `changesFrom` reaches beyond `allFrom`. */
	readonly except: readonly string[];
}

/** Coverage by account and Region, in the order of their names. */
export function summariseCoverage(coverage: readonly Coverage[]): readonly PlaceCoverage[] {
	const places = Map.groupBy(coverage, (each) => `${each.accountId}/${each.region}`);
	return [...places]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.flatMap(([, stretches]) => summarisePlace(stretches) ?? []);
}

function summarisePlace(stretches: readonly Coverage[]): PlaceCoverage | undefined {
	const [first] = stretches;
	const changes = merge(stretches);
	const all = merge(stretches.filter((each) => each.complete === 'all'));
	const lastChanges = changes.at(-1);
	if (!first || !lastChanges) {
		return undefined;
	}
	// an older stretch says nothing of the time up to now
	const lastAll = all.at(-1);
	const joined = lastAll !== undefined && order(lastAll.to, lastChanges.from) > 0;
	const except = new Set(
		stretches
			.filter((each) => !lastAll || order(each.from, lastAll.from) < 0)
			.flatMap((each) => each.except ?? []),
	);
	return {
		accountId: first.accountId,
		region: first.region,
		...(joined && { allFrom: lastAll.from }),
		changesFrom: lastChanges.from,
		to: lastChanges.to,
		olderStretches: changes.length > 1,
		except: [...except].sort(),
	};
}

interface Stretch {
	readonly from: string;
	readonly to: string;
}

/** Overlapping and adjacent stretches as one, oldest first. */
function merge(stretches: readonly Stretch[]): readonly Stretch[] {
	const merged: { from: string; to: string }[] = [];
	for (const { from, to } of stretches.toSorted((one, other) => order(one.from, other.from))) {
		const last = merged.at(-1);
		if (last && order(from, last.to) <= 0) {
			last.to = order(to, last.to) > 0 ? to : last.to;
		} else if (order(from, to) < 0) {
			merged.push({ from, to });
		}
	}
	return merged;
}

// times may come with and without milliseconds, which sort differently as text
function order(one: string, other: string): number {
	return Date.parse(one) - Date.parse(other);
}
