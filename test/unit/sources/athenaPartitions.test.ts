import { describe, expect, it } from 'vitest';
import { athenaSql } from '../../../src/sources/athena/athenaSql.ts';
import { readDateFormat } from '../../../src/sources/athena/dateFormat.ts';
import {
	isBoundedInTime,
	keyOf,
	partitionBounds,
	tableBegin,
} from '../../../src/sources/athena/partitionBounds.ts';
import { nowOf } from '../../../src/sources/athena/projectionRange.ts';
import { readTableShape } from '../../../src/sources/athena/tableShape.ts';
import { readHiveType } from '../../../src/sources/query/hiveType.ts';
import { recordFields } from '../../../src/sources/query/recordFields.ts';
import { trailColumns } from '../../builders/trailTable.ts';

const from = Date.parse('2026-01-05T06:00:00Z');
const to = Date.parse('2026-02-01T00:00:00Z');
const options = {
	slice: { from, to },
	accounts: [],
	regions: [],
	ownAccounts: [],
	ownRegions: [],
};

function shapeOf(
	keys: Readonly<Record<string, string>>,
	parameters: Readonly<Record<string, string>> = {},
) {
	return readTableShape({
		Columns: trailColumns.map(({ name, type }) => ({ Name: name, Type: type })),
		PartitionKeys: Object.entries(keys).map(([Name, Type]) => ({ Name, Type })),
		Parameters: parameters,
	});
}

const projected = (name: string, more: Readonly<Record<string, string>>) => ({
	'projection.enabled': 'TRUE',
	...Object.fromEntries(
		Object.entries(more).map(([what, value]) => [`projection.${name}.${what}`, value]),
	),
});

describe('bounds on partitions', () => {
	it.each([
		['yyyy/MM/dd', `t."ts" >= '2026/01/05' AND t."ts" <= '2026/02/01'`],
		['yyyy-MM-dd-HH', `t."ts" >= '2026-01-05-06' AND t."ts" <= '2026-02-01-23'`],
		["yyyy'/'MM", `t."ts" >= '2026/01' AND t."ts" <= '2026/02'`],
		['yyyy', `t."ts" >= '2026' AND t."ts" <= '2026'`],
	])('are dates as the projection writes them: %s', (format, expected) => {
		const shape = shapeOf({ ts: 'string' }, projected('ts', { type: 'date', format }));
		expect(partitionBounds(shape, options)).toEqual([expected]);
		expect(isBoundedInTime(shape)).toBe(true);
	});

	it('name each day where dates do not sort', () => {
		const shape = shapeOf({ d: 'string' }, projected('d', { type: 'date', format: 'dd-MM-yyyy' }));
		const slice = {
			from: Date.parse('2026-01-30T22:00:00Z'),
			to: Date.parse('2026-01-31T02:00:00Z'),
		};
		expect(partitionBounds(shape, { ...options, slice })).toEqual([
			`t."d" IN ('30-01-2026', '31-01-2026', '01-02-2026')`,
		]);
	});

	it('leave a projection alone that is written in no way known', () => {
		const shape = shapeOf({ w: 'string' }, projected('w', { type: 'date', format: "YYYY-'W'ww" }));
		expect(partitionBounds(shape, options)).toEqual([]);
		expect(isBoundedInTime(shape)).toBe(false);
	});

	it('allow all usual ways where nobody says how dates are written', () => {
		const [bound] = partitionBounds(shapeOf({ dt: 'string' }), options);
		expect(bound).toBe(
			`((t."dt" >= '2026/01/05' AND t."dt" <= '2026/02/01') OR (t."dt" >= '2026-01-05' AND t."dt" <= '2026-02-01') OR (t."dt" >= '20260105' AND t."dt" <= '20260201'))`,
		);
		expect(partitionBounds(shapeOf({ dt: 'int' }), options)).toEqual([
			't."dt" >= 20260105 AND t."dt" <= 20260201',
		]);
		expect(partitionBounds(shapeOf({ dt: 'date' }), options)).toEqual([
			`t."dt" >= DATE '2026-01-05' AND t."dt" <= DATE '2026-02-01'`,
		]);
	});

	it('name years and months, and the days of a month that is not whole', () => {
		const slice = {
			from: Date.parse('2025-12-01T00:00:00Z'),
			to: Date.parse('2026-01-01T00:00:00Z'),
		};
		expect(
			partitionBounds(shapeOf({ year: 'string', month: 'string', day: 'string' }), {
				...options,
				slice,
			}),
		).toEqual([
			`((t."year" = '2025' AND t."month" = '12') OR (t."year" = '2026' AND t."month" IN ('01', '1') AND t."day" IN ('01', '1')))`,
		]);
		expect(partitionBounds(shapeOf({ year: 'int', month: 'int' }), { ...options, slice })).toEqual([
			'((t."year" = 2025 AND t."month" = 12) OR (t."year" = 2026 AND t."month" = 1))',
		]);
		expect(partitionBounds(shapeOf({ year: 'int' }), options)).toEqual(['(t."year" = 2026)']);
	});

	it('name accounts and Regions that are asked for, or must be named', () => {
		const shape = shapeOf({ account: 'bigint', region: 'string' });
		expect(partitionBounds(shape, options)).toEqual([]);
		expect(
			partitionBounds(shape, {
				...options,
				accounts: ['011122223333', 'no number'],
				regions: ['a', "b'"],
			}),
		).toEqual(['t."account" = 11122223333', `t."region" IN ('a', 'b''')`]);
		const injected = shapeOf({ region: 'string' }, projected('region', { type: 'injected' }));
		expect(partitionBounds(injected, { ...options, ownRegions: ['x'] })).toEqual([
			`t."region" = 'x'`,
		]);
		expect(() => partitionBounds(injected, options)).toThrow(/partition key region/);
	});

	it('begin where the projection does', () => {
		const now = Date.parse('2026-11-20T00:00:00Z');
		const of = (range: string, format = 'yyyy/MM/dd') =>
			tableBegin(shapeOf({ ts: 'string' }, projected('ts', { type: 'date', format, range })), now);
		expect(of('2024/02/29,NOW')).toBe(Date.parse('2024-02-29'));
		expect(of('NOW-2YEARS,NOW')).toBe(Date.parse('2024-11-20'));
		expect(of('whenever,NOW')).toBeUndefined();
		const years = { type: 'integer', range: '2023,2040' };
		expect(tableBegin(shapeOf({ year: 'int' }, projected('year', years)), now)).toBe(
			Date.parse('2023-01-01'),
		);
	});
});

