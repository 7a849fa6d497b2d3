import { HistoryError } from '../../model/errors.ts';
import { isNumeric, readHiveType } from '../query/hiveType.ts';
import { identifier, isIn, literal } from '../query/sqlText.ts';
import { day } from '../query/timeSlices.ts';
import type { Span } from '../span.ts';
import { type DateFormat, readDateFormat } from './dateFormat.ts';
import { nowOf } from './projectionRange.ts';
import type { PartitionKey, TableShape } from './tableShape.ts';

/** What a partition key says of the records in it. */
export type KeyRole = 'date' | 'year' | 'month' | 'day' | 'account' | 'region' | 'other';

export interface BoundOptions {
	readonly slice: Span;
	/** Only these accounts and Regions; all if empty. */
	readonly accounts: readonly string[];
	readonly regions: readonly string[];
	/** Named where the table can only be asked for what is named. */
	readonly ownAccounts: readonly string[];
	readonly ownRegions: readonly string[];
}

/** A record is in the folder of the time that its log file was delivered at: up to a day later, ms. */
const deliveryMargin = day - 1;
const names: Readonly<Record<Exclude<KeyRole, 'other'>, readonly string[]>> = {
	date: [
		'timestamp',
		'date',
		'dt',
		'datehour',
		'ds',
		'event_date',
		'eventdate',
		'log_date',
		'logdate',
		'partition_date',
		'day',
	],
	year: ['year', 'yyyy'],
	month: ['month', 'mm'],
	day: ['day', 'dd'],
	account: ['account', 'accountid', 'account_id', 'aws_account', 'aws_account_id', 'awsaccountid'],
	region: ['region', 'aws_region', 'region_name', 'regionname'],
};
/** How dates are written in folders' names where nobody says how: no two of them mix in a range. */
const usualFormats = ['yyyy/MM/dd', 'yyyy-MM-dd', 'yyyyMMdd'].flatMap(
	(pattern) => readDateFormat(pattern) ?? [],
);

export function roleOf(key: PartitionKey, keys: readonly PartitionKey[]): KeyRole {
	const name = key.name.toLowerCase();
	if (key.projection?.type === 'date') {
		return 'date';
	}
	const ofYears = keys.some((other) => names.year.includes(other.name.toLowerCase()));
	const roles: readonly Exclude<KeyRole, 'other'>[] = ofYears
		? ['year', 'month', 'day', 'account', 'region']
		: ['date', 'account', 'region'];
	return roles.find((role) => names[role].includes(name)) ?? 'other';
}

/** The table's key of that role. */
export function keyOf({ partitionKeys }: TableShape, role: KeyRole): PartitionKey | undefined {
	return partitionKeys.find((key) => roleOf(key, partitionKeys) === role);
}

/** Does asking for less time scan less of the table? */
export function isBoundedInTime({ partitionKeys }: TableShape): boolean {
	return partitionKeys.some(
		(key) =>
			['date', 'year'].includes(roleOf(key, partitionKeys)) &&
			(key.projection?.type !== 'date' || formatOf(key) !== undefined),
	);
}

/**
 * Conditions that leave out partitions in which no wanted record can be.
 * @throws HistoryError where the table wants a value named that nobody knows
 */
export function partitionBounds(
	{ partitionKeys }: TableShape,
	options: BoundOptions,
): readonly string[] {
	return partitionKeys.flatMap((key) => {
		const column = `t.${identifier(key.name)}`;
		const role = roleOf(key, partitionKeys);
		switch (role) {
			case 'date':
				return dateBound(key, column, options.slice);
			case 'year':
				return monthsBound(partitionKeys, options.slice);
			case 'month':
			case 'day':
				// said with the year
				return [];
			case 'account':
				return valueBound(key, column, options.accounts, options.ownAccounts);
			case 'region':
				return valueBound(key, column, options.regions, options.ownRegions);
			default:
				return valueBound(key, column, [], []);
		}
	});
}

/** The first time that the projected partitions begin with, ms. */
export function tableBegin({ partitionKeys }: TableShape, now: number): number | undefined {
	for (const key of partitionKeys) {
		const [first] = key.projection?.range?.split(',') ?? [];
		if (first === undefined) {
			continue;
		}
		const role = roleOf(key, partitionKeys);
		const begin =
			role === 'date'
				? (nowOf(first, now) ?? formatOf(key)?.parse(first.trim()))
				: role === 'year' && /^\s*\d{4}\s*$/.test(first)
					? Date.UTC(Number(first))
					: undefined;
		if (begin !== undefined) {
			return begin;
		}
	}
	return undefined;
}

