import type { Gap } from './coverage.ts';

/** An object of S3 in a message of AWS: each message would be of a kind of its own. */
const objectArn = /(arn:[a-z-]+:s3:::[^/\s"']+)\/[^\s"']*/g;

/** The reason without what only tells one part from another. */
export function reasonKind(reason: string): string {
	return reason.replace(objectArn, '$1/…');
}

/**
 * Gaps of the same place, source and kind of reason that meet, as one each: a bucket whose key is
 * denied has a gap for each of its objects.
 * @param distance gaps that are less than this apart are one too, ms
 */
export function joinGaps(gaps: readonly Gap[], distance = 0): readonly Gap[] {
	const joined = new Map<string, Open[]>();
	const inOrder = gaps
		.map((gap) => ({ gap, from: Date.parse(gap.from), to: Date.parse(gap.to) }))
		.sort((one, other) => one.from - other.from);
	for (const { gap, from, to } of inOrder) {
		const { accountId, region, source, reason, kind = '' } = gap;
		const key = `${accountId}/${region}/${source}/${kind}\n${reasonKind(reason)}`;
		const list = joined.get(key) ?? [];
		joined.set(key, list);
		const last = list.at(-1);
		if (last && from <= last.to + distance) {
			last.to = Math.max(last.to, to);
			last.parts += gap.parts ?? 1;
		} else {
			list.push({ gap, to, parts: gap.parts ?? 1 });
		}
	}
	return [...joined.values()].flat().map(({ gap, to, parts }) =>
		parts === 1
			? gap
			: {
					...gap,
					reason: reasonKind(gap.reason),
					to: new Date(to).toISOString(),
					parts,
				},
	);
}

interface Open {
	readonly gap: Gap;
	to: number;
	parts: number;
}
