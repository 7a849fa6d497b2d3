import { describe, expect, it } from 'vitest';
import type { Connection, RegionProgress } from '../../../src/model/history.ts';
import { progressLine, statusText } from '../../../src/sidebar/progressText.ts';

const now = new Date(2026, 10, 20, 12).getTime();
const options = { now, locale: 'en' };

function region(change: Partial<RegionProgress>): RegionProgress {
	return {
		accountId: '111122223333',
		region: 'us-east-1',
		phase: 'changes',
		requests: 3,
		newCalls: 100,
		...change,
	};
}

function aws(change: Partial<Extract<Connection, { kind: 'aws' }>>): Connection {
	return {
		kind: 'aws',
		profile: 'dev',
		regions: ['us-east-1'],
		phase: 'syncing',
		progress: [],
		connections: [],
		...change,
	};
}

describe('progressLine', () => {
	it('says what, how far back and how long still', () => {
		const readBackTo = new Date(2026, 9, 3).toISOString();
		const progress = [region({ readBackTo, secondsLeft: 33 })];
		expect(progressLine(aws({ progress }), options)).toBe(
			'Reading changes of us-east-1: back to Oct 3, about 40 s left',
		);
	});

	it('promises no more than all Regions hold', () => {
		const progress = [
			region({ phase: 'all', readBackTo: new Date(2026, 9, 3).toISOString() }),
			region({ phase: 'all', readBackTo: new Date(2026, 10, 3).toISOString() }),
		];
		expect(progressLine(aws({ progress }), options)).toBe(
			'Reading all calls of 2 Regions: back to Nov 3',
		);
		const unread = [...progress, region({ phase: 'newest' })];
		expect(progressLine(aws({ progress: unread }), options)).toBe(
			'Reading the newest calls of 3 Regions…',
		);
	});

	it('is silent when nothing is read', () => {
		expect(progressLine(aws({ phase: 'ready' }), options)).toBeUndefined();
		expect(progressLine({ kind: 'sample' }, options)).toBeUndefined();
	});
});

describe('statusText', () => {
	const recent = { calls: 4, changes: 3, failures: 1 };

	it('counts what came while syncing', () => {
		const progress = [region({}), region({ newCalls: 1 })];
		const status = statusText({ connection: aws({ progress }), recent }, options);
		expect(status.text).toBe('$(sync~spin) Image Builder: 101 calls');
	});

	it('rests with the changes of a day and the time of the last sync', () => {
		const lastSync = new Date(now - 5 * 60_000).toISOString();
		const status = statusText({ connection: aws({ phase: 'ready', lastSync }), recent }, options);
		expect(status.text).toBe('$(history) Image Builder: 3 changes');
		expect(status.lines).toEqual(['3 changes in 24 h', 'Read 5 min ago', 'profile dev, us-east-1']);
		expect(status.warning).toBe(false);
	});

	it('marks the sample', () => {
		expect(statusText({ connection: { kind: 'sample' }, recent }, options).text).toContain(
			'sample',
		);
	});

	it('says which connections there are, where there are several', () => {
		const state = { profile: 'dev', phase: 'ready' as const, progress: [] };
		const connections = ['dev', 'prod'].map((name) => ({ ...state, name, regions: ['us-east-1'] }));
		const connection = aws({ phase: 'ready', lastSync: '2026-11-20T00:00:00Z', connections });
		const { lines } = statusText({ connection, recent }, options);
		expect(lines.slice(-3)).toEqual(['2 connections', 'dev: us-east-1', 'prod: us-east-1']);
		const many = Array.from({ length: 12 }, (_, at) => ({ ...state, name: `c${at}`, regions: [] }));
		const long = statusText(
			{ connection: aws({ phase: 'ready', connections: many }), recent },
			options,
		);
		expect(long.lines.slice(-2)).toEqual(['c7', 'and 4 more']);
	});

	it('warns of a source that failed', () => {
		const failed = { source: 's3://trail-logs', code: 'access-denied', message: 'Not allowed.' };
		const connection = aws({ phase: 'ready', sourceErrors: [failed] });
		const status = statusText({ connection, recent }, options);
		expect(status.warning).toBe(true);
		expect(status.lines).toContain('S3 bucket trail-logs: Not allowed.');
	});

	it('warns of a Region that failed', () => {
		const progress = [region({ phase: 'failed', error: { code: 'aws', message: 'Not enabled.' } })];
		const connection = aws({ phase: 'ready', lastSync: '2026-11-20T00:00:00Z', progress });
		const status = statusText({ connection, recent }, options);
		expect(status.warning).toBe(true);
		expect(status.lines).toContain('us-east-1: Not enabled.');
	});
});
