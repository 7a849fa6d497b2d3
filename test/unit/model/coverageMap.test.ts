import { describe, expect, it } from 'vitest';
import type { ConnectionSettings } from '../../../src/model/connectionSettings.ts';
import type { Coverage, Gap } from '../../../src/model/coverage.ts';
import { type CoverageMapInput, coverageMap } from '../../../src/model/coverageMap.ts';
import { createRandom } from '../../builders/random.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 22, 12);
const iso = (daysAgo: number) => new Date(now - daysAgo * day).toISOString();
const place = { accountId: '111122223333', region: 'us-east-1' };
const bucket = 's3://trail-logs';

function read(from: number, to: number, more: Partial<Coverage> = {}): Coverage {
	return {
		...place,
		source: 'event-history',
		from: iso(from),
		to: iso(to),
		complete: 'all',
		...more,
	};
}

function gap(from: number, to: number, more: Partial<Gap> = {}): Gap {
	return {
		...place,
		source: bucket,
		from: iso(from),
		to: iso(to),
		what: `${from}`,
		reason: 'Denied by KMS.',
		...more,
	};
}

const dev: ConnectionSettings = {
	name: 'dev',
	profile: 'dev',
	regions: ['us-east-1'],
	sources: [{ type: 'event-history' }],
};

function connected(sources: ConnectionSettings['sources'], accountId = '111122223333') {
	return { settings: { ...dev, sources }, accountId, regions: ['us-east-1'] };
}

function input(more: Partial<CoverageMapInput> = {}): CoverageMapInput {
	return {
		coverage: [],
		gaps: [],
		connections: [],
		lookBackDays: 90,
		window: { from: now - 200 * day, to: now },
		now,
		...more,
	};
}

/** The stretches of the only place: days ago, state, way. */
function stretches(more: Partial<CoverageMapInput>) {
	const [only, ...others] = coverageMap(input(more));
	expect(others).toEqual([]);
	return (only?.stretches ?? []).map(({ from, to, state, filling }) => [
		Math.round((now - from) / day),
		Math.round((now - to) / day),
		state,
		filling?.kind,
	]);
}

