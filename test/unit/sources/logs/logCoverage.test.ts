import { describe, expect, it } from 'vitest';
import type { Gap } from '../../../../src/model/coverage.ts';
import { LogCoverage, type LogCoverageOptions } from '../../../../src/sources/logs/logCoverage.ts';

const minute = 60_000;
const hour = 60 * minute;
const now = Date.parse('2026-11-22T12:00:00Z');
const ago = (ms: number) => now - ms;
const iso = (time: number) => new Date(time).toISOString();
const place = { accountId: '111122223333', region: 'us-east-1' };
const source = 'cloudwatch-logs:trail';

function coverageOf(options: Partial<LogCoverageOptions> = {}): LogCoverage {
	return new LogCoverage({
		...{ window: { from: ago(20 * hour), to: now }, oldest: 0, now, source },
		...{ complete: 'changes', before: [], oldGaps: [], narrowing: {} },
		...options,
	});
}

const gapOf = (from: number, to: number): Gap => ({
	...{ accountId: '', region: '', source, from: iso(from), to: iso(to), reason: 'failed' },
	what: `${iso(from)}/${iso(to)}`,
});
const times = (coverage: LogCoverage) =>
	coverage.takeCoverage([place]).map(({ from, to }) => [Date.parse(from), Date.parse(to)]);

describe('what is known once parts of a log group were read', () => {
	it('asks for what may be delivered late, and as of clocks that are fast', () => {
		expect(coverageOf().asked).toEqual({ from: ago(20 * hour + 5 * minute), to: now });
		const past = coverageOf({ window: { from: ago(20 * hour), to: ago(9 * hour) } });
		expect(past.asked.to).toBe(ago(7 * hour));
	});

	it('is what no later delivery can add to', () => {
		const coverage = coverageOf();
		coverage.sawRecord(coverage.asked.from);
		coverage.read({ from: ago(10 * hour), to: ago(5 * hour) }, 7);
		expect(times(coverage)).toEqual([[ago(10 * hour - 5 * minute), ago(7 * hour)]]);
		// nothing new, nothing said
		expect(times(coverage)).toEqual([]);
		coverage.read({ from: ago(5 * hour), to: now }, 7);
		expect(times(coverage)).toEqual([[ago(7 * hour), ago(15 * minute)]]);
	});

	it('is told of a place that is found later from the begin', () => {
		const coverage = coverageOf();
		coverage.sawRecord(coverage.asked.from);
		coverage.read(coverage.asked, 7);
		expect(times(coverage)).toHaveLength(1);
		const [late] = coverage.takeCoverage([place, { ...place, region: 'eu-central-1' }]);
		expect(late).toEqual({
			...{ accountId: '111122223333', region: 'eu-central-1', source, complete: 'changes' },
			...{ from: iso(ago(20 * hour)), to: iso(ago(15 * minute)) },
		});
	});

	it('is nothing while no record was seen, and quiet time after the first one', () => {
		const coverage = coverageOf();
		coverage.read({ from: ago(5 * hour), to: now }, 0);
		expect(times(coverage)).toEqual([]);
		coverage.read({ from: ago(10 * hour), to: ago(5 * hour) }, 3);
		// by the end of that part there was one, but when in it is not known
		expect(times(coverage)).toEqual([[ago(5 * hour - 5 * minute), ago(15 * minute)]]);
		coverage.sawRecord(ago(8 * hour));
		expect(times(coverage)).toEqual([[ago(8 * hour - 5 * minute), ago(5 * hour - 5 * minute)]]);
	});

	it('is quiet time too where the group is known from before', () => {
		const before = [
			{ ...place, source, complete: 'changes', from: iso(ago(90 * hour)), to: iso(ago(80 * hour)) },
		] as const;
		const coverage = coverageOf({ before });
		coverage.read(coverage.asked, 0);
		expect(times(coverage)).toEqual([[ago(20 * hour), ago(15 * minute)]]);
	});
});

