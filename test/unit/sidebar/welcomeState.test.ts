import { describe, expect, it } from 'vitest';
import { HistoryError, type HistoryErrorCode } from '../../../src/model/errors.ts';
import type { Connection } from '../../../src/model/history.ts';
import { welcomeState } from '../../../src/sidebar/welcomeState.ts';

type Aws = Extract<Connection, { kind: 'aws' }>;

function aws(change: Partial<Aws> = {}): Aws {
	return {
		kind: 'aws',
		profile: '',
		regions: [],
		phase: 'ready',
		progress: [],
		connections: [],
		...change,
	};
}

const failed = (code: HistoryErrorCode) =>
	aws({ phase: 'failed', error: new HistoryError(code, 'text') });

describe('welcomeState', () => {
	it.each([
		['ready', failed('expired-session'), 1, true],
		['ready', { kind: 'sample' } as const, 5, true],
		['starting', aws({ phase: 'unknown' }), 0, false],
		['starting', aws({ phase: 'connecting' }), 0, false],
		['starting', aws({ phase: 'syncing' }), 0, true],
		['starting', aws(), undefined, true],
		['no-credentials', failed('no-credentials'), 0, false],
		['no-credentials', failed('wrong-profile'), 0, false],
		['expired', failed('expired-session'), 0, false],
		['denied', failed('access-denied'), 0, false],
		['failed', failed('network'), 0, false],
		['empty', aws(), 0, true],
	] as const)('is %s', (expected, connection, calls, covered) => {
		expect(welcomeState({ connection, calls, covered })).toBe(expected);
	});

	it('never says empty of what was not read', () => {
		expect(welcomeState({ connection: aws(), calls: 0, covered: false })).toBe('starting');
	});

	it('says failed, not empty, where a Region could not be read', () => {
		const progress = [
			{ accountId: '1', region: 'us-east-1', phase: 'failed' as const, requests: 1, newCalls: 0 },
		];
		expect(welcomeState({ connection: aws({ progress }), calls: 0, covered: true })).toBe('failed');
	});
});
