/** A stretch of time, epoch ms; `to` is exclusive. */
export interface Stretch {
	readonly from: number;
	readonly to: number;
}

/** A stretch that was read for changes, but for some operations. */
export interface ChangesStretch extends Stretch {
	readonly except: readonly string[];
}

/** The same time as few stretches as possible, oldest first. */
export function mergeStretches(stretches: readonly Stretch[]): Stretch[] {
	const merged: Stretch[] = [];
	for (const stretch of stretches.toSorted((one, other) => one.from - other.from)) {
		const last = merged.at(-1);
		if (last && stretch.from <= last.to) {
			merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) };
		} else {
			merged.push(stretch);
		}
	}
	return merged;
}

/**
 * What is known of changes where `changes` were read by name and `all` in full: an operation is
 * missing only where every reading misses it. Stretches within one of `all` are left out.
 */
export function withAll(
	changes: readonly ChangesStretch[],
	all: readonly Stretch[],
): ChangesStretch[] {
	const readings = [...changes, ...all.map((stretch) => ({ ...stretch, except: [] }))];
	const borders = [...new Set(readings.flatMap(({ from, to }) => [from, to]))].sort(
		(one, other) => one - other,
	);
	const merged: ChangesStretch[] = [];
	for (const [index, from] of borders.entries()) {
		const to = borders[index + 1];
		const here = readings.filter((reading) => reading.from <= from && from < reading.to);
		if (to === undefined || here.length === 0) {
			continue;
		}
		const except = missedByAll(here);
		const last = merged.at(-1);
		if (last && last.to === from && last.except.join() === except.join()) {
			merged[merged.length - 1] = { ...last, to };
		} else {
			merged.push({ from, to, except });
		}
	}
	return merged.filter(
		(stretch) => !all.some(({ from, to }) => from <= stretch.from && stretch.to <= to),
	);
}

function missedByAll(readings: readonly ChangesStretch[]): readonly string[] {
	const [first, ...others] = readings;
	return (first?.except ?? []).filter((name) =>
		others.every(({ except }) => except.includes(name)),
	);
}
