import { describe, expect, it } from 'vitest';
import { together } from '../../../src/engine/awsConnection.ts';
import { addUp, syncConnection } from '../../../src/engine/connectionSync.ts';
import type { ConnectionSettings } from '../../../src/model/connectionSettings.ts';
import { HistoryError } from '../../../src/model/errors.ts';
import type { ConnectionState, SyncReport } from '../../../src/model/history.ts';

function state(name: string, change: Partial<ConnectionState> = {}): ConnectionState {
	return { name, profile: name, regions: [name], phase: 'ready', progress: [], ...change };
}

const expired = new HistoryError('expired-session', 'The session has expired.');

describe('several connections as one', () => {
	it('say what the only one says', () => {
		const only = state('a', { accountId: '111122223333', phase: 'failed', error: expired });
		const { name: _, ...rest } = only;
		expect(together([only])).toEqual({ kind: 'aws', ...rest, connections: [only] });
	});

	it('are busy where one is, and claim no account', () => {
		const both = together([
			state('a', { accountId: '111122223333', lastSync: '2026-01-01T00:00:00Z' }),
			state('b', { accountId: '444455556666', phase: 'syncing' }),
		]);
		expect(both).toMatchObject({ phase: 'syncing', regions: ['a', 'b'] });
		expect(both).not.toHaveProperty('accountId');
		expect(both.lastSync).toBe('2026-01-01T00:00:00Z');
	});

	it('failed only where all did; one that did is a place that failed', () => {
		const failed = state('a', { phase: 'failed', error: expired });
		expect(together([failed, state('b')])).toMatchObject({
			phase: 'ready',
			progress: [{ region: 'a', phase: 'failed', error: { code: 'expired-session' } }],
		});
		expect(together([failed, { ...failed, name: 'b' }])).toMatchObject({
			phase: 'failed',
			error: { code: 'expired-session' },
		});
	});

	it('tell once of Regions that failed, and of what else the connection failed by', () => {
		const { code, message } = expired;
		const region = { accountId: '111122223333', region: 'us-east-1' };
		const error = { ...region, code, message };
		const progress = [{ ...region, phase: 'failed' as const, requests: 1, newCalls: 0, error }];
		const failed = state('a', { phase: 'failed', error: expired, progress });
		expect(together([failed, state('b')]).progress).toEqual(progress);
		const other = new HistoryError('internal', 'The sync failed.');
		expect(together([{ ...failed, error: other }, state('b')]).progress).toMatchObject([
			{ region: 'us-east-1' },
			{ region: 'a', error: { code: 'internal' } },
		]);
	});
});

describe('one connection’s part of a sync', () => {
	const settings: ConnectionSettings = {
		...{ name: 'a', profile: 'a', regions: [] },
		sources: [
			{ type: 'event-history' },
			{ type: 's3', bucket: 'b', days: 30 },
			{ type: 'athena', database: 'd', table: 't' },
			{ type: 'lake', eventDataStore: 'e', days: 1 },
		],
	};
	const report = (newCalls: number): SyncReport => ({ ...addUp([]), newCalls, requests: 1 });

	it('reads Event history, then the archives with days; one that fails is told', async () => {
		const followed: string[] = [];
		const done = await syncConnection(settings, {
			sync: async () => report(3),
			follow: async ({ type }) => {
				followed.push(type);
				if (type === 'lake') {
					throw new HistoryError('access-denied', 'no', { details: { region: 'us-east-1' } });
				}
				return { newCalls: 4, requests: 5 };
			},
		});
		expect(followed).toEqual(['s3', 'lake']);
		expect(done).toEqual({
			...{ newCalls: 7, requests: 6, throttles: 0 },
			errors: [{ source: 'lake:e', code: 'access-denied', message: 'no', region: 'us-east-1' }],
		});
	});

	it('goes on to no archive once it was stopped', async () => {
		const done = await syncConnection(settings, {
			sync: async () => ({ ...report(1), cancelled: true }),
			follow: async () => {
				throw new Error('not reached');
			},
		});
		expect(done).toMatchObject({ newCalls: 1, cancelled: true });
	});

	it('leaves Event history alone where it is no source', async () => {
		const done = await syncConnection(
			{ ...settings, sources: [{ type: 's3', bucket: 'b', days: 30 }] },
			{
				sync: async () => {
					throw new Error('not reached');
				},
				follow: async () => undefined,
			},
		);
		expect(done).toEqual(addUp([]));
	});
});
