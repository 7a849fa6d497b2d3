import { sourceId } from '../model/connectionSettings.ts';
import type { Coverage, Gap } from '../model/coverage.ts';
import {
	type CoverageStretch,
	coverageMap,
	eventHistoryDays,
	type PlaceStretches,
	type StretchState,
} from '../model/coverageMap.ts';
import { HistoryError } from '../model/errors.ts';
import type { Filling, FillingConnection } from '../model/filling.ts';
import { joinGaps, reasonKind } from '../model/joinGaps.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** What is older than all that was read is shown so far, ms. */
const before = 365 * day;
/** Reading ended so short ago that it is still true, ms. */
const fresh = 20 * minute;
/** More gaps than these are looked at week by week. */
const manyGaps = 1000;
/** Rows below one Region. */
const maxLines = 40;

interface Row {
	readonly id: string;
	readonly parent?: CoverageRow;
}

export interface AccountRow extends Row {
	readonly type: 'account';
	readonly accountId: string;
	readonly regions: readonly RegionRow[];
}

export interface RegionRow extends Row {
	readonly type: 'region';
	readonly accountId: string;
	readonly region: string;
	/** Newest first. */
	readonly lines: readonly LineRow[];
}

/** What is known of a stretch of time, or why not. */
export interface LineRow extends Row {
	readonly type: 'line';
	readonly accountId: string;
	readonly region: string;
	readonly state: StretchState;
	/** Epoch ms; missing where it has no known beginning. */
	readonly from?: number;
	/** Epoch ms; missing where it lasts until now. */
	readonly to?: number;
	/** Those that know any of it. */
	readonly sources: readonly string[];
	readonly except: readonly string[];
	/** With `failed` and `quiet` what the row is about, else what is missing within. */
	readonly gaps: readonly Gap[];
	readonly filling?: Filling;
}

/** So many more lines are not shown. */
export interface MoreRow extends Row {
	readonly type: 'more';
	readonly lines: number;
}

/** A connection of which not even the account is known. */
export interface ConnectionRow extends Row {
	readonly type: 'connection';
	readonly name: string;
}

/** The store could not be asked. */
export interface FailureRow extends Row {
	readonly type: 'failure';
	readonly message: string;
}

export type CoverageRow = AccountRow | RegionRow | LineRow | MoreRow | ConnectionRow | FailureRow;

export interface CoverageRowsInput {
	readonly coverage: readonly Coverage[];
	readonly gaps: readonly Gap[];
	readonly connections: readonly FillingConnection[];
	readonly lookBackDays: number;
	/** Epoch ms. */
	readonly now: number;
}

/**
 * The accounts of which something was read or tried, and the connections that led to none yet; no
 * row where nothing was read at all.
 */
export function coverageRows(input: CoverageRowsInput): readonly (AccountRow | ConnectionRow)[] {
	const { coverage, now } = input;
	// rows do not tell times apart as finely as thousands of gaps do
	const gaps = joinGaps(input.gaps, input.gaps.length > manyGaps ? 7 * day : 0);
	if (coverage.length === 0 && gaps.length === 0) {
		return [];
	}
	const begins = [...coverage, ...gaps].map(({ from }) => Date.parse(from));
	const earliest = begins.reduce(
		(one, other) => (other < one ? other : one),
		now - eventHistoryDays * day,
	);
	const window = { from: earliest - before, to: now };
	const places = Map.groupBy(coverageMap({ ...input, gaps, window }), ({ accountId }) => accountId);
	// a connection of archives alone has no account of its own, and what it read is told above
	const told = new Set([...coverage, ...gaps].map(({ source }) => source));
	const unknown = input.connections.filter(
		({ accountId, settings: { sources } }) =>
			accountId === undefined &&
			(sources.some(({ type }) => type === 'event-history') ||
				!sources.some((source) => told.has(sourceId(source)))),
	);
	return [
		...[...places].map(([accountId, regions]) => accountRow(accountId, regions, window)),
		...unknown.map(
			({ settings: { name } }): ConnectionRow => ({
				type: 'connection',
				id: `connection:${name}`,
				name,
			}),
		),
	];
}

export function failureRow(error: unknown): FailureRow {
	const message = error instanceof HistoryError ? error.message : '';
	return { type: 'failure', id: 'failure', message };
}

/** Rows below a row. */
export function below(row: CoverageRow): readonly CoverageRow[] {
	switch (row.type) {
		case 'account':
			return row.regions.map((region) => ({ ...region, parent: row }));
		case 'region': {
			const lines = row.lines.slice(0, maxLines).map((line) => ({ ...line, parent: row }));
			const more = row.lines.length - lines.length;
			return more > 0
				? [...lines, { type: 'more', id: `${row.id}/more`, lines: more, parent: row }]
				: lines;
		}
		default:
			return [];
	}
}

