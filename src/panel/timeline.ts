import { parseArn } from '../model/arn.ts';
import { accountNamesOf, connectionPlaces } from '../model/connectionPlaces.ts';
import type { Coverage } from '../model/coverage.ts';
import { fillingConnections } from '../model/filling.ts';
import type { Connection, History } from '../model/history.ts';
import type { Translate } from '../model/translate.ts';
import type { HistoryTarget, PanelState } from '../protocol/target.ts';
import type { Timeline } from '../protocol/timeline.ts';
import { gapWords } from './gapWords.ts';
import { listPlaces } from './listPlaces.ts';
import type { FactsCache } from './targetFacts.ts';
import { listFilter } from './targetFilter.ts';
import { timelineGaps, type WantedPlace } from './timelineGaps.ts';
import { takeMarks } from './timelineMarks.ts';
import { wholeSpan } from './timelineSpan.ts';

/** As many bins as can be told apart. */
const maxBins = 120;
const minute = 60_000;

export interface TimelineOptions {
	readonly history: Pick<History, 'calls' | 'connection' | 'connections' | 'gaps' | 'timeline'>;
	readonly facts: FactsCache;
	readonly state: PanelState;
	readonly now: number;
	/** How far back a refresh reads Event history; 90 if not given. */
	readonly lookBackDays?: number;
	readonly t: Translate;
	/** How dates are written; as the system does if not given. */
	readonly locale?: string;
	/** The list was replaced. */
	readonly signal?: AbortSignal;
}

/** How the calls of the list spread over time. @returns null where none is known. */
export async function takeTimeline(options: TimelineOptions): Promise<Timeline | null> {
	const { history, facts, state, now, t, locale, signal } = options;
	const { target, filter } = state;
	const {
		all: { span: calls },
		coverage,
	} = await facts.of(target);
	const { connection } = history;
	const isSample = connection.kind === 'sample';
	const places = wantedPlaces(target, coverage, connection);
	const listed = listFilter(target, filter, now);
	const whole = wholeSpan(target, { calls, coverage, places, isSample, now });
	const span = whole && {
		from: listed.from === undefined ? whole.from : Date.parse(listed.from),
		to: listed.to === undefined ? whole.to : Date.parse(listed.to),
	};
	if (!span || span.from >= span.to) {
		return null;
	}
	const size = Math.max(minute, Math.ceil((span.to - span.from) / maxBins / minute) * minute);
	const bins = Math.max(1, Math.ceil((span.to - span.from) / size));
	const { from } = span;
	const to = from + bins * size;
	const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
	const [counted, marks, missing] = await Promise.all([
		history.timeline(listed, { ...range, bins }, signal && { signal }),
		takeMarks({
			...{ history, filter: { ...range, ...listed }, from, size, bins, t, locale, signal },
			places: listPlaces(target, connection, coverage, []),
		}),
		history.gaps(),
	]);
	const holes = timelineGaps({
		coverage,
		gaps: missing,
		connections: fillingConnections(history),
		...(options.lookBackDays !== undefined && { lookBackDays: options.lookBackDays }),
		now,
		places,
		withReads: !filter.changesOnly,
		from,
		to: Math.min(to, now),
		least: size,
	});
	return {
		from,
		to,
		bins: counted.map(({ changes, reads, failures }) => ({ changes, reads, failures })),
		gaps: holes.map(({ from, to, kind }) => ({ from, to, kind })),
		...(isSample
			? { ways: [] }
			: gapWords(holes, { now, t, locale, names: accountNamesOf(connection) })),
		marks,
	};
}

function wantedPlaces(
	target: HistoryTarget,
	coverage: readonly Coverage[],
	connection: Connection,
): readonly WantedPlace[] {
	const arn = target.kind === 'resource' ? parseArn(target.arn) : undefined;
	const region = arn && !arn.region.includes('*') ? arn.region : undefined;
	const owner = arn && /^\d{12}$/.test(arn.owner) ? arn.owner : undefined;
	const read = coverage.map(({ accountId, region }) => ({ accountId, region }));
	const wanted = [...read, ...connectionPlaces(connection)].filter(
		(place: WantedPlace) =>
			(region ?? place.region) === place.region &&
			(owner === undefined || place.accountId === undefined || place.accountId === owner),
	);
	return [...new Map(wanted.map((place) => [JSON.stringify(place), place])).values()];
}