function formatOf({ projection }: PartitionKey): DateFormat | undefined {
	return readDateFormat(projection?.format ?? 'yyyy-MM-dd');
}

function dateBound(key: PartitionKey, column: string, slice: Span): readonly string[] {
	const [from, to] = [slice.from, slice.to + deliveryMargin];
	const type = readHiveType(key.type);
	const between = (first: string, last: string) => `${column} >= ${first} AND ${column} <= ${last}`;
	if (type.kind === 'scalar' && type.name === 'date') {
		const dateOf = (time: number) => `DATE ${literal(new Date(time).toISOString().slice(0, 10))}`;
		return [between(dateOf(from), dateOf(to))];
	}
	const formats = key.projection ? [formatOf(key) ?? []].flat() : usualFormats;
	const bounds = formats.flatMap((format) => {
		const written = (time: number) => typed(key, format.format(time)) ?? [];
		if (format.sorted) {
			const [first, last] = [written(from), written(to)].flat();
			return first === undefined || last === undefined ? [] : between(first, last);
		}
		const values = new Set<string>();
		for (let time = from; time < to + format.step; time += Math.min(format.step, day)) {
			values.add(format.format(Math.min(time, to)));
		}
		return isIn(
			column,
			[...values].flatMap((value) => typed(key, value) ?? []),
		);
	});
	return bounds.length > 1 ? [`(${bounds.map((bound) => `(${bound})`).join(' OR ')})`] : bounds;
}

/** Of keys of year, month and day: whole months without their days, begun ones with them. */
function monthsBound(keys: readonly PartitionKey[], slice: Span): readonly string[] {
	const months = new Map<string, Set<string>>();
	const end = slice.to + deliveryMargin;
	for (let time = Math.floor(slice.from / day) * day; time <= end; time += day) {
		const date = new Date(time).toISOString();
		const days = months.get(date.slice(0, 7)) ?? new Set();
		months.set(date.slice(0, 7), days.add(date.slice(8, 10)));
	}
	const conditions = [...months].map(([month, days]) => {
		const whole = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0));
		const parts = [
			partBound(keys, 'year', [month.slice(0, 4)]),
			partBound(keys, 'month', [month.slice(5)]),
			days.size === whole.getUTCDate() ? undefined : partBound(keys, 'day', [...days]),
		];
		return `(${parts.filter((part) => part !== undefined).join(' AND ')})`;
	});
	const different = [...new Set(conditions)];
	return [different.length === 1 ? different.join('') : `(${different.join(' OR ')})`];
}

function partBound(
	keys: readonly PartitionKey[],
	role: KeyRole,
	values: readonly string[],
): string | undefined {
	const key = keys.find((each) => roleOf(each, keys) === role);
	if (!key) {
		return undefined;
	}
	const numeric = isNumeric(readHiveType(key.type));
	// 01 or 1: nobody says which
	const texts = values.flatMap((value) =>
		numeric ? [String(Number(value))] : [...new Set([value, String(Number(value))])].map(literal),
	);
	return isIn(`t.${identifier(key.name)}`, texts);
}

function valueBound(
	key: PartitionKey,
	column: string,
	wanted: readonly string[],
	own: readonly string[],
): readonly string[] {
	const injected = key.projection?.type === 'injected';
	const values = wanted.length > 0 ? wanted : injected ? own : [];
	if (injected && values.length === 0) {
		throw new HistoryError(
			'bad-query',
			`The table can be asked only for named values of its partition key ${key.name}. Choose accounts and Regions, or make the key an "enum" in the table's properties.`,
		);
	}
	const literals = values.flatMap((value) => typed(key, value) ?? []);
	return literals.length === 0 ? [] : [isIn(column, literals)];
}

/** @returns undefined where a number is wanted and the text is none. */
function typed(key: PartitionKey, text: string): string | undefined {
	if (!isNumeric(readHiveType(key.type))) {
		return literal(text);
	}
	return /^\d+$/.test(text) ? String(BigInt(text)) : undefined;
}