interface Window {
	readonly from: number;
	readonly to: number;
}

function accountRow(
	accountId: string,
	places: readonly PlaceStretches[],
	window: Window,
): AccountRow {
	return {
		type: 'account',
		id: `account:${accountId}`,
		accountId,
		regions: places.map(({ region, stretches }) => {
			const id = `account:${accountId}/${region}`;
			const lines = [
				...runs(stretches, window),
				...missing(stretches, 'failed'),
				...missing(stretches, 'quiet'),
			];
			return {
				type: 'region',
				id,
				accountId,
				region,
				lines: lines
					.toSorted((one, other) => (other.to ?? window.to) - (one.to ?? window.to))
					.map((line) => ({
						...line,
						type: 'line',
						// its end moves with every sync, where it begins does not
						id: JSON.stringify([id, line.state, line.from, isMissing(line.state) && line.gaps[0]]),
						accountId,
						region,
					})),
			};
		}),
	};
}

type Line = Omit<LineRow, 'type' | 'id' | 'accountId' | 'region' | 'parent'>;

interface Run {
	readonly first: CoverageStretch;
	last: CoverageStretch;
	readonly sources: Set<string>;
	readonly gaps: Set<Gap>;
	/** What stretches share that are one line. */
	readonly key: string;
}

/** Stretches as people see them: gaps do not break them, and neither does a change of sources. */
function runs(stretches: readonly CoverageStretch[], window: Window): readonly Line[] {
	const found: Run[] = [];
	let between: readonly Gap[] = [];
	for (const stretch of stretches) {
		if (isMissing(stretch.state)) {
			between = [...between, ...gapsOf(stretch)];
			continue;
		}
		const isTail = stretch.to === window.to && stretch.to - stretch.from <= fresh;
		if (isTail && stretch.state === 'unread' && found.length > 0) {
			continue;
		}
		const key = JSON.stringify([stretch.state, stretch.except, stretch.filling]);
		let run = found.at(-1);
		if (run?.key !== key) {
			run = { first: stretch, last: stretch, sources: new Set(), gaps: new Set(), key };
			found.push(run);
		} else {
			add(run.gaps, between);
		}
		between = [];
		run.last = stretch;
		add(run.sources, stretch.sources);
		add(run.gaps, stretch.gaps);
	}
	return found.map(({ first, last, sources, gaps }) => ({
		state: first.state,
		...(first.from > window.from && { from: first.from }),
		...(window.to - last.to > fresh && { to: last.to }),
		sources: [...sources].sort(),
		except: first.except,
		gaps: [...gaps],
		...(first.filling && { filling: first.filling }),
	}));
}

/** Told in rows of its own. */
function isMissing(state: StretchState): boolean {
	return state === 'failed' || state === 'quiet';
}

/** What sources could not give, or have nothing of, and no other knows; by source and reason. */
function missing(
	stretches: readonly CoverageStretch[],
	state: 'failed' | 'quiet',
): readonly Line[] {
	const open = stretches.filter((stretch) => stretch.state === state);
	const fillings = new Map(
		open.flatMap((stretch) => gapsOf(stretch).map((gap) => [gap, stretch.filling] as const)),
	);
	const groups = Map.groupBy(fillings.keys(), ({ source, reason }) =>
		JSON.stringify([source, reasonKind(reason)]),
	);
	return [...groups.values()].map((parts) => {
		const [filling] = parts.flatMap((gap) => fillings.get(gap) ?? []);
		const gaps = state === 'quiet' ? joinGaps(parts) : parts;
		return {
			state,
			from: least(gaps.map(({ from }) => Date.parse(from))),
			to: -least(gaps.map(({ to }) => -Date.parse(to))),
			sources: [...new Set(gaps.map(({ source }) => source))],
			except: [],
			gaps,
			...(filling && { filling }),
		};
	});
}

/** Other sources may know a part of a quiet time: the days that are told are those that nobody knows. */
function gapsOf({ state, gaps, from, to }: CoverageStretch): readonly Gap[] {
	return state !== 'quiet'
		? gaps
		: gaps.map((gap) => ({
				...gap,
				from: new Date(Math.max(from, Date.parse(gap.from))).toISOString(),
				to: new Date(Math.min(to, Date.parse(gap.to))).toISOString(),
			}));
}

// there may be more than a call takes as its arguments
function least(numbers: readonly number[]): number {
	return numbers.reduce((one, other) => (other < one ? other : one), Number.POSITIVE_INFINITY);
}

function add<T>(set: Set<T>, values: readonly T[]): void {
	for (const value of values) {
		set.add(value);
	}
}