describe('the SQL', () => {
	it('has accounts of twelve digits, and takes them from the folders where the records lack them', () => {
		const shape = shapeOf({ account: 'bigint' });
		const columns = shape.columns.filter(({ name }) => name !== 'recipientaccountid');
		const sql = athenaSql({ database: 'd', table: 't', shape: { ...shape, columns } }, options);
		expect(sql).toContain(`lpad(CAST(t."account" AS VARCHAR), 12, '0') AS "account"`);
		expect(sql).toContain(`'recipientAccountId'`);
		expect(keyOf(shape, 'region')).toBeUndefined();
	});

	it('rounds times to the seconds of CloudTrail', () => {
		const shape = shapeOf({});
		const slice = { from: from + 1, to: to - 1 };
		const sql = athenaSql({ database: 'd', table: 't', shape }, { ...options, slice });
		expect(sql).toContain(`t."eventtime" >= '2026-01-05T06:00:01Z'`);
		expect(sql).toContain(`t."eventtime" < '2026-02-01T00:00:00Z'`);
	});
});

describe('types of Hive', () => {
	it('are read to their depths', () => {
		const type = readHiveType(
			'STRUCT<a:string, b:struct<`c`:map<string,string>,d:decimal(10,2)>,e:array<int>>',
		);
		expect(type).toEqual({
			kind: 'struct',
			fields: new Map<string, unknown>([
				['a', { kind: 'scalar', name: 'string' }],
				[
					'b',
					{
						kind: 'struct',
						fields: new Map<string, unknown>([
							['c', { kind: 'map' }],
							['d', { kind: 'scalar', name: 'decimal(10,2)' }],
						]),
					},
				],
				['e', { kind: 'array' }],
			]),
		});
	});

	it.each(['', '<<<', 'struct<', 'struct<:,:>', `${'struct<a:'.repeat(50)}x${'>'.repeat(50)}`])(
		'are never too broken: %s',
		(text) => {
			expect(recordFields([{ name: 'useridentity', type: text }])).toBeInstanceOf(Array);
		},
	);
});

describe('dates', () => {
	it('read what they write', () => {
		const format = readDateFormat("yyyy-MM-dd'T'HH:mm");
		const time = Date.parse('2026-01-05T06:07:00Z');
		expect(format?.format(time)).toBe('2026-01-05T06:07');
		expect(format?.parse('2026-01-05T06:07')).toBe(time);
		expect(format?.parse('2026-01-05')).toBeUndefined();
		expect(readDateFormat('MM/dd')).toBeUndefined();
		expect(readDateFormat('yy/MM')).toBeUndefined();
	});

	it('are told from now', () => {
		const now = Date.parse('2026-11-20T10:00:00Z');
		expect(nowOf('NOW', now)).toBe(now);
		expect(nowOf(' NOW - 13 MONTHS', now)).toBe(Date.parse('2025-10-20T10:00:00Z'));
		expect(nowOf('NOW+1DAY', now)).toBe(now + 86_400_000);
		expect(nowOf('NOWHERE', now)).toBeUndefined();
		expect(nowOf('NOW-999999YEARS', now)).toBeUndefined();
	});
});
