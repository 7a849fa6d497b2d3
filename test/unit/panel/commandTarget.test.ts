import { describe, expect, it } from 'vitest';
import { commandEventId, commandTarget } from '../../../src/panel/commandTarget.ts';
import { buildCall } from '../../builders/call.ts';

const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/golden-ami';
const target = { kind: 'resource', arn };

describe('commandTarget', () => {
	it.each([
		['an ARN', arn, target],
		['an ARN among blanks', ` ${arn}\n`, target],
		[
			'a pattern',
			'arn:aws:imagebuilder:*:*:image/golden-ami/1.x.x',
			{ kind: 'resource', arn: 'arn:aws:imagebuilder:*:*:image/golden-ami/1.x.x' },
		],
		['a row of a resource', { type: 'resource', arn, resource: {} }, target],
		['a row of a caller', { type: 'caller', caller: 'alice' }, { kind: 'caller', caller: 'alice' }],
		[
			'a row of a call',
			{ type: 'call', call: buildCall({ touches: [{ arn, role: 'subject' }] }) },
			target,
		],
		['a target', { kind: 'search', text: 'alice' }, { kind: 'search', text: 'alice' }],
		['everything', { kind: 'all' }, { kind: 'all' }],
	])('reads %s', (_name, argument, expected) => {
		expect(commandTarget(argument)).toEqual(expected);
	});

	it.each([
		[undefined],
		[''],
		['golden-ami'],
		[7],
		[{}],
		[{ arn: 'arn:aws:s3:::x' }],
		[{ caller: '' }],
	])('reads nothing from %j', (argument) => {
		expect(commandTarget(argument)).toBeUndefined();
	});
});

describe('commandEventId', () => {
	it('reads an id, or the row of a call', () => {
		expect(commandEventId(' e-1 ')).toBe('e-1');
		expect(commandEventId({ type: 'call', eventId: 'e-2' })).toBe('e-2');
		expect(commandEventId({ call: buildCall({ eventId: 'e-3' }) })).toBe('e-3');
		expect(commandEventId({})).toBeUndefined();
		expect(commandEventId(undefined)).toBeUndefined();
	});
});
