import type { Coverage, Gap } from './coverage.ts';

/**
 * Coverage without the time of which the same source later found that it could not give everything,
 * such as the hour of an object that came late and is denied. A quiet time was read.
 */
export function cutGaps(coverage: readonly Coverage[], gaps: readonly Gap[]): readonly Coverage[] {
	const failed = gaps.filter(({ kind }) => kind !== 'quiet');
	const bySource = Map.groupBy(failed, ({ source }) => source);
	return coverage.flatMap((stretch) => {
		const own = (bySource.get(stretch.source) ?? []).filter((gap) => meets(gap, stretch));
		return own.length === 0 ? [stretch] : without(stretch, own);
	});
}

function without(stretch: Coverage, gaps: readonly Gap[]): readonly Coverage[] {
	const left: Coverage[] = [];
	let from = Date.parse(stretch.from);
	const end = Date.parse(stretch.to);
	const spans = gaps
		.map((gap) => ({ from: Date.parse(gap.from), to: Date.parse(gap.to) }))
		.sort((one, other) => one.from - other.from);
	for (const gap of [...spans, { from: end, to: end }]) {
		const to = Math.min(gap.from, end);
		if (from < to) {
			left.push({
				...stretch,
				from: new Date(from).toISOString(),
				to: new Date(to).toISOString(),
			});
		}
		from = Math.max(from, gap.to);
	}
	return left;
}

/** A gap may be of any account or Region. */
function meets(gap: Gap, { accountId, region, from, to }: Coverage): boolean {
	return (
		(gap.accountId === '' || gap.accountId === accountId) &&
		(gap.region === '' || gap.region === region) &&
		Date.parse(gap.from) < Date.parse(to) &&
		Date.parse(gap.to) > Date.parse(from)
	);
}
