import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../../src/model/coverage.ts';
import { lateness, planReading } from '../../../src/sync/plan.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const hour = 3_600_000;
const day = 24 * hour;
const place = { accountId: '111122223333', region: 'eu-west-1' };

function coverage(from: number, to: number, more: Partial<Coverage> = {}): Coverage {
	return {
		...place,
		source: 'event-history',
		from: new Date(from).toISOString(),
		to: new Date(to).toISOString(),
		complete: 'all',
		...more,
	};
}

function plan(known: readonly Coverage[], lookBackDays = 30) {
	return planReading({ ...place, coverage: known, now, lookBackDays });
}

describe('planReading', () => {
	it('wants the whole window where nothing is known', () => {
		const window = { from: now - 30 * day, to: now };
		expect(plan([])).toEqual({ all: [window], changes: [window] });
	});

	it('never asks for more than CloudTrail keeps, nor for fractions of a second', () => {
		const { all } = planReading({ ...place, coverage: [], now: now + 123, lookBackDays: 400 });
		expect(all).toEqual([{ from: now - 90 * day + 60_000, to: now }]);
	});

	it('wants the newest part again, where events may still appear late', () => {
		const known = coverage(now - 40 * day, now - hour);
		expect(plan([known]).all).toEqual([{ from: now - hour - lateness, to: now }]);
	});

	it('wants holes, newest first, and takes touching coverage as one', () => {
		const known = [
			coverage(now - 40 * day, now - 20 * day),
			coverage(now - 20 * day, now - 10 * day),
			coverage(now - 5 * day, now),
		];
		expect(plan(known).all).toEqual([
			{ from: now - lateness, to: now },
			{ from: now - 10 * day - lateness, to: now - 5 * day },
		]);
	});

	it('wants changes only where neither all nor the changes are known', () => {
		const known = [
			coverage(now - 40 * day, now - 2 * hour, { complete: 'changes', except: ['TagResource'] }),
			coverage(now - 10 * day, now - hour),
		];
		expect(plan(known)).toEqual({
			all: [
				{ from: now - hour - lateness, to: now },
				{ from: now - 30 * day, to: now - 10 * day },
			],
			changes: [{ from: now - hour - lateness, to: now }],
		});
	});

	it('takes no coverage of the future, of a clock that was wrong, for the present', () => {
		const known = [coverage(now - 40 * day, now + day), coverage(now + day, now + 2 * day)];
		expect(plan(known).all).toEqual([{ from: now - lateness, to: now }]);
	});

	it('takes no notice of other accounts, Regions and sources', () => {
		const known = [
			coverage(now - 40 * day, now, { accountId: '444455556666' }),
			coverage(now - 40 * day, now, { region: 'us-east-1' }),
			coverage(now - 40 * day, now, { source: 'sample' }),
		];
		expect(plan(known).all).toEqual([{ from: now - 30 * day, to: now }]);
	});
});
