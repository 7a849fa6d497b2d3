import type { Coverage } from '../model/coverage.ts';
import { HistoryError } from '../model/errors.ts';
import type { Scope } from '../model/scope.ts';
import type { Connection } from './connection.ts';
import { mergeStretches, type Stretch, withAll } from './coverageMerge.ts';
import { visibleAccounts } from './places.ts';

interface Row {
	readonly account_id: string;
	readonly region: string;
	readonly source: string;
	readonly complete: Coverage['complete'];
	readonly except_names: string;
	readonly from_ms: number;
	readonly to_ms: number;
}

const key = 'account_id = ? AND region = ? AND source = ? AND complete = ? AND except_names = ?';

/** Adds what was read, inside a transaction of the caller's; stretches that meet become one. */
export function saveCoverage(connection: Connection, coverage: readonly Coverage[]): void {
	for (const { accountId, region, source, complete, except, from, to } of coverage) {
		const names = JSON.stringify(complete === 'all' ? [] : sorted(except ?? []));
		const stretch = { from: epoch(from), to: epoch(to) };
		if (stretch.from >= stretch.to) {
			continue;
		}
		const place = [accountId, region, source, complete, names] as const;
		const known = connection
			.all<Row>(
				`SELECT * FROM coverage WHERE ${key} AND from_ms <= ? AND to_ms >= ?`,
				...place,
				stretch.to,
				stretch.from,
			)
			.map((row) => ({ from: row.from_ms, to: row.to_ms }));
		const [merged = stretch] = mergeStretches([...known, stretch]);
		for (const { from: start } of known) {
			connection.run(`DELETE FROM coverage WHERE ${key} AND from_ms = ?`, ...place, start);
		}
		connection.run(
			'INSERT INTO coverage VALUES (?, ?, ?, ?, ?, ?, ?)',
			...place,
			merged.from,
			merged.to,
		);
	}
}

/**
 * What was read, merged by account, Region, source and completeness. Stretches of which everything
 * is known count as read for changes where they adjoin such stretches; a `changes` stretch that
 * says no more than an `all` stretch is left out.
 */
export function readCoverage(connection: Connection, scope?: Scope): Coverage[] {
	const accounts = scope && visibleAccounts(connection, scope);
	const rows = connection.all<Row>(
		'SELECT * FROM coverage ORDER BY account_id, region, source, from_ms',
	);
	const groups = Map.groupBy(
		rows.filter((row) => accounts?.has(row.account_id) ?? true),
		(row) => JSON.stringify([row.account_id, row.region, row.source]),
	);
	return [...groups.values()].flatMap(groupCoverage);
}

function groupCoverage(rows: readonly Row[]): Coverage[] {
	const [first] = rows;
	if (!first) {
		return [];
	}
	const place = { accountId: first.account_id, region: first.region, source: first.source };
	const all = mergeStretches(rows.filter((row) => row.complete === 'all').map(stretchOf));
	const changes = withAll(
		rows
			.filter((row) => row.complete === 'changes')
			.map((row) => ({ ...stretchOf(row), except: names(row.except_names) })),
		all,
	);
	return [
		...all.map((stretch) => ({ ...place, ...times(stretch), complete: 'all' as const })),
		...changes.map(({ except, ...stretch }) => ({
			...place,
			...times(stretch),
			complete: 'changes' as const,
			...(except.length > 0 && { except }),
		})),
	];
}

function stretchOf(row: Row): Stretch {
	return { from: row.from_ms, to: row.to_ms };
}

function times(stretch: Stretch): { from: string; to: string } {
	return { from: new Date(stretch.from).toISOString(), to: new Date(stretch.to).toISOString() };
}

function names(json: string): readonly string[] {
	const value: unknown = JSON.parse(json);
	return Array.isArray(value) ? value.map(String) : [];
}

function sorted(texts: readonly string[]): readonly string[] {
	return [...new Set(texts)].sort();
}

function epoch(text: string): number {
	const time = Date.parse(text);
	if (Number.isNaN(time)) {
		throw new HistoryError('internal', 'Coverage without a valid time.');
	}
	return time;
}