describe('coverageMap', () => {
	it('joins what several sources know, and names them', () => {
		const [only] = coverageMap(
			input({ coverage: [read(90, 0), read(150, 60, { source: bucket })] }),
		);
		expect(only?.stretches.map(({ state, sources }) => [state, ...sources])).toEqual([
			['unread'],
			['all', bucket],
			['all', 'event-history', bucket],
			['all', 'event-history'],
		]);
	});

	it('tells what Event history still has from what only log files have', () => {
		const connections = [connected([{ type: 'event-history' }])];
		expect(stretches({ coverage: [read(30, 0)], connections })).toEqual([
			[200, 90, 'unread', 'import'],
			[90, 30, 'unread', 'refresh'],
			[30, 0, 'all', undefined],
		]);
		expect(stretches({ coverage: [read(30, 0)], connections, lookBackDays: 40 })).toEqual([
			[200, 40, 'unread', 'import'],
			[40, 30, 'unread', 'refresh'],
			[30, 0, 'all', undefined],
		]);
	});

	it('fetches from an archive what Event history has not', () => {
		const source = { type: 's3' as const, bucket: 'trail-logs' };
		const connections = [connected([{ type: 'event-history' }, source])];
		const [only] = coverageMap(input({ coverage: [read(90, 0)], connections }));
		expect(only?.stretches[0]).toMatchObject({
			state: 'unread',
			filling: { kind: 'fetch', connection: 'dev', source },
		});
	});

	it('does not fetch from a bucket that is for others', () => {
		const source = { type: 's3' as const, bucket: 'trail-logs' };
		const ways = (
			settings: ConnectionSettings['sources'],
			accountId?: string,
			coverage: readonly Coverage[] = [read(90, 0)],
		) =>
			coverageMap(input({ coverage, connections: [connected(settings, accountId)] }))[0]
				?.stretches[0]?.filling?.kind;
		expect(ways([source], '444455556666')).toBe('import');
		expect(ways([{ ...source, organization: 'o-example' }], '444455556666')).toBe('fetch');
		expect(ways([{ ...source, accounts: ['444455556666'] }])).toBe('import');
		expect(ways([{ ...source, accounts: [place.accountId] }], '444455556666')).toBe('fetch');
		expect(ways([{ ...source, regions: ['eu-west-1'] }])).toBe('import');
		const held = [read(20, 10, { source: bucket })];
		expect(ways([source], '444455556666', held)).toBe('fetch');
	});

	it('takes a gap that another source covers for no hole', () => {
		expect(stretches({ coverage: [read(90, 0)], gaps: [gap(20, 10)] })).toEqual([
			[200, 90, 'unread', 'import'],
			[90, 0, 'all', undefined],
		]);
	});

	it('does not believe a source within its own gaps', () => {
		const coverage = [read(200, 0, { source: bucket })];
		const [only] = coverageMap(input({ coverage, gaps: [gap(20, 10), gap(15, 5)] }));
		expect(only?.stretches.map(({ state }) => state)).toEqual(['all', 'failed', 'all']);
		expect(only?.stretches[1]?.gaps).toHaveLength(2);
	});

	it('shows a gap within what is known for changes as such, with the gap', () => {
		const coverage = [read(200, 0, { complete: 'changes', except: ['TagResource'] })];
		const [only] = coverageMap(input({ coverage, gaps: [gap(20, 10)], lookBackDays: 1 }));
		expect(only?.stretches.every(({ state }) => state === 'changes')).toBe(true);
		expect(only?.stretches.flatMap(({ gaps }) => gaps)).toHaveLength(1);
		expect(only?.stretches[0]?.except).toEqual(['TagResource']);
	});

	it('misses an operation only where every source misses it', () => {
		const coverage = [
			read(200, 0, { complete: 'changes', except: ['TagResource', 'UntagResource'] }),
			read(200, 0, { complete: 'changes', except: ['UntagResource'], source: bucket }),
		];
		const [only] = coverageMap(input({ coverage }));
		expect(only?.stretches[0]?.except).toEqual(['UntagResource']);
	});

	it('reads the reads from a source that has them, not from the one that was asked', () => {
		const complete = { type: 'lake' as const, eventDataStore: 'abc', complete: 'all' as const };
		const changesOnly = { type: 's3' as const, bucket: 'trail-logs' };
		const coverage = [read(200, 0, { complete: 'changes', source: bucket })];
		const first = (sources: ConnectionSettings['sources']) =>
			coverageMap(input({ coverage, connections: [connected(sources)] }))[0]?.stretches[0];
		expect(first([changesOnly])?.filling).toEqual({ kind: 'import' });
		expect(first([changesOnly, complete])?.filling).toMatchObject({ source: complete });
	});

	it('asks another source first, and the one that failed where there is no other', () => {
		const s3 = { type: 's3' as const, bucket: 'trail-logs' };
		const logs = { type: 'cloudwatch-logs' as const, logGroup: 'trail' };
		const way = (sources: ConnectionSettings['sources']) =>
			coverageMap(input({ gaps: [gap(200, 100)], connections: [connected(sources)] }))[0]
				?.stretches[0]?.filling;
		expect(way([s3, logs])).toMatchObject({ source: logs });
		expect(way([s3])).toMatchObject({ source: s3 });
	});

	it('takes a quiet time for read, and asks only who may know more', () => {
		const quiet = gap(60, 50, { kind: 'quiet', reason: 'No log files.' });
		const lake = { type: 'lake', eventDataStore: 'store' } as const;
		const athena = { type: 'athena', database: 'd', table: 't' } as const;
		const s3 = { type: 's3', bucket: 'trail-logs' } as const;
		const known = [read(90, 60, { source: bucket }), read(50, 0, { source: bucket })];
		const given = { coverage: known, gaps: [quiet], window: { from: now - 80 * day, to: now } };
		const of = (...sources: ConnectionSettings['sources']) =>
			stretches({ ...given, connections: [connected(sources)] })[1];
		expect(of(s3, athena)).toEqual([60, 50, 'quiet', undefined]);
		expect(of(s3, athena, lake)).toEqual([60, 50, 'quiet', 'fetch']);
		expect(of(s3, { type: 'event-history' })).toEqual([60, 50, 'quiet', 'refresh']);
		// proven later, by any source
		expect(stretches({ ...given, coverage: [read(90, 0, { source: bucket })] })).toHaveLength(1);
		const failed = gap(60, 50, { source: 'lake:store', what: 'all' });
		expect(stretches({ ...given, gaps: [quiet, failed] })[1]?.[2]).toBe('failed');
	});

	it('asks a bucket not again that was asked and has nothing of the Region or the account', () => {
		const s3 = { type: 's3', bucket: 'trail-logs', organization: 'o-example' } as const;
		const quiet = { kind: 'quiet', reason: 'No log files.', region: '' } as const;
		const of = (...gaps: readonly Gap[]) =>
			stretches({ coverage: [read(90, 0)], gaps, connections: [connected([s3])] });
		expect(of(gap(150, 0, quiet))).toEqual([
			[200, 150, 'unread', 'fetch'],
			[150, 90, 'quiet', undefined],
			[90, 0, 'all', undefined],
		]);
		// that a bucket is of other accounts tells nothing of this one
		expect(of(gap(150, 0, { ...quiet, accountId: '' }))).toEqual([
			[200, 150, 'unread', 'fetch'],
			[150, 90, 'unread', 'import'],
			[90, 0, 'all', undefined],
		]);
		// what was denied may come the next time, whatever was said of other Regions
		expect(of(gap(150, 0, quiet), gap(120, 100))).toEqual([
			[200, 150, 'unread', 'fetch'],
			[150, 120, 'quiet', undefined],
			[120, 100, 'failed', 'fetch'],
			[100, 90, 'quiet', undefined],
			[90, 0, 'all', undefined],
		]);
	});

	it('tells a quiet time once, as that of its Region', () => {
		const quiet = { kind: 'quiet', reason: 'No log files.' } as const;
		const others = gap(200, 0, { ...quiet, region: '', what: 'others' });
		const [only] = coverageMap(
			input({ coverage: [read(90, 0)], gaps: [others, gap(200, 120, quiet)] }),
		);
		expect(only?.stretches.map(({ state }) => state)).toEqual(['quiet', 'all']);
		expect(only?.stretches[0]?.gaps.map(({ from, region }) => [from, region])).toEqual([
			[iso(200), 'us-east-1'],
			[iso(200), ''],
		]);
	});

	it('takes a gap of any account for one of each', () => {
		const coverage = [read(200, 0, { source: bucket })];
		const [only] = coverageMap(
			input({ coverage, gaps: [gap(20, 10, { accountId: '', region: '' })] }),
		);
		expect(only?.stretches.map(({ state }) => state)).toEqual(['all', 'failed', 'all']);
	});

	it('keeps a gap of no length', () => {
		const [only] = coverageMap(input({ gaps: [gap(20, 20)] }));
		expect(only?.stretches.flatMap(({ gaps }) => gaps)).toHaveLength(1);
	});

	it('has the places that are to be read, and no others', () => {
		const connections = [
			connected([{ type: 'event-history' }]),
			{ settings: { ...dev, name: 'new' }, regions: ['eu-west-1'] },
			connected([{ type: 'folder', path: '/logs' }], '444455556666'),
		];
		const coverage = [read(9, 3, { region: 'eu-central-1' })];
		expect(
			coverageMap(input({ coverage, connections })).map(({ stretches: _, ...each }) => each),
		).toEqual([{ ...place, region: 'eu-central-1' }, place]);
	});
});

