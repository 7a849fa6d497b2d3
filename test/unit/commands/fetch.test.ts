import { describe, expect, it } from 'vitest';
import { readFetchAnswers, windowOf } from '../../../src/commands/fetchArguments.ts';
import {
	estimateLines,
	fetchProgressText,
	fetchSummary,
	windowText,
} from '../../../src/commands/fetchTexts.ts';
import { fetchTimes } from '../../../src/commands/fetchTimes.ts';
import { bytesText } from '../../../src/model/bytesText.ts';
import type { Gap } from '../../../src/model/coverage.ts';
import { readConnections } from '../../../src/model/readConnections.ts';

const now = new Date(2026, 10, 20, 12).getTime();
const options = { now, locale: 'en' };
const s3 = { type: 's3', bucket: 'trail-logs' } as const;
const { connections } = readConnections(
	[{ profile: 'dev' }, { profile: 'audit', sources: [s3, 'event-history'] }],
	{ profile: '', regions: [] },
);
const day = 86_400_000;

describe('answers given to the command that fetches', () => {
	it('are those of other extensions and views', () => {
		const from = '2026-01-01T00:00:00Z';
		const to = '2026-02-01T00:00:00Z';
		const answers = readFetchAnswers(
			{ source: 's3://trail-logs', from, to, accounts: ['111122223333', 5], confirm: false },
			connections,
		);
		expect(answers).toEqual({
			...{ connection: 'audit', source: s3, from, to, confirm: false },
			accounts: ['111122223333'],
		});
		expect(windowOf(answers)).toEqual({ from, to, accounts: ['111122223333'] });
	});

	it('may be a source that no setting has', () => {
		const lake = { type: 'lake', eventDataStore: 'abc' };
		expect(readFetchAnswers({ source: lake }, connections)).toEqual({
			...{ connection: 'dev', source: lake, confirm: true },
		});
	});

	it.each([undefined, 'x', { type: 'error', id: '/error' }, { from: 'soon', regions: 3 }])(
		'are none in %j',
		(argument) => {
			const answers = readFetchAnswers(argument, connections);
			expect(answers).toEqual({ confirm: true });
			expect(windowOf(answers)).toBeUndefined();
		},
	);

	it.each([
		{ source: 's3://other' },
		{ source: { type: 'sqs', queueUrl: 'https://sqs.us-east-1.amazonaws.com/1/q' } },
		{ connection: 'nobody' },
	])('are refused where there is no such thing: %j', (argument) => {
		expect(() => readFetchAnswers(argument, connections)).toThrow(
			expect.objectContaining({ code: 'bad-query' }),
		);
	});

	it('may be a begin alone: all from then on', () => {
		const from = '2026-01-01T00:00:00Z';
		const earliest = new Date().toISOString();
		const window = windowOf(readFetchAnswers({ from }, connections));
		expect(window?.from).toBe(from);
		expect((window?.to ?? '') >= earliest).toBe(true);
	});

	it('leave the begin to be asked where only the end is given', () => {
		const to = '2026-02-01T00:00:00Z';
		expect(windowOf(readFetchAnswers({ to }, connections))).toBeUndefined();
	});

	it('are refused where the time ends before it begins', () => {
		const times = { from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' };
		expect(() => windowOf(readFetchAnswers(times, connections))).toThrow(/before it begins/);
	});
});

describe('times to fetch', () => {
	const source = 's3://x';
	const place = { accountId: '111122223333', region: 'us-east-1', complete: 'all' as const };
	const read = (from: string, region = 'us-east-1') => ({
		...{ ...place, region, source: 'event-history', from, to: new Date(now).toISOString() },
	});

	it('begin with what comes before all that is read', () => {
		const coverage = [read('2026-08-22T00:00:00.000Z'), read('2026-09-01T00:00:00.000Z', 'x')];
		const [beyond, quarter, year, more] = fetchTimes({ coverage, source, gaps: [], now });
		expect(beyond).toEqual({
			kind: 'beyond',
			days: 30,
			window: { from: '2026-08-02T00:00:00.000Z', to: '2026-09-01T00:00:00.000Z' },
		});
		expect(Date.parse(quarter?.window.from ?? '')).toBe(now - 90 * day);
		expect(Date.parse(year?.window.to ?? '')).toBe(now);
		expect(more).toBeUndefined();
	});

	it('begin with what the source was not asked for, whatever it had and other accounts have', () => {
		const from = '2026-05-01T00:00:00.000Z';
		const quiet: Gap = {
			...{ accountId: place.accountId, region: '', source, from, to: '2026-11-01T00:00:00.000Z' },
			...{ what: 'quiet', reason: 'No log files.', kind: 'quiet' },
		};
		const coverage = [
			read('2026-08-22T00:00:00.000Z'),
			{ ...read('2026-09-20T00:00:00.000Z'), accountId: '444455556666' },
		];
		const times = fetchTimes({ coverage, source, gaps: [quiet], now });
		expect(times.map(({ kind }) => kind)).toEqual(['beyond', 'days', 'days']);
		expect(times[0]?.window.to).toBe(from);
		const none = { ...quiet, accountId: '' };
		const [first] = fetchTimes({ coverage, source, gaps: [none], now });
		expect(first?.window.to).toBe('2026-09-20T00:00:00.000Z');
	});

	it('are the last days where nothing is read, and end where they are told to', () => {
		expect(fetchTimes({ coverage: [], source, gaps: [], now })[0]).toMatchObject({
			kind: 'days',
			days: 30,
		});
		const to = '2026-01-31T00:00:00.000Z';
		const [first] = fetchTimes({ coverage: [read(to)], source, gaps: [], now, to });
		expect(first?.window).toEqual({ from: '2026-01-01T00:00:00.000Z', to });
	});

	it('are what could not be read, the newest first, and all of it at once', () => {
		const gap = (from: string, to: string, accountId = ''): Gap => ({
			...{ accountId, region: '', source: 's3://x', from, to, what: from, reason: 'denied' },
		});
		const gaps = [
			gap('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'),
			gap('2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z', '111122223333'),
		];
		const [all, newest, oldest] = fetchTimes({ coverage: [], source, gaps, now }).slice(3);
		expect(all).toEqual({
			kind: 'all-gaps',
			gaps: 2,
			window: { from: '2026-01-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z' },
		});
		expect(newest?.window.accounts).toEqual(['111122223333']);
		expect(oldest?.window).not.toHaveProperty('accounts');
	});
});

describe('texts of a fetch', () => {
	it('say what it takes', () => {
		const names = { '111122223333': 'Production' };
		const places = ['us-east-1', 'eu-west-1'].map((region) => ({
			...{ accountId: '111122223333', region },
		}));
		const estimate = {
			...{ objects: 1300, objectsKnown: 12, bytes: 56_300_000, usd: 0.234, places },
			notes: ['The trail logs no reads.\u202e'],
		};
		expect(estimateLines(estimate, names, options)).toEqual([
			'It reads 1,300 log files, 56 MB.',
			'12 log files were read before and are left out.',
			'AWS charges roughly 0.23 USD for it, at the list prices of us-east-1.',
			'It holds Production (111122223333) in 2 Regions.',
			'The trail logs no reads.',
		]);
		expect(estimateLines({ bytes: 2e9, usd: 0.001, notes: [] }, {}, options)).toEqual([
			'It scans about 2 GB.',
			'AWS charges less than 0.01 USD for it.',
		]);
		expect(estimateLines({ notes: [] }, {}, options)).toEqual([]);
	});

	it('say how it goes', () => {
		const progress = { phase: 'reading' as const, done: 412, total: 1300, bytes: 34e6, calls: 12 };
		expect(fetchProgressText(progress, s3, options)).toBe(
			'412 of 1,300 log files, 34 MB, 12 calls',
		);
		const lake = { type: 'lake', eventDataStore: 'x' } as const;
		expect(fetchProgressText({ ...progress, bytes: 0 }, lake, options)).toBe(
			'412 of 1,300 parts, 12 calls',
		);
		expect(fetchProgressText({ ...progress, phase: 'planning' }, s3, options)).toBe(
			'looking for log files, 412 so far',
		);
	});

	it('say what it brought', () => {
		const report = { source: 's3://x', calls: 5, newCalls: 3, requests: 9, bytes: 1, gaps: [] };
		expect(fetchSummary({ ...report, objects: 4 }, options)).toBe(
			'3 new calls of Image Builder, 5 found in S3 bucket x. 4 log files were read.',
		);
		expect(fetchSummary({ ...report, newCalls: 0, calls: 0, cancelled: true }, options)).toBe(
			'Stopped; what was read is kept. No call of Image Builder in S3 bucket x at that time.',
		);
		const gap = { accountId: '', region: '', source: '', from: '', to: '', what: '', reason: '' };
		expect(fetchSummary({ ...report, gaps: [gap, gap] }, options)).toContain(
			'2 parts could not be read.',
		);
	});

	it('name the days, not the instant after them', () => {
		const window = (from: Date, to: Date) =>
			windowText({ from: from.toISOString(), to: to.toISOString() }, options);
		expect(window(new Date(2026, 0, 1), new Date(2026, 1, 1))).toBe('Jan 1 to Jan 31');
		expect(window(new Date(2026, 0, 1), new Date(2026, 0, 2))).toBe('Jan 1');
	});

	it.each([
		[0, '0 B'],
		[999, '999 B'],
		[1000, '1 KB'],
		[1550, '1.6 KB'],
		[999_600, '1 MB'],
		[4.2e9, '4.2 GB'],
		[56_300_000, '56 MB'],
	])('write %d bytes as %s', (bytes, text) => {
		expect(bytesText(bytes, 'en')).toBe(text);
	});
});
