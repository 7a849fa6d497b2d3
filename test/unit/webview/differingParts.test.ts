import { describe, expect, it } from 'vitest';
import { differingParts } from '../../../src/webview/differingParts.ts';

describe('differingParts', () => {
	it('keeps apart what two texts begin and end with', () => {
		expect(differingParts('recipe/bastion/1.1.0', 'recipe/bastion/1.0.0')).toEqual({
			before: { start: 'recipe/bastion/1.', differs: '1', end: '.0' },
			after: { start: 'recipe/bastion/1.', differs: '0', end: '.0' },
		});
	});

	it('takes nothing twice where one text is a part of the other', () => {
		expect(differingParts('aaa', 'aa')).toEqual({
			before: { start: 'aa', differs: 'a', end: '' },
			after: { start: 'aa', differs: '', end: '' },
		});
		expect(differingParts('', 'new').after).toEqual({ start: '', differs: 'new', end: '' });
	});

	it('cuts no character in two', () => {
		const { before, after } = differingParts('a😀b', 'a😁b');
		expect([before.differs, after.differs]).toEqual(['😀', '😁']);
	});
});