describe('coverageMap of anything', () => {
	it.each(Array.from({ length: 60 }, (_, seed) => seed))('is true at every hour: %i', (seed) => {
		const random = createRandom(seed);
		const span = () => {
			const from = random.below(220);
			return [from, Math.max(0, from - random.below(40))] as const;
		};
		const source = () => random.pick(['event-history', bucket, 'athena:logs.trail']);
		const coverage = Array.from({ length: random.below(12) }, () =>
			read(...span(), {
				source: source(),
				complete: random.pick(['all', 'changes']),
				region: random.pick(['us-east-1', 'eu-west-1']),
			}),
		);
		const gaps = Array.from({ length: random.below(8) }, (_, index) =>
			gap(...span(), { source: source(), what: `${index}` }),
		).filter(({ from, to }) => from < to);
		const window = { from: now - 200 * day, to: now };
		for (const { stretches: found, ...where } of coverageMap(input({ coverage, gaps, window }))) {
			expect(found[0]?.from).toBe(window.from);
			expect(found.at(-1)?.to).toBe(window.to);
			for (const [index, stretch] of found.entries()) {
				expect(stretch.from).toBeLessThan(stretch.to);
				expect(stretch.to).toBe(found[index + 1]?.from ?? window.to);
				expect(stretch.filling === undefined).toBe(stretch.state === 'all');
			}
			for (let time = window.from; time < window.to; time += day / 2) {
				const isHere = (each: Coverage | Gap) =>
					each.accountId === where.accountId &&
					each.region === where.region &&
					Date.parse(each.from) <= time &&
					Date.parse(each.to) > time;
				const failed = gaps.filter(isHere).map((each) => each.source);
				const known = coverage.filter(isHere).filter((each) => !failed.includes(each.source));
				const state = known.some(({ complete }) => complete === 'all')
					? 'all'
					: known.length > 0
						? 'changes'
						: failed.length > 0
							? 'failed'
							: 'unread';
				const [stretch, ...others] = found.filter(({ from, to }) => from <= time && time < to);
				expect(others).toEqual([]);
				expect(stretch?.state).toBe(state);
				expect(stretch?.sources).toEqual(
					[
						...new Set(
							known
								.filter(({ complete }) => state === 'changes' || complete === state)
								.map((each) => each.source),
						),
					].sort(),
				);
			}
		}
	});

	it('takes thousands of gaps at once', () => {
		const gaps = Array.from({ length: 5000 }, (_, index) =>
			gap(190 - index / 50, 190 - index / 50 - 0.02, { what: `${index}` }),
		);
		const [only] = coverageMap(input({ coverage: [read(200, 0, { source: bucket })], gaps }));
		expect(only?.stretches.flatMap((stretch) => stretch.gaps)).toHaveLength(5000);
	});
});
