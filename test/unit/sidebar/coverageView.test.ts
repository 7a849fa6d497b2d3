import { describe, expect, it } from 'vitest';
import type { ConnectionSettings, SourceSettings } from '../../../src/model/connectionSettings.ts';
import type { Coverage, Gap } from '../../../src/model/coverage.ts';
import {
	below,
	type CoverageRow,
	type CoverageRowsInput,
	coverageRows,
} from '../../../src/sidebar/coverageRows.ts';
import { coverageDetails, coverageWords } from '../../../src/sidebar/coverageWords.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const place = { accountId: '111122223333', region: 'us-east-1' };
const s3 = { type: 's3', bucket: 'trail-logs' } as const;
const words = { now, locale: 'en-GB' };

const stretch: Coverage = {
	...place,
	source: 'event-history',
	from: '2026-09-03T12:00:00Z',
	to: '2026-11-22T11:58:00Z',
	complete: 'all',
};
const older: Coverage = {
	...stretch,
	source: 's3://trail-logs',
	from: '2025-05-01T12:00:00Z',
	to: '2026-09-10T12:00:00Z',
	complete: 'changes',
};

function denied(what: string, hour: number): Gap {
	const from = Date.UTC(2026, 5, 12, hour);
	return {
		...place,
		source: 's3://trail-logs',
		what,
		from: new Date(from).toISOString(),
		to: new Date(from + 1_800_000).toISOString(),
		reason: 'Denied by KMS.',
	};
}

function rows(more: Partial<CoverageRowsInput> = {}, sources: ConnectionSettings['sources'] = []) {
	const settings = { name: 'dev', profile: 'dev', regions: [], sources };
	return coverageRows({
		coverage: [stretch],
		gaps: [],
		connections: [{ settings, accountId: place.accountId, regions: ['us-east-1'] }],
		lookBackDays: 90,
		now,
		...more,
	});
}

function all(given: readonly CoverageRow[]): readonly CoverageRow[] {
	return given.flatMap((row) => [row, ...all(below(row))]);
}

function lines(...given: Parameters<typeof rows>) {
	return all(rows(...given))
		.filter(({ type }) => type === 'line' || type === 'more')
		.map((row) => {
			const { label, description, context } = coverageWords(row, words);
			return [label, description ?? '', context];
		});
}

