import { describe, expect, it } from 'vitest';
import type { ConnectionSettings } from '../../../src/model/connectionSettings.ts';
import type { Gap } from '../../../src/model/coverage.ts';
import { english } from '../../../src/model/translate.ts';
import { gapWords } from '../../../src/panel/gapWords.ts';
import { type GapOptions, timelineGaps } from '../../../src/panel/timelineGaps.ts';

const at = (hour: number) => Date.UTC(2026, 10, 1) + hour * 3_600_000;
const iso = (hour: number) => new Date(at(hour)).toISOString();

function read(from: number, to: number, region = 'us-east-1', complete: 'all' | 'changes' = 'all') {
	return {
		accountId: '111122223333',
		region,
		source: 'event-history',
		from: iso(from),
		to: iso(to),
		complete,
	};
}

function missing(from: number, to: number, what: string): Gap {
	return {
		accountId: '111122223333',
		region: 'us-east-1',
		source: 'event-history',
		from: iso(from),
		to: iso(to),
		what,
		reason: 'Denied by KMS.',
	};
}

function gaps(coverage: GapOptions['coverage'], more: Partial<GapOptions> = {}) {
	return timelineGaps({
		coverage,
		places: [{ region: 'us-east-1' }],
		withReads: true,
		from: at(0),
		to: at(20),
		least: 1,
		...more,
	}).map(({ from, to, kind }) => [(from - at(0)) / 3_600_000, (to - at(0)) / 3_600_000, kind]);
}

describe('timelineGaps', () => {
	it('is all of time where nothing was read', () => {
		expect(gaps([])).toEqual([[0, 20, 'unread']]);
		expect(gaps([], { places: [] })).toEqual([[0, 20, 'unread']]);
	});

	it('leaves out what was read, in however many stretches', () => {
		expect(gaps([read(2, 8), read(8, 12), read(6, 9), read(15, 30)])).toEqual([
			[0, 2, 'unread'],
			[12, 15, 'unread'],
		]);
	});

	it('tells what one of two Regions has', () => {
		const places = [{ region: 'us-east-1' }, { region: 'eu-west-1' }];
		expect(gaps([read(5, 20), read(10, 20, 'eu-west-1')], { places })).toEqual([
			[0, 5, 'unread'],
			[5, 10, 'partly'],
		]);
	});

	it('asks for reads only where reads are shown', () => {
		const changes = [read(0, 20, 'us-east-1', 'changes')];
		expect(gaps(changes)).toEqual([[0, 20, 'changes']]);
		expect(gaps(changes, { withReads: false })).toEqual([]);
	});

	it('does not take another account for this one', () => {
		const places = [{ accountId: '444455556666', region: 'us-east-1' }];
		expect(gaps([read(0, 20)], { places })).toEqual([[0, 20, 'unread']]);
	});

	it('leaves out gaps too short to be seen', () => {
		expect(gaps([read(0, 10), read(11, 20)], { least: 2 * 3_600_000 })).toEqual([]);
	});

	it('shows what a source could not give, however short, as long as can be seen', () => {
		const coverage = [read(0, 20)];
		const failed = [missing(5.1, 5.2, 'a'), missing(5.3, 5.4, 'b'), missing(12, 12.1, 'c')];
		expect(gaps(coverage, { gaps: failed, least: 3_600_000 })).toEqual([
			[5, 6, 'failed'],
			[12, 13, 'failed'],
		]);
		const other = { ...read(0, 20), source: 's3://trail-logs' };
		expect(gaps([...coverage, other], { gaps: failed, least: 3_600_000 })).toEqual([]);
	});
});

describe('the words of gaps', () => {
	const settings: ConnectionSettings = {
		name: 'dev',
		profile: 'dev',
		regions: [],
		sources: [{ type: 'event-history' }, { type: 's3', bucket: 'trail-logs' }],
	};

	function words(coverage: GapOptions['coverage'], more: Partial<GapOptions> = {}) {
		const holes = timelineGaps({
			coverage,
			places: [{ region: 'us-east-1' }],
			withReads: true,
			from: at(0),
			to: at(20),
			least: 1,
			connections: [{ settings, regions: [] }],
			...more,
		});
		return gapWords(holes, { now: at(20), t: english });
	}

	it('are none where all is known', () => {
		expect(words([read(0, 20)])).toEqual({ ways: [] });
	});

	it('name the source that fills a gap, and the time that it fills', () => {
		const now = at(10) + 90 * 86_400_000;
		const { gapText, ways } = words([read(15, 20)], { now });
		expect(gapText).toMatch(/^Hatched: not read between /);
		expect(ways).toEqual([
			{ run: 'refresh', title: 'Read Now' },
			{
				run: 'fetch',
				title: 'Fetch from S3 bucket trail-logs',
				fetch: { connection: 'dev', source: 's3://trail-logs', from: iso(0), to: iso(15) },
			},
			{ run: 'showCoverage', title: 'Show Coverage' },
		]);
	});

	it('say where there are no log files', () => {
		const quiet: Gap = { ...missing(5, 10, 'quiet'), source: 's3://trail-logs', kind: 'quiet' };
		const now = at(0) + 200 * 86_400_000;
		const { gapText, ways } = words([read(0, 5), read(10, 20)], { gaps: [quiet], now });
		expect(gapText).toMatch(
			/^Ruled: S3 bucket trail-logs was asked and has no log files of us-east-1 for days between .*, or the trail was off\.$/,
		);
		expect(ways).toEqual([{ run: 'showCoverage', title: 'Show Coverage' }]);
		const several = words([read(10, 20)], {
			gaps: [quiet, { ...quiet, what: 'others', accountId: '444455556666' }],
			places: ['111122223333', '444455556666'].map((accountId) => ({
				accountId,
				region: 'us-east-1',
			})),
		});
		expect(several.gapText).toContain('has no log files of 2 places for days');
		expect(gaps([read(0, 5), read(10, 20)], { gaps: [quiet] })).toEqual([[5, 10, 'quiet']]);
	});

	it('do not call all of a time unread where parts of it were read', () => {
		expect(words([read(5, 10)]).gapText).toMatch(/^Hatched: not all was read between /);
	});

	it('send nobody for log files that a source has', () => {
		const now = at(0) + 200 * 86_400_000;
		expect(words([], { now }).ways.map(({ run }) => run)).toEqual(['fetch', 'showCoverage']);
		const { gapText, ways } = words([], { now, connections: [] });
		expect(ways.map(({ run }) => run)).toEqual(['importLogs', 'showCoverage']);
		expect(gapText).toContain('no source goes back that far');
	});

	it('tell why a source could not give a part, as plain text', () => {
		const gaps = [{ ...missing(5, 6, 'a'), reason: 'Denied\u202e by KMS.' }];
		expect(words([read(0, 20)], { gaps }).gapText).toBe(
			'Marked on top: 1 part of a source could not be read: Denied by KMS.',
		);
		const two = [...gaps, missing(7, 8, 'b')];
		expect(words([read(0, 20)], { gaps: two }).gapText).toContain('2 parts');
	});

	it('tell that reads are missing, and send nobody for log files because of them', () => {
		const coverage = [read(0, 20, 'us-east-1', 'changes')];
		const { gapText, ways } = words(coverage, { connections: [] });
		expect(gapText).toMatch(/^Dotted: only changes are known before /);
		expect(ways.map(({ run }) => run)).toEqual(['showCoverage']);
	});
});
