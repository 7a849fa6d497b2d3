import { describe, expect, it } from 'vitest';
import { filteredState } from '../../../src/panel/filteredState.ts';

describe('filteredState', () => {
	it('begins the list anew and leaves all else as it is', () => {
		const kept = {
			target: { kind: 'all' },
			order: 'oldest',
			selected: 'e1',
			pinned: true,
		} as const;
		const filter = { changesOnly: false, text: 'op:Get*' };
		const state = { ...kept, filter: { changesOnly: true, text: '' }, row: 70 };
		expect(filteredState(state, filter)).toEqual({ ...kept, filter });
	});
});