describe('the Coverage view', () => {
	it('has no row where nothing was read: the welcome speaks', () => {
		expect(rows({ coverage: [] }, [{ type: 'event-history' }])).toEqual([]);
	});

	it('names accounts and Regions', () => {
		const [account, region] = all(rows());
		const named = { ...words, accountNames: { [place.accountId]: 'Production' } };
		expect(account && coverageWords(account, words).label).toBe(place.accountId);
		expect(account && coverageWords(account, named)).toMatchObject({
			label: 'Production',
			description: place.accountId,
		});
		expect(region && coverageWords(region, words)).toMatchObject({
			label: 'us-east-1',
			description: 'since 3 Sept',
		});
	});

	it('does not leave out a connection that led to no account yet', () => {
		const settings = { name: 'new', profile: 'new', regions: [], sources: [] };
		const last = rows({ connections: [{ settings, regions: [] }] }).at(-1);
		expect(last && coverageWords(last, words)).toMatchObject({
			label: 'new',
			description: 'account not known yet: nothing was read',
		});
		expect(rows({ coverage: [], connections: [{ settings, regions: [] }] })).toEqual([]);
	});

	it('leaves out a connection of archives that were read, not one of Event history', () => {
		const named = (...sources: SourceSettings[]) => {
			const settings = { name: 'new', profile: 'new', regions: [], sources };
			const connections = [{ settings, regions: [] }];
			return rows({ coverage: [stretch, older], connections }).map(({ type }) => type);
		};
		expect(named(s3)).not.toContain('connection');
		expect(named({ type: 'event-history' })).toContain('connection');
		expect(named({ type: 's3', bucket: 'another' })).toContain('connection');
	});

	it('says what is known, and what is not', () => {
		expect(lines()).toEqual([
			['Everything since 3 Sept', 'Event history', 'known'],
			['Not read: before 3 Sept', 'import log files', 'hole'],
		]);
		expect(lines({ coverage: [stretch, older] }, [{ type: 'event-history' }, s3])).toEqual([
			['Everything since 3 Sept', 'Event history', 'known'],
			['Only changes 24 Aug – 3 Sept', 'S3 bucket trail-logs · read it now', 'hole'],
			['Only changes 1 May 2025 – 24 Aug', 'S3 bucket trail-logs', 'known'],
			['Not read: before 1 May 2025', 'fetch from S3 bucket trail-logs', 'hole'],
		]);
	});

	it('says when it was not read for a while', () => {
		const coverage = [{ ...stretch, to: '2026-11-22T06:00:00Z' }];
		const [first, second] = lines({ coverage }, [{ type: 'event-history' }]);
		expect(first?.[0]).toMatch(/^Not read: since 22 Nov, /);
		expect(first?.slice(1)).toEqual(['read it now', 'hole']);
		expect(second?.[0]).toMatch(/^Everything 3 Sept – 22 Nov, /);
	});

	it('tells what a source could not give in one row a reason, and in no second place', () => {
		const gaps = [denied('a', 9), denied('b', 10), denied('c', 14)];
		const coverage = [stretch, { ...older, complete: 'all' as const }];
		expect(lines({ coverage, gaps }, [s3])).toEqual([
			['Everything since 1 May 2025', 'with gaps · Event history, S3 bucket trail-logs', 'known'],
			[
				'3 objects of 12 Jun could not be read',
				'Denied by KMS. · fetch from S3 bucket trail-logs',
				'hole',
			],
			['Not read: before 1 May 2025', 'fetch from S3 bucket trail-logs', 'hole'],
		]);
		const known = { ...stretch, from: '2025-05-01T12:00:00Z' };
		expect(lines({ coverage: [known, ...coverage], gaps }, [s3]).map(([label]) => label)).toEqual([
			'Everything since 1 May 2025',
			'Not read: before 1 May 2025',
		]);
	});

	it("writes numbers in VS Code's language, as days", () => {
		const many = { ...denied('a', 9), parts: 1234 };
		const failed = all(rows({ gaps: [many] }, [s3])).find(
			(row) => row.type === 'line' && row.state === 'failed',
		);
		expect(failed && coverageWords(failed, { now, locale: 'de' }).label).toMatch(/^1\.234 objects/);
	});

	it('says where there are no log files, without a break in what is known, and offers no bucket', () => {
		const quiet = (from: string, to: string): Gap => ({
			...{ ...denied(`k ${from}`, 1), from, to, kind: 'quiet', reason: 'No log files.' },
		});
		const one = quiet('2026-05-03T00:00:00Z', '2026-05-06T00:00:00Z');
		const coverage = [
			stretch,
			{ ...older, complete: 'all' as const, to: one.from },
			{ ...older, complete: 'all' as const, from: one.to },
		];
		expect(lines({ coverage, gaps: [one] }, [s3])).toEqual([
			[
				'Everything since 1 May 2025',
				'with quiet days · Event history, S3 bucket trail-logs',
				'known',
			],
			[
				expect.stringMatching(/^No log files \d May – \d May$/),
				'nothing happened, or the trail was off · S3 bucket trail-logs was asked',
				'known',
			],
			['Not read: before 1 May 2025', 'fetch from S3 bucket trail-logs', 'hole'],
		]);
		const [, region] = all(rows({ coverage, gaps: [one] }, [s3]));
		expect(region && coverageWords(region, words).description).toBe(
			'since 1 May 2025 · with quiet days',
		);
		const other = quiet('2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z');
		const cut = [
			...coverage.slice(0, 2),
			{ ...older, complete: 'all' as const, from: one.to, to: other.from },
			{ ...older, complete: 'all' as const, from: other.to },
		];
		const [, row] = all(rows({ coverage: cut, gaps: [one, other] }, [s3])).filter(
			({ type }) => type === 'line',
		);
		expect(row && coverageWords(row, words).label).toMatch(/^No log files on 4 days of \d May – /);
		const details = (row && coverageDetails(row, words)) ?? [];
		expect(details.filter((line) => line.startsWith('No log files '))).toHaveLength(2);
		expect(details.join('|')).not.toContain('fetched');
		// other sources know a part of it, or many gaps are joined over days that are known
		const long = { ...other, from: one.from, parts: 9 };
		const [, told] = all(rows({ coverage: cut, gaps: [long] }, [s3])).filter(
			({ type }) => type === 'line',
		);
		expect(told && coverageWords(told, words).label).toBe(row && coverageWords(row, words).label);
	});

	it('lists no endless number of rows', () => {
		const coverage = Array.from({ length: 100 }, (_, index) => ({
			...stretch,
			from: new Date(now - (200 - 2 * index) * 3_600_000).toISOString(),
			to: new Date(now - (199 - 2 * index) * 3_600_000).toISOString(),
		}));
		const listed = lines({ coverage });
		expect(listed).toHaveLength(41);
		expect(listed.at(-1)?.[0]).toMatch(/^And \d+ more$/);
	});

	it('gives each row an id of its own that a sync does not change', () => {
		const gaps = [denied('a', 9), { ...denied('a', 9), source: 'athena:logs.trail' }];
		const ids = (coverage: readonly Coverage[]) =>
			all(rows({ coverage, gaps }, [s3])).map(({ id }) => id);
		const before = ids([stretch]);
		expect(new Set(before).size).toBe(before.length);
		expect(ids([{ ...stretch, to: '2026-11-22T11:59:00Z' }])).toEqual(before);
	});

	it('tells all in the tooltip, with nothing of a key that is not text', () => {
		const hostile = { ...denied('key\u202e\nof', 9), reason: 'no\u0000' };
		const failed = all(rows({ coverage: [], gaps: [hostile] }, [s3])).find(
			(row) => row.type === 'line' && row.state === 'failed',
		);
		const text = (failed && coverageDetails(failed, words))?.join('|') ?? '';
		expect(text).toContain('key of: no');
		expect(text).toContain('It can be fetched from S3 bucket trail-logs.');
		expect(text).not.toMatch(/[\u202e\n\0]/);
	});
});