describe('gaps of a log group', () => {
	it('are of the calls that may be in what was not read, and no others', () => {
		const coverage = coverageOf();
		expect(coverage.lose({ from: ago(10 * hour), to: ago(9 * hour) }, 'failed')).toEqual({
			...gapOf(ago(10 * hour), ago(9 * hour)),
			from: iso(ago(12 * hour)),
			to: iso(ago(9 * hour - 5 * minute)),
		});
		expect(coverage.lose(coverage.asked, 'failed')).toMatchObject({
			from: iso(ago(20 * hour)),
			to: iso(now),
		});
		const past = coverageOf({ window: { from: ago(20 * hour), to: ago(9 * hour) } });
		expect(
			past.lose({ from: ago(20 * hour + 5 * minute), to: ago(20 * hour + 5 * minute) }, ''),
		).toBeUndefined();
	});

	it('leave no time that is neither known nor lost', () => {
		const coverage = coverageOf();
		coverage.sawRecord(coverage.asked.from);
		const lost = { from: ago(10 * hour), to: ago(9 * hour) };
		coverage.read({ from: coverage.asked.from, to: lost.from }, 7);
		coverage.read({ from: lost.to, to: coverage.asked.to }, 7);
		const gap = coverage.lose(lost, 'failed');
		const known = times(coverage).toSorted(([a = 0], [b = 0]) => a - b);
		expect(known).toEqual([
			[ago(20 * hour), Date.parse(gap?.from ?? '')],
			[Date.parse(gap?.to ?? ''), ago(15 * minute)],
		]);
	});

	it('close once all of their time was asked again', () => {
		const inside = gapOf(ago(10 * hour), ago(9 * hour));
		const beyond = gapOf(ago(30 * hour), ago(19 * hour));
		const strange = { ...inside, what: 'a.json.gz' };
		const coverage = coverageOf({ oldGaps: [inside, beyond, strange] });
		coverage.read({ from: ago(20 * hour), to: ago(9.5 * hour) }, 7);
		expect(coverage.takeClosedGaps()).toEqual([]);
		coverage.read({ from: ago(9.5 * hour), to: now }, 0);
		expect(coverage.takeClosedGaps()).toEqual([inside.what]);
		expect(coverage.takeClosedGaps()).toEqual([]);
	});

	it('close only where all of their Regions were asked again', () => {
		const whole = gapOf(ago(10 * hour), ago(9 * hour));
		const one = { ...whole, what: `${whole.what} eu-west-1` };
		const asked = (regions: readonly string[]) => {
			const coverage = coverageOf({ oldGaps: [whole, one], narrowing: { regions } });
			coverage.read({ from: ago(20 * hour), to: now }, 7);
			return coverage.takeClosedGaps();
		};
		expect(asked(['us-east-1'])).toEqual([]);
		expect(asked(['us-east-1', 'eu-west-1'])).toEqual([one.what]);
		expect(asked([])).toEqual([whole.what, one.what]);
		const lost = coverageOf({ narrowing: { regions: ['eu-west-1'] } });
		expect(lost.lose({ from: ago(10 * hour), to: ago(9 * hour) }, 'failed')?.what).toBe(one.what);
	});

	it('stay where the same time is lost again, and give way to smaller ones', () => {
		const same = gapOf(ago(10 * hour), ago(9 * hour));
		const large = gapOf(ago(8 * hour), ago(4 * hour));
		const coverage = coverageOf({ oldGaps: [same, large] });
		coverage.lose({ from: ago(10 * hour), to: ago(9 * hour) }, 'failed');
		coverage.lose({ from: ago(6 * hour), to: ago(5 * hour) }, 'failed');
		coverage.read({ from: ago(8 * hour), to: ago(6 * hour) }, 7);
		coverage.read({ from: ago(5 * hour), to: now }, 7);
		expect(coverage.takeClosedGaps()).toEqual([large.what]);
	});
});
