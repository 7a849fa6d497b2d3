import { HistoryError } from '../model/errors.ts';
import type { TimeBin, TimeBins } from '../model/query.ts';
import { isFailed, isRead } from './callClass.ts';
import { idRange } from './callId.ts';
import { idQuery, streamsOf } from './callIds.ts';
import { type Connection, goesOnSql } from './connection.ts';
import { hasOwnListings, streamRange } from './counts.ts';
import { type FilterPlan, narrow } from './filterPlan.ts';

type Part = 'changes' | 'reads' | 'failures';

/** Each call is in exactly one part, so that the parts can be stacked. */
const parts: readonly Part[] = ['changes', 'reads', 'failures'];
const maxBins = 1000;

interface BinRow {
	readonly bin: number;
	readonly calls: number;
}

/** The calls of a plan over time; without a plan the bins are empty. @throws HistoryError `bad-query` */
export function countBins(
	connection: Connection,
	plan: FilterPlan | undefined,
	wanted: TimeBins,
): TimeBin[] {
	const { min, max } = idRange(wanted.from, wanted.to);
	const count = wanted.bins;
	if (!Number.isInteger(count) || count < 1 || count > maxBins || min >= max) {
		throw new HistoryError(
			'bad-query',
			`A timeline needs 1 to ${maxBins} bins and a start before its end.`,
		);
	}
	const bins = emptyBins(wanted);
	if (plan) {
		const within = { ...plan, min: Math.max(plan.min, min), max: Math.min(plan.max, max) };
		// what SQLite divides stays below 2 ** 63: an id has 52 bits, a number of bins 10
		const bin = `(call_id - ${min}) * ${count} / ${max - min}`;
		const bounds = Array.from({ length: count + 1 }, (_, index) =>
			Math.ceil(min + (index * (max - min)) / count),
		);
		const add = (part: Part, rows: readonly BinRow[]) => {
			for (const row of rows) {
				const into = bins[row.bin];
				if (into) {
					into[part] += row.calls;
				}
			}
		};
		if (hasOwnListings(plan)) {
			countListed(connection, within, bounds, add);
		} else {
			countFound(connection, within, bin, add);
		}
	}
	return bins;
}

type Add = (part: Part, rows: readonly BinRow[]) => void;

function partOf(callClass: number): Part {
	return isFailed(callClass) ? 'failures' : isRead(callClass) ? 'reads' : 'changes';
}

function countListed(
	connection: Connection,
	plan: FilterPlan,
	bounds: readonly number[],
	add: Add,
): void {
	for (const stream of streamsOf(connection, plan)) {
		const rows = Array.from({ length: bounds.length - 1 }, (_, bin) => ({
			bin,
			calls: streamRange(
				connection,
				stream,
				Math.max(bounds[bin] ?? 0, plan.min),
				Math.min(bounds[bin + 1] ?? 0, plan.max),
			).calls,
		}));
		add(partOf(stream.callClass), rows);
	}
}

function countFound(connection: Connection, plan: FilterPlan, bin: string, add: Add): void {
	for (const part of parts) {
		const query = idQuery(narrow(plan, (callClass) => partOf(callClass) === part));
		if (query) {
			const sql = `SELECT ${bin} AS bin, count(*) AS calls
				FROM (SELECT id AS call_id FROM (${query.sql}) WHERE ${goesOnSql}) GROUP BY bin`;
			add(part, connection.all<BinRow>(sql, ...query.values));
		}
	}
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function emptyBins({ from, to, bins }: TimeBins): Mutable<TimeBin>[] {
	const start = Date.parse(from);
	const size = (Date.parse(to) - start) / bins;
	const time = (bin: number) => new Date(Math.round(start + bin * size)).toISOString();
	return Array.from({ length: bins }, (_, bin) => ({
		from: time(bin),
		to: time(bin + 1),
		changes: 0,
		reads: 0,
		failures: 0,
	}));
}
