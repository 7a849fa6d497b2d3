import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../../src/model/coverage.ts';
import { HistoryError } from '../../../src/model/errors.ts';
import type { Connection } from '../../../src/model/history.ts';
import { explainUnknown } from '../../../src/model/unknown.ts';
import { unknownText } from '../../../src/model/unknownText.ts';

const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';
type AwsConnection = Extract<Connection, { kind: 'aws' }>;

function aws(overrides: Partial<AwsConnection> = {}): AwsConnection {
	return {
		kind: 'aws',
		profile: 'dev',
		regions: ['us-east-1'],
		accountId: '111122223333',
		phase: 'ready',
		progress: [],
		connections: [],
		...overrides,
	};
}

function covered(overrides: Partial<Coverage> = {}): Coverage {
	return {
		accountId: '111122223333',
		region: 'us-east-1',
		source: 'event-history',
		from: '2026-08-24T00:00:00Z',
		to: '2026-11-22T00:00:00Z',
		complete: 'all',
		...overrides,
	};
}

function kinds(
	connection: Connection,
	coverage: readonly Coverage[] = [],
	of: string | undefined = arn,
	known = 0,
) {
	return explainUnknown({ arn: of, known, connection, coverage }).map(({ kind }) => kind);
}

const progress = { accountId: '111122223333', region: 'us-east-1', requests: 1, newCalls: 0 };

describe('explainUnknown', () => {
	it('first says that reads are known', () => {
		expect(kinds(aws(), [], arn, 3)).toEqual(['only-reads']);
	});

	it('knows the sample is not the whole world', () => {
		expect(kinds({ kind: 'sample' })).toEqual(['not-in-sample']);
	});

	it('says that there is no connection, unless history is there without one', () => {
		expect(kinds(aws({ phase: 'unknown' }))).toEqual(['not-connected']);
		expect(kinds(aws({ phase: 'unknown' }), [covered()])).toEqual(['nothing-read-of-it']);
	});

	it('says why connecting failed', () => {
		const error = new HistoryError('expired-session', 'The session has expired.');
		const [reason] = explainUnknown({
			...{ arn, known: 0, coverage: [] },
			connection: aws({ phase: 'failed', error }),
		});
		expect(reason).toEqual({
			kind: 'failed',
			code: 'expired-session',
			message: 'The session has expired.',
		});
	});

	it('sees another account, and what was imported of it', () => {
		const other = arn.replace('111122223333', '444455556666');
		expect(kinds(aws(), [covered()], other)).toEqual(['other-account']);
		const imported = covered({ accountId: '444455556666', source: 'logs' });
		expect(kinds(aws(), [imported], other)).toEqual(['nothing-read-of-it']);
	});

	it('sees a Region that is not selected', () => {
		const other = arn.replace('us-east-1', 'eu-west-1');
		expect(kinds(aws(), [covered()], other)).toEqual(['region-not-selected']);
		expect(kinds(aws({ regions: ['us-east-1', 'eu-west-1'] }), [], other)).toEqual(['not-read']);
	});

	it('asks the connection of the account, where there are several', () => {
		const state = { name: 'a', profile: 'a', phase: 'ready' as const, progress: [] };
		const one = { ...state, accountId: '111122223333', regions: ['us-east-1'] };
		const two = { ...state, name: 'b', accountId: '444455556666', regions: ['eu-west-1'] };
		const both = aws({ regions: ['us-east-1', 'eu-west-1'], connections: [one, two] });
		const of = (owner: string, region: string) =>
			`arn:aws:imagebuilder:${region}:${owner}:image-pipeline/golden-ami`;
		expect(kinds(both, [], of('777788889999', 'us-east-1'))).toEqual(['other-account']);
		// the Region is one of the other connection
		expect(kinds(both, [], of('111122223333', 'eu-west-1'))).toEqual(['region-not-selected']);
		expect(kinds(both, [], of('444455556666', 'eu-west-1'))).toEqual(['not-read']);
		const error = new HistoryError('expired-session', 'The session has expired.');
		const failed = aws({ connections: [one, { ...two, phase: 'failed', error }] });
		expect(kinds(failed, [], of('444455556666', 'eu-west-1'))).toEqual(['failed']);
		expect(kinds(failed, [], of('111122223333', 'us-east-1'))).toEqual(['not-read']);
	});

	it('claims no other account while one of the connections is not known yet', () => {
		const state = { name: 'a', profile: 'a', phase: 'ready' as const, progress: [], regions: [] };
		const connections = [
			{ ...state, accountId: '444455556666' },
			{ ...state, name: 'b' },
		];
		expect(kinds(aws({ connections }))).toEqual(['not-read']);
	});

	it('says that reading goes on, and how far it is', () => {
		const readBackTo = '2026-11-01T00:00:00Z';
		const syncing = aws({
			phase: 'syncing',
			progress: [{ ...progress, phase: 'all', readBackTo }],
		});
		const [first, second] = explainUnknown({
			...{ arn, known: 0, connection: syncing, coverage: [covered()] },
		});
		expect(first).toEqual({ kind: 'syncing', region: 'us-east-1', readBackTo });
		expect(second?.kind).toBe('nothing-read-of-it');
	});

	it('says why the Region of the resource could not be read', () => {
		const error = { code: 'access-denied', message: 'cloudtrail:LookupEvents is missing' };
		expect(kinds(aws({ progress: [{ ...progress, phase: 'failed', error }] }))).toEqual(['failed']);
		const elsewhere = { ...progress, region: 'eu-west-1', phase: 'failed' as const, error };
		expect(kinds(aws({ progress: [elsewhere] }), [covered()])).toEqual(['nothing-read-of-it']);
	});

	it('takes the wildcards of a pattern for any account and Region', () => {
		const pattern = 'arn:aws:imagebuilder:*:*:image-pipeline/golden-ami';
		expect(kinds(aws(), [covered()], pattern)).toEqual(['nothing-read-of-it']);
		expect(kinds(aws(), [], pattern)).toEqual(['not-read']);
	});

	it('says of what AWS owns that only mentions can be known', () => {
		const owned = 'arn:aws:imagebuilder:us-east-1:aws:component/update-linux/x.x.x';
		expect(kinds(aws(), [covered()], owned)).toEqual(['not-yours', 'nothing-read-of-it']);
		expect(kinds(aws(), [], owned)).toEqual(['not-yours', 'not-read']);
	});

	it('always has a reason', () => {
		expect(kinds(aws(), [], undefined)).toEqual(['not-read']);
		expect(kinds(aws({ regions: [] }), [], 'no ARN')).toEqual(['not-read']);
	});
});

describe('unknownText', () => {
	it('shows no hidden characters of what AWS said', () => {
		const text = unknownText(
			{ kind: 'failed', code: 'aws', message: 'bad\u202e\nnews' },
			Date.parse('2026-11-22T00:00:00Z'),
		);
		expect(text).toBe('Reading failed: bad news');
	});
});
