import { describe, expect, it } from 'vitest';
import {
	differsFromCode,
	propertyHistory,
	type SettingCall,
} from '../../../src/model/propertyHistory.ts';
import type { JsonObject } from '../../../src/model/record.ts';
import { buildCall } from '../../builders/call.ts';

/** Newest first, one call an hour. */
function calls(...requests: readonly (readonly [string, JsonObject | null])[]): SettingCall[] {
	return requests.map(([eventName, request], hours) => ({
		call: buildCall({
			eventName,
			eventTime: new Date(Date.UTC(2026, 10, 20, 20 - hours)).toISOString(),
		}),
		request,
	}));
}

const update = (schedule: string, more: JsonObject = {}): readonly [string, JsonObject] => [
	'UpdateImagePipeline',
	{ ...more, schedule: { scheduleExpression: schedule } },
];
const path = 'schedule.scheduleExpression';

describe('propertyHistory', () => {
	it('names the call that changed the value, not the one that sent it again', () => {
		const known = calls(update('rate(1 day)'), update('rate(1 day)'), update('rate(7 days)'));
		expect(propertyHistory(path, known)).toEqual({
			latest: { call: known[0]?.call, value: 'rate(1 day)' },
			lastSet: { call: known[1]?.call, value: 'rate(1 day)' },
			before: { call: known[2]?.call, value: 'rate(7 days)' },
		});
	});

	it('says no value before where no earlier call is known', () => {
		const known = calls(update('rate(1 day)'), ['CreateImagePipeline', update('rate(1 day)')[1]]);
		const history = propertyHistory(path, known);
		expect(history?.lastSet.call).toBe(known[1]?.call);
		expect(history).not.toHaveProperty('before');
	});

	it('takes a value that an update leaves out as gone', () => {
		const known = calls(['UpdateImagePipeline', { status: 'ENABLED' }], update('rate(1 day)'));
		expect(propertyHistory(path, known)).toMatchObject({
			lastSet: { call: known[0]?.call },
			before: { value: 'rate(1 day)' },
		});
		expect(propertyHistory(path, known)?.lastSet).not.toHaveProperty('value');
	});

	it('says nothing of what no call mentions', () => {
		expect(propertyHistory('nothing', calls(update('rate(1 day)')))).toBeUndefined();
		expect(propertyHistory(path, [])).toBeUndefined();
	});

	it('passes over other operations, and records that say nothing', () => {
		const known = calls(
			['StartImagePipelineExecution', { imagePipelineArn: 'x' }],
			['UpdateImagePipeline', null],
			['UpdateImagePipeline', { omitted: true, originalSize: 300_000, reason: 'too large' }],
			['UpdateImagePipeline', { schedule: 'HIDDEN_DUE_TO_SECURITY_REASONS' }],
			update('rate(1 day)'),
		);
		expect(propertyHistory(path, known)?.latest.call).toBe(known[4]?.call);
	});

	it('knows that an update names its resource by the ARN', () => {
		const known = calls(update('rate(1 day)'), ['CreateImagePipeline', { name: 'golden-ami' }]);
		expect(propertyHistory('name', known)?.latest).toEqual({
			call: known[1]?.call,
			value: 'golden-ami',
		});
	});

	it('reads lists, places in lists, and objects whatever the order of their fields', () => {
		const components = [{ componentArn: 'a' }, { componentArn: 'b' }];
		const known = calls(
			['CreateImageRecipe', { components, tags: { a: '1', b: '2' } }],
			['CreateImageRecipe', { components: [{ componentArn: 'a' }], tags: { b: '2', a: '1' } }],
		);
		expect(propertyHistory('components[0].componentArn', known)?.lastSet.call).toBe(known[1]?.call);
		expect(propertyHistory('components[1].componentArn', known)?.lastSet.call).toBe(known[0]?.call);
		expect(propertyHistory('components', known)?.lastSet.call).toBe(known[0]?.call);
		expect(propertyHistory('tags', known)?.lastSet.call).toBe(known[1]?.call);
		expect(propertyHistory('toString', known)).toBeUndefined();
	});

	it('follows tags one by one', () => {
		const known = calls(
			['UntagResource', { tagKeys: ['team'] }],
			['TagResource', { tags: { debug: 'yes' } }],
			['CreateImagePipeline', { tags: { team: 'platform' } }],
		);
		expect(propertyHistory('tags.debug', known)?.latest).toMatchObject({ value: 'yes' });
		expect(propertyHistory('tags.team', known)?.lastSet.call).toBe(known[0]?.call);
		expect(propertyHistory('tags.team', known)?.before).toMatchObject({ value: 'platform' });
	});
});

describe('differsFromCode', () => {
	it.each([
		['a', 'a', false],
		['a', 'b', true],
		['a\n', 'a', false],
		[true, 'true', false],
		[true, 'False', true],
		[720, '720', false],
		[['m7i.large'], ['m7i.large'], false],
		[['t3.nano'], ['m7i.large'], true],
		[['a', 'b'], ['a'], true],
		[{ a: 1 }, 'a', undefined],
		[[{ a: 1 }], ['a'], undefined],
		['a', ['a'], undefined],
		[null, 'a', undefined],
		[undefined, 'a', undefined],
		['a', undefined, undefined],
	])('%j in a call, %j in code: %s', (value, code, expected) => {
		expect(differsFromCode(value, code)).toBe(expected);
	});
});
