/** A stretch of time: ms since 1970, `from` inclusive, `to` exclusive. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** The same in ISO 8601, as coverage and gaps have it. */
export interface SpanTimes {
	readonly from: string;
	readonly to: string;
}

export function spanOf({ from, to }: SpanTimes): Span {
	return { from: Date.parse(from), to: Date.parse(to) };
}

export function timesOf({ from, to }: Span): SpanTimes {
	return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** As ISO 8601 writes stretches of time. */
export function spanName(span: Span): string {
	const { from, to } = timesOf(span);
	return `${from}/${to}`;
}

/** The same time in as few spans as it takes, newest first. */
export function mergeSpans(spans: readonly Span[]): Span[] {
	const merged: Span[] = [];
	for (const span of spans.filter(({ from, to }) => from < to).sort((a, b) => b.to - a.to)) {
		const newer = merged.at(-1);
		if (newer && span.to >= newer.from) {
			merged[merged.length - 1] = { from: Math.min(newer.from, span.from), to: newer.to };
		} else {
			merged.push(span);
		}
	}
	return merged;
}

/** The time of `spans` that lies in none of `holes`, newest first. */
export function subtractSpans(spans: readonly Span[], holes: readonly Span[]): Span[] {
	let left = mergeSpans(spans);
	for (const hole of holes) {
		left = left.flatMap(({ from, to }) =>
			[
				{ from: Math.max(from, hole.to), to },
				{ from, to: Math.min(to, hole.from) },
			].filter((rest) => rest.from < rest.to),
		);
	}
	return mergeSpans(left);
}

/** The shortest span that holds all of them. */
export function hullOf(spans: readonly Span[]): Span | undefined {
	return spans.length === 0
		? undefined
		: {
				from: Math.min(...spans.map(({ from }) => from)),
				to: Math.max(...spans.map(({ to }) => to)),
			};
}

/** Length in ms of spans that do not overlap. */
export function lengthOf(spans: readonly Span[]): number {
	return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}
