import { describe, expect, it } from 'vitest';
import { connectionPlaces, profileFor } from '../../../src/model/connectionPlaces.ts';
import type { Connection } from '../../../src/model/history.ts';

const state = { phase: 'ready' as const, progress: [] };
const one = { ...state, name: 'one', profile: 'a', accountId: '111122223333', regions: ['x', 'y'] };
const two = { ...state, name: 'two', profile: 'b', accountId: '444455556666', regions: ['y'] };
const { name: _, ...alone } = one;
const both: Connection = { kind: 'aws', ...alone, regions: ['x', 'y'], connections: [one, two] };
const single: Connection = { kind: 'aws', ...alone, connections: [] };

describe('places of connections', () => {
	it('are the Regions of each account, not all Regions of all accounts', () => {
		expect(connectionPlaces(both)).toEqual([
			{ accountId: '111122223333', region: 'x' },
			{ accountId: '111122223333', region: 'y' },
			{ accountId: '444455556666', region: 'y' },
		]);
		expect(connectionPlaces(single)).toHaveLength(2);
		expect(connectionPlaces({ kind: 'sample' })).toEqual([]);
	});

	it('have the profile that reads the account', () => {
		expect(profileFor(both, '444455556666')).toBe('b');
		// a log file of some other account: no profile is known to see it
		expect(profileFor(both, '777788889999')).toBe('');
		expect(profileFor(single, '777788889999')).toBe('a');
	});
});
